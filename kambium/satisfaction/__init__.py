"""The customer's voice."""
