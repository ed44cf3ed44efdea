"""Plain Python that reads knowledge/, decides, and builds replies. Knows nothing of Rasa."""
