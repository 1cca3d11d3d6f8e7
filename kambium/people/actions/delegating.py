"""Delegation: some of a person's areas, done by a colleague for a time, approved by a superior."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext as _

from kambium.core import events, notify
from kambium.core.access import DELEGATED, Actor, Refused, areas, permissions, require
from kambium.core.access.gate import allows
from kambium.people.actions.rejected import Rejected
from kambium.people.actions.telling import facts
from kambium.people.actions.turns import take_turn
from kambium.people.models import Delegation, Grant, Person
from kambium.people.models.grant import DAYS_AT_MOST
from kambium.people.queries.lines import superiors_who_may


class CannotDelegate(Rejected):
    """The colleague, the areas or the period is not possible."""


class NotYours(Rejected):
    """Four eyes: who asked, who gives and who receives do not approve."""


class Decided(Rejected):
    """The delegation was approved, revoked, or has run out already."""


def delegable() -> list[str]:
    """The areas that can be delegated at all; reviews, pay, careers and pulse never can."""
    return [area.key for area in sorted(areas, key=lambda a: (a.position, a.key)) if area.can_delegate]


def request_delegation(
    *,
    by: Actor,
    giver: Person,
    receiver: Person,
    chosen: Collection[str],
    start: datetime,
    end: datetime,
    reason: str,
    at: datetime,
) -> Delegation:
    """Ask that `receiver` does some of `giver`'s areas from `start` until `end`, at most 90 days.

    It counts once a superior approved it. Only the giver's own rows are handed over: what the giver holds by somebody
    else's delegation is not passed on. Raises CannotDelegate.
    """
    require(by, "people.delegate", giver)
    _check(giver, receiver, chosen, start, end, at)
    with transaction.atomic():
        take_turn("delegations")
        _refuse_twice(giver, receiver, chosen, start, end)
        row = Delegation.objects.create(
            from_person=giver,
            to_person=receiver,
            areas=sorted(set(chosen)),
            active=DateTimeTZRange(start, end),
            reason=reason,
            requested_by_id=by.person_id,
        )
        data = _words(row)
        events.record("delegation.requested", giver, by=by, at=at, data=data)
        superiors = [p for p in superiors_who_may("people.approve_delegation", giver, at) if p not in _involved(row)]
        _tell(superiors, row, "delegation.requested", needs_action=True)
    return row


def _check(
    giver: Person, receiver: Person, chosen: Collection[str], start: datetime, end: datetime, at: datetime
) -> None:
    if not giver.is_active or not receiver.is_active:
        gone = receiver if giver.is_active else giver
        raise CannotDelegate(_("%(name)s no longer works here.") % {"name": gone.name}, "receiver")
    if giver.pk == receiver.pk:
        raise CannotDelegate(_("Choose a colleague other than the one who delegates."), "receiver")
    if not chosen or not set(chosen) <= set(delegable()):
        raise CannotDelegate(_("Choose at least one of the areas that can be delegated."), "areas")
    if end <= start or end <= at:
        raise CannotDelegate(_("The end lies before the beginning, or in the past."), "end")
    if end - start > timedelta(days=DAYS_AT_MOST):
        raise CannotDelegate(_("A delegation lasts at most %(days)d days.") % {"days": DAYS_AT_MOST}, "end")
    if not _can_take(receiver, chosen, at):
        text = _("%(name)s has no role through which delegated work can be done.")
        raise CannotDelegate(text % {"name": receiver.name}, "receiver")


def _can_take(receiver: Person, chosen: Collection[str], at: datetime) -> bool:
    mine = set(Grant.objects.filter(person=receiver, active__contains=at).values_list("role", flat=True))
    rules = [rule for rule in permissions if rule.area in chosen]
    return any(reach & DELEGATED for rule in rules for role, reach in rule.roles.items() if role in mine)


def _refuse_twice(giver: Person, receiver: Person, chosen: Collection[str], start: datetime, end: datetime) -> None:
    same = Delegation.objects.filter(
        from_person=giver,
        to_person=receiver,
        revoked_at=None,
        areas__overlap=list(chosen),
        active__overlap=DateTimeTZRange(start, end),
    )
    if same.exists():
        text = _("%(name)s already holds one of these areas in that time, or was asked to.")
        raise CannotDelegate(text % {"name": receiver.name}, "areas")


def approve_delegation(*, by: Actor, delegation: Delegation, at: datetime) -> Delegation:
    """Approve a delegation as a superior of the giver, who neither asked, gives nor receives.

    Raises NotYours, Decided and CannotDelegate.
    """
    with transaction.atomic():
        row = _locked(delegation)
        require(by, "people.approve_delegation", row.from_person)
        if by.person_id in _involved(row):
            raise NotYours(_("A second superior has to approve what you asked for, give or receive."))
        if row.approved_at or row.revoked_at or row.active.upper <= at:
            raise Decided(_("This delegation has been decided, or its time is over."))
        if not row.to_person.is_active:
            raise CannotDelegate(_("%(name)s no longer works here.") % {"name": row.to_person.name})
        row.approved_by_id, row.approved_at = by.person_id, at
        row.save(update_fields=["approved_by", "approved_at"])
        events.record("delegation.approved", row.from_person, by=by, at=at, data=_words(row))
        _tell([row.from_person_id, row.to_person_id], row, "delegation.approved")
    return row


def revoke_delegation(*, by: Actor, delegation: Delegation, at: datetime) -> Delegation:
    """End a delegation now, or decline one that waits: the giver, the receiver, who asked, or a superior.

    Raises Decided.
    """
    with transaction.atomic():
        row = _locked(delegation)
        if by.person_id not in _involved(row) and not allows(by, "people.approve_delegation", row.from_person):
            raise Refused("people.approve_delegation")
        if row.revoked_at or row.active.upper <= at:
            raise Decided(_("This delegation has been decided, or its time is over."))
        row.revoked_at = at
        row.save(update_fields=["revoked_at"])
        kind = "delegation.revoked" if row.approved_at else "delegation.declined"
        events.record(kind, row.from_person, by=by, at=at, data=_words(row))
        _tell([p for p in (row.from_person_id, row.to_person_id) if p != by.person_id], row, kind)
    return row


def _locked(delegation: Delegation) -> Delegation:
    rows = Delegation.objects.select_for_update(of=("self",)).select_related("from_person__team", "to_person")
    return rows.get(pk=delegation.pk)


def _involved(row: Delegation) -> set[int]:
    return {row.from_person_id, row.to_person_id, row.requested_by_id}


def _words(row: Delegation) -> dict[str, object]:
    period = {"start": row.active.lower, "end": row.active.upper}
    return facts(giver=row.from_person, receiver=row.to_person, areas=row.areas, delegation_id=row.pk, **period)


def _tell(people: Collection[int], row: Delegation, kind: str, *, needs_action: bool = False) -> None:
    from django.urls import reverse

    url = reverse("delegations") if needs_action else reverse("my_absence")
    notify.tell(people, kind, key=f"{kind}:{row.pk}", url=url, data=_words(row), needs_action=needs_action)
