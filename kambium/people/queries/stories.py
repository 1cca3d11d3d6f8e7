"""What happened to a person, and field by field what was changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from kambium.core.models import Event
from kambium.core.story import Told, told, worded
from kambium.people.models import Person


@dataclass(frozen=True)
class Line:
    """One event of a story: when, what, by whom."""

    at: datetime
    told: Told
    actor_id: int | None


def story_of(person: Person, *, limit: int = 50) -> list[Line]:
    """What was done to somebody's record, roles and access, newest first."""
    rows = Event.objects.filter(subject_type="person", subject_id=person.pk).order_by("-happened_at", "-id")[:limit]
    return [Line(row.happened_at, told(row.kind, row.data), row.actor_id) for row in rows]


@dataclass(frozen=True)
class Change:
    """A change of one field of a row: what it was, what it became, who did it, from where."""

    at: datetime
    label: str
    before: str
    after: str
    actor_id: int | None
    via: str
    where: str


SHOWN = (
    "email", "staff_no", "name_zh", "name_en", "title_zh", "title_en", "phone", "joined_on", "left_on", "is_active",
)  # fmt: skip


def changes_of(person: Person, *, limit: int = 50) -> list[Change]:
    """Field by field what changed about a person, from the history the database keeps, newest first."""
    old = list(person.old_rows.order_by("-pgh_id").values()[:limit])  # type: ignore[attr-defined]
    newer: Mapping[str, Any] = {name: getattr(person, name) for name in SHOWN}
    found: list[Change] = []
    for row in old:
        found += [_change(name, row, newer) for name in SHOWN if row[name] != newer[name]]
        newer = row
    return found[:limit]


def _change(name: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Change:
    by = old["pgh_context"] or {}
    told = {"actor_id": by.get("person") or None, "via": by.get("via", ""), "where": by.get("where", "")}
    before, after = (str(worded(_plain(row[name]))) for row in (old, new))
    return Change(at=old["pgh_created_at"], label=str(LABELS[name]), before=before, after=after, **told)


def _plain(value: Any) -> Any:
    return (_("yes") if value else _("no")) if isinstance(value, bool) else value


LABELS = {
    "email": _("E-mail"),
    "staff_no": _("Staff number"),
    "name_zh": _("Chinese name"),
    "name_en": _("English name"),
    "title_zh": _("Chinese title"),
    "title_en": _("English title"),
    "phone": _("Phone"),
    "joined_on": _("First day"),
    "left_on": _("Last day"),
    "is_active": _("Works here"),
}
