"""How a refusal of an action is answered: beside the field it is about, or as a message."""

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.http import HttpResponse, QueryDict

from kambium.core.web.page import Request
from kambium.core.web.show import say, show
from kambium.people.actions import Rejected
from kambium.people.actions.preferring import fingerprint

Done = TypeVar("Done")


def attempt(form: forms.Form, do: Callable[[], Done]) -> Done | None:
    """Do it, or put the refusal beside its field and return None."""
    try:
        return do()
    except Rejected as no:
        form.add_error(no.field if no.field in form.fields else None, str(no))
        return None


def attempt_or_say(request: Request, do: Callable[[], Any], text: str) -> bool:
    """Do it and say `text`, or say why not."""
    try:
        do()
    except Rejected as no:
        say(request, str(no), tone="bad")
        return False
    say(request, text)
    return True


def merged(request: Request, stored: dict[str, Any]) -> QueryDict:
    """What was sent; after a conflict, fields for which the other one's version was kept have the stored value."""
    data = request.POST.copy()
    for name, value in stored.items():
        if data.get(f"keep-{name}") == "theirs":
            data[name] = "" if value is None else str(value)
    return data


def moved_on(request: Request, form: forms.Form, row: Any, back: str) -> HttpResponse:
    """409: somebody saved first. Both versions side by side; each field is kept from one or the other."""
    before = _as_read(row, form.data.get("version"))
    rows = [
        {
            "name": field.name,
            "label": field.label,
            "original": before.get(field.name, ""),
            "theirs": getattr(row, field.name),
            "yours": field.value(),
        }
        for field in form
        if hasattr(row, field.name) and not field.is_hidden
    ]
    changed = [r for r in rows if str(r["theirs"] or "") != str(r["yours"] or "")]
    facts = {"rows": changed, "form": form, "row": row, "back": back, "read": _read_now(row)}
    return show(request, "people/stale.html", facts, status=409)


def _as_read(row: Any, version: str | None) -> dict[str, Any]:
    """The row as the form had read it, from the history the database keeps."""
    old = getattr(row, "old_rows", None)
    if old is None or not hasattr(row, "version") or not (version or "").isdigit():
        return {}
    return old.filter(version=version).order_by("-pgh_id").values().first() or {}


def _read_now(row: Any) -> dict[str, str]:
    """What the next attempt must say it has read."""
    return {"version": str(row.version)} if hasattr(row, "version") else {"read": fingerprint(row)}
