"""Wanting to hear of an account, or no longer."""

from datetime import datetime

from kambium.accounts.actions.taking import seen_account
from kambium.accounts.models import Follow
from kambium.core.access import Actor


def follow(*, by: Actor, account_id: int, at: datetime) -> Follow:
    """Be told of what happens on an account; following twice is following once. Raises NotThere."""
    account = seen_account(by, account_id)
    row, _created = Follow.objects.get_or_create(account=account, person_id=by.person_id, defaults={"since": at})
    return row


def unfollow(*, by: Actor, account_id: int, at: datetime) -> None:
    """Hear no more of an account. Raises NotThere."""
    account = seen_account(by, account_id)
    Follow.objects.filter(account=account, person_id=by.person_id).delete()
