"""The account team: colleagues join for a time and leave."""

from datetime import datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from kambium.accounts.actions.taking import colleague, seen_account, take
from kambium.accounts.actions.telling import tell
from kambium.accounts.models import Account, AccountMember
from kambium.core import events
from kambium.core.access import Actor, NotThere, require
from kambium.people.actions.rejected import Rejected
from kambium.people.actions.telling import facts


class AlreadyMember(Rejected):
    """The person owns the account or is on its team."""


def add_member(
    *, by: Actor, account_id: int, person_id: int, role: str, can_edit: bool = True, at: datetime
) -> AccountMember:
    """Take a colleague onto the account team from now on, to write or only to read along; they are told.

    Raises AlreadyMember and NotThere.
    """
    with transaction.atomic():
        account = take(Account, account_id, by=by, permission="accounts.team")
        person = colleague(person_id)
        if person.pk == account.owner_id or _now(account, at).filter(person=person).exists():
            text = _("%(name)s works on this account already.")
            raise AlreadyMember(text % {"name": person.name}, "person_id")
        period = DateTimeTZRange(at, None)
        member = AccountMember.objects.create(
            account=account, person=person, role=role, can_edit=can_edit, active=period
        )
        data = {**facts(person=person, account=account), "role": role}
        event = events.record("member.added", member, root=account, by=by, at=at, data=data)
        tell(event, account, {person.pk}, by=by)
    return member


def end_member(*, by: Actor, member_id: int, at: datetime) -> AccountMember:
    """A colleague is no longer on the account team. Whoever is on it may go by themselves. Raises NotThere."""
    with transaction.atomic():
        member = AccountMember.objects.select_for_update(of=("self",)).filter(pk=member_id).first()
        if member is None:
            raise NotThere
        account = seen_account(by, member.account_id)
        if not _now(account, at).filter(pk=member.pk).exists():
            raise NotThere
        if member.person_id != by.person_id:
            require(by, "accounts.team", account)
        member.active = DateTimeTZRange(member.active.lower, at)
        member.save(update_fields=["active"])
        data = facts(person=member.person, account=account)
        events.record("member.ended", member, root=account, by=by, at=at, data=data)
    return member


def _now(account: Account, at: datetime) -> QuerySet[AccountMember]:
    return AccountMember.objects.filter(account=account, active__contains=at)
