"""Our parts of the Rasa pipeline, named in config.yml by module path."""
