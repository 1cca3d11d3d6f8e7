"""Two people saved one record: the second is shown what was, what the first made of it, and the own values.

Nothing is lost: all that was entered stands in the page, and saving it keeps, field by field, one side or the other.
"""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse, QueryDict

from kambium.accounts.display import Display
from kambium.accounts.forms.record import OWN, RecordForm
from kambium.accounts.queries.versions import Seen, as_seen
from kambium.accounts.views.standing import display, people, plain
from kambium.core.web.answers import version_of
from kambium.core.web.show import show
from kambium.people.actions.rejected import Stale

KEEP = "keep-"
CONFLICT = 409


@dataclass(frozen=True)
class Side:
    """One field on all three sides, as text."""

    name: str
    label: str
    original: str
    theirs: str
    yours: str


def kept(form: RecordForm, data: QueryDict) -> dict[str, Any]:
    """The entered values without those for which the other side was chosen: what is stored stays."""
    theirs = {name.removeprefix(KEEP) for name in data if name.startswith(KEEP) and data[name] == "theirs"}
    values = form.values()
    own = {key: value for key, value in values.pop("extra", {}).items() if f"{OWN}{key}" not in theirs}
    values = {name: value for name, value in values.items() if name not in theirs}
    return values | ({"extra": own} if own else {})


def conflict(request: Any, form: RecordForm, stale: Stale, kind: str, *, back: str) -> HttpResponse:
    """The page that shows both. `kind` is account, contact, activity or address; the form's own address is sent to."""
    seen = as_seen(stale.row, version_of(request.POST))
    shower = display(request)
    both, only_theirs = _sides(form, stale.row, seen, shower, kind)
    other = people(request).get(seen.by_id or 0)
    facts = {
        **plain(request),
        "rows": both,
        "kept": only_theirs,
        "who": other.name if other else "",
        "when": seen.at,
        "version": stale.row.version,
        "entered": [(name, v) for name in form.fields for v in request.POST.getlist(name)],
        "name": str(stale.row),
        "back": back,
    }
    return show(request, "accounts/conflict.html", facts, status=CONFLICT)


def _sides(form: RecordForm, stored: Any, seen: Seen, shower: Display, kind: str) -> tuple[list[Side], list[Side]]:
    """Fields both changed differently, and fields only the other one changed."""
    both: list[Side] = []
    only_theirs: list[Side] = []
    for name, yours in form.cleaned_data.items():
        original, theirs = _of(seen.row, name), _of(stored, name)
        if theirs in (original, yours):
            continue
        label = str(form.fields[name].label or name)
        side = Side(name, label, *(shower.text(kind, name, value) for value in (original, theirs, yours)))
        (only_theirs if yours == original else both).append(side)
    return both, only_theirs


def _of(row: Any, name: str) -> Any:
    """A field of a stored row, or of the column values of an old one; empty like a form's empty value."""
    column, _dot, key = name.partition(".")
    value = row.get(column) if isinstance(row, dict) else getattr(row, column, None)
    return (value or {}).get(key) if key else value
