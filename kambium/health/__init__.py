"""Account health."""
