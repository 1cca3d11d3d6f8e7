"""What happened around an account, newest first: activities, events and comments in one order.

One statement whatever is asked for; each part reads at most a page from its own index.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from kambium.accounts.models.activity import KIND_ICONS, KINDS
from kambium.accounts.queries.frame import Frame
from kambium.core.registry import events
from kambium.core.story import told
from kambium.core.web.paging import cursor, read
from kambium.people.models.person import named

ACTIVITY = """
SELECT 'activity' AS source, a.id, a.happened_at AS at, a.by_id AS person_id, a.kind, jsonb_build_object(
    'subject', a.subject, 'body', a.body, 'minutes', a.minutes, 'place', a.place, 'step', a.next_step,
    'next_on', a.next_on, 'next_owner_id', a.next_owner_id, 'done', a.next_done_at IS NOT NULL,
    'contacts', (SELECT jsonb_agg(jsonb_build_object('id', c.id, 'zh', c.name_zh, 'en', c.name_en) ORDER BY c.sort_zh)
        FROM accounts_participant p JOIN accounts_contact c ON c.id = p.contact_id WHERE p.activity_id = a.id),
    'people', (SELECT jsonb_agg(p.person_id) FROM accounts_participant p
        WHERE p.activity_id = a.id AND p.person_id IS NOT NULL)) AS data
FROM accounts_activity a
WHERE a.account_id = %(account)s AND a.deleted_at IS NULL AND a.kind = ANY(%(kinds)s)
    AND a.happened_at <= %(at)s::timestamptz
    AND (a.happened_at, 'activity', a.id) < (%(at)s::timestamptz, %(source)s, %(id)s)
ORDER BY a.happened_at DESC, a.id DESC LIMIT %(size)s
"""
EVENT = """
SELECT 'event' AS source, e.id, e.happened_at AS at, e.actor_id AS person_id, e.kind, e.data
FROM core_event e
WHERE e.root_type = 'account' AND e.root_id = %(account)s AND e.kind = ANY(%(events)s)
    AND e.happened_at <= %(at)s::timestamptz
    AND (e.happened_at, 'event', e.id) < (%(at)s::timestamptz, %(source)s, %(id)s)
ORDER BY e.happened_at DESC, e.id DESC LIMIT %(size)s
"""
COMMENT = """
SELECT 'comment' AS source, c.id, c.created_at AS at, c.author_id AS person_id, 'comment' AS kind,
    jsonb_build_object('body', c.body, 'edited', c.edited_at IS NOT NULL) AS data
FROM accounts_comment c
WHERE c.account_id = %(account)s AND c.deleted_at IS NULL
    AND c.created_at <= %(at)s::timestamptz
    AND (c.created_at, 'comment', c.id) < (%(at)s::timestamptz, %(source)s, %(id)s)
ORDER BY c.created_at DESC, c.id DESC LIMIT %(size)s
"""
PARTS = {"activity": ACTIVITY, "event": EVENT, "comment": COMMENT}
LATEST = ("9999-12-31", "z", 0)
AREAS = {"contact": "contacts.view", "activity": "activities.view", "file": "files.view", "comment": "comments.view"}
# Steps are told by what was done about them, and the rest by its own row; the page of changes has them all.
QUIET = frozenset({"activity.step_done", "activity.step_moved"})
UNTOLD = frozenset({"activity.logged", "activity.changed", "comment.written", "comment.changed", "comment.removed"})


@dataclass(frozen=True)
class Entry:
    """One line of a timeline. `data` is the activity's or comment's own, `text` what an event says."""

    source: str
    id: int
    at: datetime
    person_id: int | None
    kind: str
    text: str
    icon: str
    tone: str
    data: dict[str, Any]

    @property
    def kind_label(self) -> str:
        """What kind of activity it was."""
        return str(dict(KINDS).get(self.kind, ""))

    @property
    def contacts(self) -> list[str]:
        """Who of them took part, by name."""
        return [named(c["zh"], c["en"]) for c in self.data.get("contacts") or []]


@dataclass(frozen=True)
class Timeline:
    """A page of a timeline and the place after it; empty when this is the end."""

    entries: list[Entry]
    after: str


def timeline(subject: Frame, *, kinds: Collection[str] = (), after: str = "", size: int = 12) -> Timeline:
    """A page of what happened. `kinds`: kinds of activity, `event`, `comment`; none means all but comments."""
    wanted = set(kinds) or {*dict(KINDS), "event"}
    parts = _parts(subject, wanted)
    if not parts:
        return Timeline([], "")
    at, source, number = _place(after)
    facts = {"account": subject.id, "at": at, "source": source, "id": number, "size": size + 1,
             "kinds": sorted(wanted & set(dict(KINDS))), "events": _told_kinds(subject, wanted)}  # fmt: skip
    text = " UNION ALL ".join(f"({PARTS[part]})" for part in parts)
    with connection.cursor() as db:
        db.execute(f"SELECT * FROM ({text}) t ORDER BY at DESC, source DESC, id DESC LIMIT %(size)s", facts)  # noqa: S608
        rows = db.fetchall()
    more = rows[size - 1] if len(rows) > size else None
    place = cursor((more[2], more[0], more[1])) if more else ""
    return Timeline([_entry(row, subject) for row in rows[:size]], place)


def _parts(subject: Frame, wanted: set[str]) -> list[str]:
    found = ["activity"] if wanted & set(dict(KINDS)) and subject.can("activities.view") else []
    found += ["event"] if "event" in wanted else []
    return found + (["comment"] if "comment" in wanted and subject.can("comments.view") else [])


def _place(after: str) -> tuple[Any, str, int]:
    """The place a cursor names; the beginning for a bad one."""
    found = read(after, 3) if after else None
    try:
        at, source, number = found[0] if found else LATEST
        return (at if found is None else datetime.fromisoformat(at)), str(source), int(number)
    except (TypeError, ValueError):
        return LATEST


def _told_kinds(subject: Frame, wanted: set[str]) -> list[str]:
    """Event types the reader may hear of: those of areas open to them; steps only among events alone."""
    left_out = UNTOLD if wanted == {"event"} else UNTOLD | QUIET
    return [event.key for event in events if event.key not in left_out and _is_open(subject, event.key)]


def _is_open(subject: Frame, key: str) -> bool:
    needed = AREAS.get(key.partition(".")[0])
    return needed is None or subject.can(needed)


def _entry(row: tuple[Any, ...], subject: Frame) -> Entry:
    source, number, at, person, kind, data = row
    data = json.loads(data) if isinstance(data, str) else data
    if source == "event":
        story = told(kind, data)
        return Entry(source, number, at, person, kind, story.text, story.icon, story.tone, data)
    if source == "comment":
        return Entry(source, number, at, person, kind, "", "message-square", "", data)
    if not subject.can("contacts.view"):
        data["contacts"] = None
    return Entry(source, number, at, person, kind, data["subject"], KIND_ICONS[kind], "good", data)
