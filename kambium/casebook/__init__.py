"""Cases and experience."""
