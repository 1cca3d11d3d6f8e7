"""Importing and reverting."""

from kambium.exchange.actions.perform import Outcome, perform
from kambium.exchange.actions.prepare import begin, choose_sheet, remember, start, stop
from kambium.exchange.actions.revert import CannotRevert, revert
from kambium.exchange.queries.runs import Source

__all__ = [
    "CannotRevert",
    "Outcome",
    "Source",
    "begin",
    "choose_sheet",
    "perform",
    "remember",
    "revert",
    "start",
    "stop",
]
