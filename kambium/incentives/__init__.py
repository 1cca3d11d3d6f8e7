"""Incentive pay."""
