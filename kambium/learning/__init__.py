"""Training and resources."""
