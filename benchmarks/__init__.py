"""Measurements: quality through the running bot, speed as ratios in one run. Never part of the unit tests."""
