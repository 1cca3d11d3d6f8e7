"""REST and webhooks."""
