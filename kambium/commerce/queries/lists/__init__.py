"""The lists of this area."""

from kambium.commerce.queries.lists import orders, products

__all__ = ["orders", "products"]
