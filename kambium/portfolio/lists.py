"""The lists of this area, found at start-up by pages and jobs alike."""

from kambium.portfolio.queries import lists

__all__ = ["lists"]
