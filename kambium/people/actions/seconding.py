"""Four eyes for roles that reach far: one security administrator asks, another approves or declines."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from kambium.core import events, notify
from kambium.core.access import Actor, require
from kambium.people.actions.granting import check_possible, give, refuse_twice, words_of
from kambium.people.actions.rejected import Rejected
from kambium.people.actions.turns import take_turn
from kambium.people.models import Grant, GrantRequest
from kambium.people.queries.seconding import PERMISSION


class NotASecondPerson(Rejected):
    """Four eyes: who asked for a role and who would get it do not approve."""


class AlreadyDecided(Rejected):
    """The request was approved, declined or withdrawn, or its time is over."""


def approve_grant(*, by: Actor, request: GrantRequest, at: datetime) -> Grant:
    """Approve a role that another security administrator asked for; it holds from now, or from its first day.

    Raises NotASecondPerson, AlreadyDecided, and CannotGrant where it has become impossible meanwhile.
    """
    with transaction.atomic():
        take_turn("grants")
        row = _open(by, request, at)
        if by.person_id in (row.requested_by_id, row.person_id):
            raise NotASecondPerson(_("Another security administrator has to approve what you asked for or would get."))
        start = max(row.active.lower, at)
        check_possible(by, row.person, row.role, row.team, start, row.active.upper, at)
        refuse_twice(row.person, row.role, row.team, start, row.active.upper)
        given = give(row, by=by, at=at, approved=True)
        _decide(row, "approved", by, at)
        _tell_asker(row, "role.granted")
    return given


def decline_grant(*, by: Actor, request: GrantRequest, at: datetime) -> GrantRequest:
    """Decline a role that waits, or withdraw what one asked for. Raises AlreadyDecided."""
    with transaction.atomic():
        row = _open(by, request, at)
        is_own = by.person_id == row.requested_by_id
        _decide(row, "withdrawn" if is_own else "declined", by, at)
        events.record("role.declined", row.person, by=by, at=at, data=words_of(row))
        if not is_own:
            _tell_asker(row, "role.declined")
    return row


def _open(by: Actor, request: GrantRequest, at: datetime) -> GrantRequest:
    rows = GrantRequest.objects.select_for_update(of=("self",)).select_related("person", "team")
    row = rows.get(pk=request.pk)
    require(by, PERMISSION, row.person)
    if row.outcome or (row.active.upper is not None and row.active.upper <= at):
        raise AlreadyDecided(_("This request has been decided, or its time is over."))
    return row


def _decide(row: GrantRequest, outcome: str, by: Actor, at: datetime) -> None:
    row.outcome, row.decided_by_id, row.decided_at = outcome, by.person_id, at
    row.save(update_fields=["outcome", "decided_by", "decided_at"])


def _tell_asker(row: GrantRequest, kind: str) -> None:
    url = reverse("person", args=[row.person_id])
    notify.tell([row.requested_by_id], kind, key=f"{kind}:{row.pk}", url=url, data=words_of(row))
