"""What people enter in commerce."""
