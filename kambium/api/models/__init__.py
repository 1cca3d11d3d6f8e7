"""Rows of the programs' interface."""

from kambium.api.models.replay import Replay
from kambium.api.models.token import Token

__all__ = ["Replay", "Token"]
