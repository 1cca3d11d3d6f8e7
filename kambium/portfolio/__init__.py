"""Roles, tiers and who serves whom."""
