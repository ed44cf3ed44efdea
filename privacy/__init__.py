"""Masking: what identifies a person is taken out before anything stores or logs."""
