"""Imports, as in the tests of `exchange`."""

from tests.exchange.conftest import bring_files, imports

__all__ = ["bring_files", "imports"]
