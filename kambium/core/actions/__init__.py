"""Verbs that no domain owns: a person's saved views, pins and notices."""

from kambium.core.actions.notices import mark_read
from kambium.core.actions.pins import move_pin, pin, unpin
from kambium.core.actions.views import change_view, keep_state, move_view, remove_view, save_view

__all__ = [
    "change_view",
    "keep_state",
    "mark_read",
    "move_pin",
    "move_view",
    "pin",
    "remove_view",
    "save_view",
    "unpin",
]
