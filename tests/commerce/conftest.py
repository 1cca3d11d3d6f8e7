"""Imports, as in the tests of `exchange`."""

from tests.exchange.conftest import imports

__all__ = ["imports"]
