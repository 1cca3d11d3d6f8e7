"""A view says that something sensitive is being read, by whom and from where."""

from typing import TYPE_CHECKING, Any

from kambium.core.access import stands_in_for
from kambium.core.actions.reading import note_reading
from kambium.core.web.page import Request

if TYPE_CHECKING:
    from django.db.models import Model


def where_of(request: Request) -> str:
    """The network address a request comes from."""
    return str(request.META.get("REMOTE_ADDR", ""))


def noted(request: Request, kind: str, subject: "Model | None" = None, **data: Any) -> None:
    """Write it into the access record before the answer goes out, with the colleague whose delegation opened it."""
    standing_in = stands_in_for(request.actor, subject) if subject else None
    note_reading(by=request.actor, kind=kind, where=where_of(request), subject=subject, on_behalf_of=standing_in,
                 data=data)  # fmt: skip
