"""Telling how far an import is while its transaction is still open, and hearing whether to stop."""

import time
from types import TracebackType
from typing import Self

from django.db import connections

PAUSE = 0.4


class Stopped(Exception):
    """Somebody asked the run to stop; nothing of it is kept."""


class Progress:
    """A second connection that writes where nobody has to wait for the import to commit."""

    def __init__(self, run: int) -> None:
        self.run = run
        self.before = 0
        self._last = 0.0
        self._connection = connections.create_connection("default")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def phase(self, name: str) -> None:
        """Say what is being done now."""
        self._write("phase = %s", [name])

    def tick(self, seen: int) -> None:
        """Say how many rows of the present part were read. Raises Stopped when somebody asked for it."""
        now = time.monotonic()
        if now - self._last >= PAUSE:
            self._last = now
            self._write("done_rows = %s", [self.before + seen])

    def part_done(self, seen: int) -> None:
        """The present part was read to its end."""
        self.before += seen
        self._write("done_rows = %s", [self.before])

    def _write(self, change: str, values: list[str | int]) -> None:
        with self._connection.cursor() as cursor:
            cursor.execute(f"UPDATE exchange_run SET {change} WHERE id = %s RETURNING wish_stop", [*values, self.run])
            row = cursor.fetchone()
        if row and row[0]:
            raise Stopped
