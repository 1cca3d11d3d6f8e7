"""What was done with a customer: recorded, corrected, removed."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kambium.accounts.actions.derived import recount
from kambium.accounts.actions.taking import colleague, seen_account, take, take_from_bin
from kambium.accounts.actions.telling import tell, tell_listeners
from kambium.accounts.models import Activity, Contact, Participant
from kambium.accounts.models.activity import KINDS
from kambium.core import events
from kambium.core.access import Actor, NotThere, require
from kambium.core.access.owned import OWNER_COLUMNS
from kambium.core.models import Event
from kambium.people.actions.rejected import Rejected, check_version
from kambium.people.models import Person

TEXTS = ("kind", "subject", "body", "place", "next_step")
PLAIN = ("happened_at", "minutes", "next_on")
FIELDS = frozenset({*TEXTS, *PLAIN, "next_owner_id"})
CLOCKS_DIFFER = timedelta(minutes=10)


class NoSubject(Rejected):
    """Nothing says what it was about."""


class NotYet(Rejected):
    """It lies in the future: that is a next step."""


class DateWithoutStep(Rejected):
    """A date for a next step that is not named."""


def log(
    *,
    by: Actor,
    account_id: int,
    values: Mapping[str, Any],
    at: datetime,
    contacts: Collection[int] = (),
    people: Collection[int] = (),
) -> Activity:
    """Record a touch with a customer: kind and subject are enough, it happened `at` unless said otherwise.

    `contacts` of the account and `people` of ours took part. Owner and followers are told, so is whoever is to do the
    next step. Raises NoSubject, NotYet, DateWithoutStep, NotThere.
    """
    account = seen_account(by, account_id)
    require(by, "activities.edit", account)
    with transaction.atomic():
        activity = Activity(account=account, by_id=by.person_id, created_by_id=by.person_id, happened_at=at)
        for column in OWNER_COLUMNS:
            setattr(activity, column, getattr(account, column))
        _write(activity, values, at, by)
        activity.save()
        _take_part(activity, contacts, people)
        recount([account.pk])
        data = {"subject": activity.subject, "kind": activity.kind}
        event = events.record("activity.logged", activity, root=account, by=by, at=activity.happened_at, data=data)
        told = give_step(activity, event, by=by)
        tell_listeners(event, account, by=by, permission="activities.view", to="activity/", but=told)
    return activity


def change(
    *,
    by: Actor,
    activity_id: int,
    version: int | None,
    values: Mapping[str, Any],
    at: datetime,
    contacts: Collection[int] | None = None,
    people: Collection[int] | None = None,
) -> Activity:
    """Correct an activity; None leaves who took part as it is. Raises Stale and what `log` raises."""
    with transaction.atomic():
        activity = take(Activity, activity_id, by=by, permission="activities.edit")
        check_version(activity, version)
        before = activity.next_owner_id
        changed = _write(activity, values, at, by)
        moved = _take_part(activity, contacts, people)
        if changed or moved:
            save(activity, at, changed)
            data = {"subject": activity.subject, "fields": changed or ["subject"]}
            event = events.record("activity.changed", activity, root=activity.account, by=by, at=at, data=data)
            if activity.next_owner_id != before:
                give_step(activity, event, by=by)
    return activity


def remove(*, by: Actor, activity_id: int, at: datetime) -> Activity:
    """Put an activity into the recycle bin; its next step is open no longer."""
    with transaction.atomic():
        activity = take(Activity, activity_id, by=by, permission="activities.delete")
        activity.deleted_at, activity.deleted_by_id = at, by.person_id
        activity.save(update_fields=["deleted_at", "deleted_by"])
        recount([activity.account_id])
        data = {"subject": activity.subject}
        events.record("activity.removed", activity, root=activity.account, by=by, at=at, data=data)
    return activity


def restore(*, by: Actor, activity_id: int, at: datetime) -> Activity:
    """Take an activity out of the recycle bin. Raises NotThere while the account is in it."""
    with transaction.atomic():
        activity = take_from_bin(Activity, activity_id, by=by, permission="activities.delete")
        account = seen_account(by, activity.account_id)
        activity.deleted_at = activity.deleted_by = None
        activity.save(update_fields=["deleted_at", "deleted_by"])
        recount([account.pk])
        data = {"subject": activity.subject}
        events.record("activity.restored", activity, root=account, by=by, at=at, data=data)
    return activity


def save(activity: Activity, at: datetime, columns: Collection[str]) -> None:
    """Write changed columns of an activity, and what the account copies from it."""
    activity.version += 1
    activity.updated_at = at
    activity.save(update_fields=[*columns, "version", "updated_at"])
    recount([activity.account_id])


def give_step(activity: Activity, event: Event, *, by: Actor) -> frozenset[int]:
    """Whoever is to do the next step hears of it; returns who was told."""
    if not activity.is_open or not activity.next_owner_id:
        return frozenset()
    step = {"step": activity.next_step, "next_on": activity.next_on.isoformat() if activity.next_on else None}
    return tell(
        event, activity.account, {activity.next_owner_id}, by=by, permission="activities.view", data=step,
        kind="activity.step_given", needs_action=True,
    )  # fmt: skip


def _write(activity: Activity, values: Mapping[str, Any], at: datetime, by: Actor) -> list[str]:
    if unknown := set(values) - FIELDS:
        raise TypeError(f"not fields of an activity: {sorted(unknown)}")
    before = {name: getattr(activity, name) for name in {**values, "next_owner_id": None}}
    for name, value in values.items():
        if name in TEXTS:
            value = str(value or "").strip()
        elif name == "happened_at":
            value = value or at
        setattr(activity, name, value or None if name == "next_owner_id" else value)
    _check(activity, at)
    _name_step_owner(activity, before["next_owner_id"], by)
    return [name for name, value in before.items() if getattr(activity, name) != value]


def _name_step_owner(activity: Activity, before: int | None, by: Actor) -> None:
    """A step is somebody's: the person named, else whoever records it. Without a step there is no owner of it."""
    if not activity.next_step:
        activity.next_owner_id = None
    elif not activity.next_owner_id:
        activity.next_owner_id = by.person_id or None
    elif activity.next_owner_id != before:
        colleague(activity.next_owner_id)


def _check(activity: Activity, at: datetime) -> None:
    if activity.kind not in dict(KINDS):
        raise NoSubject(_("Choose what it was: call, visit, e-mail, message or online meeting."), "kind")
    if not activity.subject:
        raise NoSubject(_("Say in a few words what it was about."), "subject")
    if activity.happened_at > at + CLOCKS_DIFFER:
        raise NotYet(_("This has not happened yet. Enter it as the next step."), "happened_at")
    if activity.next_on and not activity.next_step:
        raise DateWithoutStep(_("Say what the next step is."), "next_step")


def _take_part(activity: Activity, contacts: Collection[int] | None, people: Collection[int] | None) -> bool:
    """Make these the participants; returns whether anything changed. Raises NotThere for somebody unknown."""
    moved = False
    if contacts is not None:
        known = Contact.objects.alive().filter(account_id=activity.account_id, pk__in=contacts)
        moved |= _replace(activity, "contact_id", set(known.values_list("pk", flat=True)), set(contacts))
    if people is not None:
        staff = Person.objects.filter(pk__in=people)
        moved |= _replace(activity, "person_id", set(staff.values_list("pk", flat=True)), set(people))
    return moved


def _replace(activity: Activity, column: str, known: set[int], wanted: set[int]) -> bool:
    rows = activity.participants.exclude(**{column: None})
    now = set(rows.values_list(column, flat=True))
    if wanted - known - now:
        raise NotThere
    rows.exclude(**{f"{column}__in": wanted}).delete()
    Participant.objects.bulk_create([Participant(activity=activity, **{column: number}) for number in wanted - now])
    return wanted != now
