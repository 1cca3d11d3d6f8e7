"""Reads of commerce."""
