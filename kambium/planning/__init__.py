"""Account plans and white space."""
