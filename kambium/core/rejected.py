"""What an action says no to, in the reader's language."""

from typing import Any


class Rejected(Exception):
    """What was asked for cannot be; the text says why. `field` names the input it is about."""

    def __init__(self, text: Any, field: str = "") -> None:
        super().__init__(str(text))
        self.field = field


class Stale(Exception):
    """Somebody saved the row first. `row` is as it is stored now, so that nothing need be lost."""

    def __init__(self, row: Any) -> None:
        super().__init__(str(row))
        self.row = row


def check_version(row: Any, version: int | None) -> None:
    """Raise Stale when the row is no longer the one that was read; None skips the comparison."""
    if version is not None and row.version != version:
        raise Stale(row)
