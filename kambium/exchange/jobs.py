"""Imports in the worker: found here by name when the worker starts."""

from kambium.exchange.actions.queue import carry_out_run, index_run

__all__ = ["carry_out_run", "index_run"]
