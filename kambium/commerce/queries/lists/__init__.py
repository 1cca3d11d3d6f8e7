"""The lists of this area."""

from kambium.commerce.queries.lists import contracts, orders, products, receivables

__all__ = ["contracts", "orders", "products", "receivables"]
