"""Kambium: the whole management cycle of a key-account team."""

__version__ = "0.1.0"
