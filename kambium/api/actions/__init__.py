"""The verbs around the programs' interface."""

from kambium.api.actions.tokens import make_token, revoke_token
from kambium.api.actions.webhooks import (
    make_webhook,
    remove_webhook,
    send_again,
    start_webhook,
    stop_webhook,
    try_webhook,
)

__all__ = [
    "make_token",
    "make_webhook",
    "remove_webhook",
    "revoke_token",
    "send_again",
    "start_webhook",
    "stop_webhook",
    "try_webhook",
]
