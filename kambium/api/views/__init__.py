"""What the interface answers, and the pages about it."""
