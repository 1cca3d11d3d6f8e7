"""The lists of accounts, contacts and activities, plugged into the socket of lists."""

from kambium.accounts.queries.lists import accounts, activities, contacts

__all__ = ["accounts", "activities", "contacts"]
