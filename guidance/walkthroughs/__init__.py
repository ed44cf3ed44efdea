"""The parts of the walk-through engine (guidance/walkthrough.py): read, decide, reckon, say."""
