"""The lists of this area."""

from kambium.portfolio.queries.lists import proposals

__all__ = ["proposals"]
