"""Reads of tiers and what they follow from."""
