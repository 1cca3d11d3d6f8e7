"""The verbs of commerce: the only way its rows change."""

from kambium.commerce.actions.rates import record_rate, remove_rate

__all__ = ["record_rate", "remove_rate"]
