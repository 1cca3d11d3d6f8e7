"""Pages of commerce."""
