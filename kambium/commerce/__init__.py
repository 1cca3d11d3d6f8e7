"""Orders, contracts and money received."""
