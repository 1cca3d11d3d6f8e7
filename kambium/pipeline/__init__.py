"""Opportunities and forecast."""
