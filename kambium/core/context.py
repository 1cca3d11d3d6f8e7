"""Who is at work in this thread, for the history the database writes by itself."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

import pghistory

if TYPE_CHECKING:
    from kambium.core.access.actor import Actor

_request_id: ContextVar[uuid.UUID | None] = ContextVar("request_id", default=None)


def request_id() -> uuid.UUID | None:
    """The id of the request or job at work, None outside one."""
    return _request_id.get()


@contextmanager
def acting(actor: "Actor", *, where: str = "", run: int | None = None) -> Iterator[uuid.UUID]:
    """Sign every change made inside with who did it, from where, and under which request id.

    `where` is the network address or the command; `run` the import run. Row history keeps them beside the old row.
    """
    number = uuid.uuid4()
    token = _request_id.set(number)
    facts = {"person": actor.person_id, "via": actor.via, "where": where, "request": str(number)}
    if run is not None:
        facts["run"] = run
    try:
        with pghistory.context(**facts):
            yield number
    finally:
        _request_id.reset(token)
