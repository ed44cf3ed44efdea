"""Rivals for the latency benchmark."""
