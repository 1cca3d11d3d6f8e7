"""Who changed what of an account and of all that belongs to it: the kept old rows, and events that change no column."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from kambium.accounts.masking import masked
from kambium.accounts.queries.frame import Frame
from kambium.accounts.queries.timeline import AREAS
from kambium.core.access import Actor
from kambium.core.registry import events
from kambium.core.story import told
from kambium.core.web.paging import cursor, read
from kambium.people.models.person import named

KEPT = """
SELECT '{record}' AS record, o.pgh_id AS id, o.pgh_created_at AS at, o.pgh_context AS who, {title} AS title,
    to_jsonb(o) - %({noise})s::text[] AS before,
    coalesce(lead(to_jsonb(o)) OVER (PARTITION BY o.pgh_obj_id ORDER BY o.pgh_id), to_jsonb(c))
        - %({noise})s::text[] AS after
FROM accounts_{record}old o JOIN accounts_{record} c ON c.id = o.pgh_obj_id
WHERE c.{root} = %(account)s
"""
EVENTS = """
SELECT 'event' AS record, e.id, e.recorded_at AS at,
    jsonb_build_object('person', e.actor_id, 'via', e.via, 'request', e.request_id) AS who,
    jsonb_build_object('kind', e.kind) AS title, NULL::jsonb AS before, e.data AS after
FROM core_event e WHERE e.root_type = 'account' AND e.root_id = %(account)s AND e.kind = ANY(%(kinds)s)
"""
PAGE = """
SELECT record, id, at, who, title, before, after FROM ({parts}) t
WHERE before IS DISTINCT FROM after AND (at, record, id) < (%(at)s::timestamptz, %(record)s, %(id)s)
ORDER BY at DESC, record DESC, id DESC LIMIT %(size)s
"""
NAMED = "jsonb_build_object('zh', c.name_zh, 'en', c.name_en, 'id', c.id)"
RECORDS = {
    "account": ("id", NAMED, "accounts.view"),
    "contact": ("account_id", NAMED, "contacts.view"),
    "activity": ("account_id", "jsonb_build_object('zh', c.subject, 'en', '', 'id', c.id)", "activities.view"),
    "address": ("account_id", "jsonb_build_object('zh', c.line1, 'en', c.city, 'id', c.id)", "accounts.view"),
}
# What nobody changed by hand: keys of the history itself, copies, and unit columns.
NOISE = [
    "pgh_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_context_id", "version", "updated_at",
    "created_at", "created_by_id", "deleted_at", "deleted_by_id", "source_run", "name_key", "sort_zh", "sort_en",
    "domain", "phone_key", "division_id", "branch_id", "team_id",
]  # fmt: skip
ACCOUNT_NOISE = [*NOISE, "last_activity_at", "next_step", "next_step_on"]
CHILD_NOISE = [*NOISE, "owner_id"]  # children follow the owner of their account, which tells it once
# Told by the columns that changed, or by the timeline: what was recorded and said is no change.
TOLD_ELSEWHERE = frozenset(
    {"account.changed", "account.assigned", "contact.changed", "contact.left", "contact.returned", "contact.moved",
     "activity.changed", "activity.logged", "activity.step_done", "activity.step_moved", "address.changed",
     "comment.written"}
)  # fmt: skip
LATEST = ("9999-12-31", "~", 0)


@dataclass(frozen=True)
class Field:
    """One field before and after."""

    record: str
    name: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Change:
    """One change: of which row, by whom, from where, which fields; or the sentence of an event."""

    record: str
    at: datetime
    person_id: int | None
    via: str
    where: str
    run: int | None
    title: str
    fields: tuple[Field, ...]
    text: str = ""
    icon: str = "pencil"


@dataclass(frozen=True)
class Changes:
    """A page of changes and the place after it."""

    rows: list[Change]
    after: str


def changes(actor: Actor, subject: Frame, *, after: str = "", size: int = 30) -> Changes:
    """A page of what was changed, latest first. Contact details stay masked for whom they are masked elsewhere."""
    text = PAGE.format(parts=" UNION ALL ".join([*_kept(subject), EVENTS]))
    at, record, number = _place(after)
    facts = {"account": subject.id, "own": ACCOUNT_NOISE, "child": CHILD_NOISE, "kinds": _kinds(subject), "at": at,
             "record": record, "id": number, "size": size + 1}  # fmt: skip
    with connection.cursor() as db:
        db.execute(text, facts)
        rows = db.fetchall()
    more = rows[size - 1] if len(rows) > size else None
    hidden = {"contact": actor.masked("contacts.view"), "account": actor.masked("accounts.view")}
    place = cursor((more[2], more[0], more[1])) if more else ""
    return Changes([_change(row, hidden) for row in rows[:size]], place)


def _kept(subject: Frame) -> Iterator[str]:
    """One part of the statement for each table the reader may read."""
    open_to_reader = {*subject.rights, "accounts.view"}
    for record, (root, title, permission) in RECORDS.items():
        if permission in open_to_reader:
            noise = "own" if record == "account" else "child"
            yield KEPT.format(record=record, root=root, title=title, noise=noise)


def _place(after: str) -> tuple[Any, str, int]:
    found = read(after, 3) if after else None
    try:
        at, record, number = found[0] if found else LATEST
        return (at if found is None else datetime.fromisoformat(at)), str(record), int(number)
    except (TypeError, ValueError):
        return LATEST


def _kinds(subject: Frame) -> list[str]:
    """Events that nothing else tells of, as far as their area is open to the reader."""
    found = []
    for event in events:
        needed = AREAS.get(event.key.partition(".")[0])
        if event.key not in TOLD_ELSEWHERE and (needed is None or subject.can(needed)):
            found.append(event.key)
    return found


def _change(row: tuple[Any, ...], hidden: dict[str, frozenset[str]]) -> Change:
    record, _number, at, who, title, before, after = row
    who, title, before, after = (json.loads(v) if isinstance(v, str) else v for v in (who, title, before, after))
    who = who or {}
    signed = (record, at, who.get("person") or None, who.get("via", ""), who.get("where", ""), who.get("run"))
    if record == "event":
        story = told(title["kind"], after)
        return Change(*signed, "", (), story.text, story.icon)
    fields = tuple(_fields(record, before, after, hidden.get(record, frozenset())))
    return Change(*signed, named(title["zh"], title["en"]), fields)


def _fields(record: str, before: dict[str, Any], after: dict[str, Any], hidden: frozenset[str]) -> Iterator[Field]:
    """The fields that differ, the company's own ones apart."""
    for name, was in before.items():
        now = after.get(name)
        if was == now:
            continue
        if name == "extra":
            old, new = was or {}, now or {}
            differing = [key for key in {**old, **new} if old.get(key) != new.get(key)]
            yield from (Field(record, f"extra.{key}", old.get(key), new.get(key)) for key in differing)
        elif name in hidden:
            yield Field(record, name, masked(name, was or ""), masked(name, now or ""))
        else:
            yield Field(record, name, was, now)
