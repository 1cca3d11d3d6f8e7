"""Reads that span tables or serve a page."""
