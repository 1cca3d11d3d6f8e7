"""What was known of an account on a day."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from kambium.accounts.masking import mask
from kambium.accounts.models import Account, Contact
from kambium.core.access import Actor
from kambium.core.access.owned import reach
from kambium.core.history import as_of
from kambium.core.models import Event
from kambium.people.models.person import named


@dataclass(frozen=True)
class Known:
    """The account as it was known at a moment, None if it was not; and its contacts of then, who left included."""

    account: dict[str, Any] | None
    contacts: list[dict[str, Any]]


def known(actor: Actor, account_id: int, moment: datetime) -> Known:
    """What the system held at a moment, as far as the actor may see the rows today."""
    was = as_of(Account.objects.visible_to(actor).filter(pk=account_id), moment).get(account_id)
    if was is None:
        return Known(None, [])
    was = mask(was, actor.masked("accounts.view"))
    return Known(was, _contacts(actor, account_id, moment) if actor.can("contacts.view") else [])


def _contacts(actor: Actor, account_id: int, moment: datetime) -> list[dict[str, Any]]:
    """Contacts who were at the account then: those of today, also removed ones, and those who moved away since."""
    gone = Event.objects.filter(root_type="account", root_id=account_id, kind="contact.moved").values("subject_id")
    rows = Contact.objects.filter(Q(account_id=account_id) | Q(pk__in=gone))
    within = reach(actor, "contacts.view")
    found = as_of(rows if within is None else rows.filter(within), moment).values()
    there = [r for r in found if r is not None and r["account_id"] == account_id and r["deleted_at"] is None]
    hidden = actor.masked("contacts.view")
    named_rows = ({**row, "name": named(row["name_zh"], row["name_en"])} for row in there)
    return [mask(row, hidden) for row in sorted(named_rows, key=lambda row: (row["sort_zh"], row["id"]))]
