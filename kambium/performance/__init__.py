"""Review cycles."""
