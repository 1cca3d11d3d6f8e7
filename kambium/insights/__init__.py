"""Analysis and decisions."""
