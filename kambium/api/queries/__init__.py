"""What the programs' interface reads."""
