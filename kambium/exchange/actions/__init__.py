"""Importing and reverting."""

from kambium.exchange.actions.perform import Outcome, Source, perform
from kambium.exchange.actions.prepare import begin, start, stop
from kambium.exchange.actions.revert import CannotRevert, revert

__all__ = ["CannotRevert", "Outcome", "Source", "begin", "perform", "revert", "start", "stop"]
