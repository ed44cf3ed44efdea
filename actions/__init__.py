"""Thin Rasa actions: slots in, one call into guidance/, a Reply out. One topic per file."""
