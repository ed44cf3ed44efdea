"""The least a rule bot can be."""
