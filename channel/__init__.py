"""The channels: JSON in, Rasa, JSON out. Everything that stores comes after the masking here."""
