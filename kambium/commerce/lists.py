"""The lists of this area, found at start-up by pages and jobs alike."""

from kambium.commerce.queries import lists

__all__ = ["lists"]
