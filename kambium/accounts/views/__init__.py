"""The pages of the customer record."""
