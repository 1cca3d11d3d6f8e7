"""Meetings and what was agreed."""
