"""The events of the demo, and the old rows that say what an account was before it changed."""

import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Model

from kambium.accounts.models import Account, Activity
from kambium.core.access.owned import OWNER_COLUMNS
from kambium.core.models import Event
from kambium.demo.cast import COLLEAGUES, person
from kambium.demo.changes import CHANGES
from kambium.demo.companies import Handover, numbers, owner_columns
from kambium.demo.customers import Known
from kambium.demo.days import Calendar, moment
from kambium.people.actions.telling import facts

ORIGIN = uuid.UUID("6b616d62-6975-4d00-8000-000000000000")


@dataclass
class Chronicle:
    """Events and old rows as they come together; ids are given once all are known."""

    now: datetime
    events: list[Event] = field(default_factory=list)
    old_rows: list[Model] = field(default_factory=list)

    def note(
        self, kind: str, subject: Model, root: Account, *, by: int | None, at: datetime, data: dict[str, Any],
        known: datetime | None = None, via: str = "web",
    ) -> Event:  # fmt: skip
        """Write that something happened with a row of an account, and when the system learned of it."""
        event = Event(
            kind=kind, subject_type=str(subject._meta.model_name), subject_id=subject.pk, root_type="account",
            root_id=root.pk, happened_at=at, recorded_at=known or at, actor_id=by, via=via, data=data,
            **{column: getattr(root, column) for column in OWNER_COLUMNS},
        )  # fmt: skip
        self.events.append(event)
        return event

    def in_order(self) -> list[Event]:
        """The events by when they became known, numbered from one."""
        ordered = sorted(self.events, key=lambda event: event.recorded_at)
        for number, event in enumerate(ordered, 1):
            event.pk = number
        return ordered


def entered(chronicle: Chronicle, accounts: list[Account], people: dict[str, list[Known]]) -> None:
    """Accounts and contacts were entered; some contacts left; one account was removed."""
    for account in accounts:
        via = "import" if account.created_by_id == COLLEAGUES["shen"].number and account.owner_id else "web"
        data, at = facts(account=account), account.created_at
        chronicle.note("account.created", account, account, by=account.created_by_id, at=at, data=data, via=via)
        if account.deleted_at:
            by = account.deleted_by_id
            chronicle.note("account.removed", account, account, by=by, at=account.deleted_at, data=data)
    for key, known in ((key, one) for key, all_of in people.items() for one in all_of):
        account, contact = accounts[numbers()[key] - 1], known.contact
        data, at = facts(contact=contact), contact.created_at
        chronicle.note("contact.created", contact, account, by=contact.created_by_id, at=at, data=data)
        if contact.left_on:
            at = moment(contact.left_on, 17 * 60)
            data = facts(contact=contact, left_on=contact.left_on)
            chronicle.note("contact.left", contact, account, by=account.owner_id, at=at, data=data,
                           known=min(at + timedelta(days=3), chronicle.now))  # fmt: skip


def logged(chronicle: Chronicle, accounts: list[Account], activities: list[Activity]) -> None:
    """Activities were recorded, and steps done."""
    for row in activities:
        account = accounts[row.account_id - 1]
        data = {"subject": row.subject, "kind": row.kind}
        chronicle.note("activity.logged", row, account, by=row.by_id, at=row.happened_at, data=data,
                       known=row.created_at)  # fmt: skip
        if row.next_done_at:
            data = {"step": row.next_step}
            chronicle.note("activity.step_done", row, account, by=row.next_owner_id, at=row.next_done_at, data=data)


@dataclass(frozen=True)
class Turn:
    """An account changed at a moment: the columns as they were before, who changed it, and the event that tells it."""

    account: Account
    at: datetime
    by: int
    before: dict[str, Any]
    kind: str
    data: dict[str, Any]


def changed(chronicle: Chronicle, accounts: list[Account], handed: dict[str, Handover], calendar: Calendar) -> None:
    """Accounts changed hands and fields: an event for each change, and the row as it was before."""
    turns = [*_handed(accounts, handed), *_edited(accounts, handed, calendar)]
    for account in accounts:
        mine = sorted((t for t in turns if t.account is account), key=lambda t: t.at)
        chronicle.old_rows += _old_rows(account, mine)
        for turn in mine:
            chronicle.note(turn.kind, account, account, by=turn.by, at=turn.at, data=turn.data)


def _handed(accounts: list[Account], handed: dict[str, Handover]) -> list[Turn]:
    found = []
    for place, (key, handover) in enumerate(handed.items()):
        account = accounts[numbers()[key] - 1]
        data = facts(owner=person(handover.taker), before=person(handover.giver), account=account)
        at = moment(handover.day, 9 * 60 + 10 + place)
        by = COLLEAGUES[handover.by].number
        found.append(Turn(account, at, by, owner_before(handover), "account.assigned", data))
    return found


def owner_before(handover: Handover) -> dict[str, Any]:
    """The owner columns as they were before a hand-over; He Jiayi was still in the East then."""
    team_mate = "wang" if handover.giver == "he" else handover.giver
    return {**owner_columns(team_mate), "owner_id": COLLEAGUES[handover.giver].number}


def _edited(accounts: list[Account], handed: dict[str, Handover], calendar: Calendar) -> list[Turn]:
    found = []
    for change in CHANGES:
        account = accounts[numbers()[change.account] - 1]
        at = moment(calendar.back(change.days), 10 * 60 + change.days % 300)
        handover = handed.get(change.account)
        owner = handover.giver if handover and at.date() < handover.day else None
        by = COLLEAGUES[owner].number if owner else account.owner_id or COLLEAGUES["shen"].number
        found.append(Turn(account, at, by, change.before, "account.changed", {"fields": list(change.before)}))
    return found


def _old_rows(account: Account, turns: list[Turn]) -> list[Model]:
    """The row before each change, made by going back from today; the account's version counts the changes."""
    tracked: Any = Account
    model = tracked.old_rows.rel.related_model
    columns = [f.attname for f in model._meta.concrete_fields if not f.attname.startswith("pgh_")]
    state = {column: getattr(account, column) for column in columns}
    account.version = len(turns) + 1
    if turns:
        account.updated_at = turns[-1].at
    found = []
    for place, turn in reversed(list(enumerate(turns, 1))):
        state |= {**turn.before, "version": place}
        request = uuid.uuid5(ORIGIN, f"{account.pk}:{place}")
        context = {"person": turn.by, "via": "web", "where": f"10.20.{turn.by}.15", "request": str(request)}
        found.append(model(pgh_created_at=turn.at, pgh_label="changed", pgh_obj_id=account.pk, pgh_context_id=request,
                           pgh_context=context, **state))  # fmt: skip
    return found[::-1]
