"""Rows of the programs' interface."""

from kambium.api.models.replay import Replay
from kambium.api.models.token import Token
from kambium.api.models.webhook import Delivery, Webhook

__all__ = ["Delivery", "Replay", "Token", "Webhook"]
