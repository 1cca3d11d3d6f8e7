"""The recycle bin: an account goes into it with all that belongs to it, and comes back with what went in together."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from kambium.accounts.actions.derived import recount
from kambium.accounts.actions.taking import store
from kambium.accounts.models import Account, Contact
from kambium.core.access import Actor
from kambium.core.access.owned import owned_models
from kambium.core.search import index
from kambium.people.actions.rejected import Rejected


def belongings() -> list[Any]:
    """The models whose rows hang on an account and have a recycle bin."""
    return [model for model in owned_models() if model.has_bin and model.root_column == "account_id"]


def put_in_bin(accounts: Collection[int], *, by: Actor, at: datetime) -> None:
    """Accounts and their rows, with one moment by which they are known to belong together."""
    ids = list(accounts)
    contacts = list(Contact.objects.alive().filter(account_id__in=ids).values_list("pk", flat=True))
    for model, column in [(Account, "pk"), *((model, "account_id") for model in belongings())]:
        signed = {"deleted_by_id": by.person_id or None} if hasattr(model, "deleted_by") else {}
        model.objects.alive().filter(**{f"{column}__in": ids}).update(deleted_at=at, **signed)
    index.refresh("account", ids)
    index.refresh("contact", contacts)


def take_out_of_bin(account: Account, refusals: dict[str, Rejected]) -> None:
    """An account and the rows that went in with it; what had been removed before stays removed."""
    moment = account.deleted_at
    account.deleted_at = account.deleted_by = None
    store(account, refusals, only=["deleted_at", "deleted_by"])
    for model in belongings():
        signed = {"deleted_by_id": None} if hasattr(model, "deleted_by") else {}
        model.objects.filter(account_id=account.pk, deleted_at=moment).update(deleted_at=None, **signed)
    recount([account.pk])
    index.refresh("account", [account.pk])
    index.refresh("contact", list(Contact.objects.alive().filter(account=account).values_list("pk", flat=True)))
