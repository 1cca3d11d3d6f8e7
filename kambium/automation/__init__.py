"""Rules, approvals and channels."""
