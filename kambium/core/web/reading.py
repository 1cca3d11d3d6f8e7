"""A view says that something sensitive is being read, by whom and from where."""

from typing import TYPE_CHECKING, Any

from kambium.core.actions.reading import note_reading
from kambium.core.web.page import Request

if TYPE_CHECKING:
    from django.db.models import Model


def where_of(request: Request) -> str:
    """The network address a request comes from."""
    return str(request.META.get("REMOTE_ADDR", ""))


def noted(request: Request, kind: str, subject: "Model | None" = None, **data: Any) -> None:
    """Write it into the access record before the answer goes out."""
    note_reading(by=request.actor, kind=kind, where=where_of(request), subject=subject, data=data)
