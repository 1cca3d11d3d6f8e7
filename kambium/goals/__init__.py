"""Goals and targets."""
