"""What lies in the recycle bin, for whom it can be taken out again."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, Q, QuerySet

from kambium.accounts.models import Account, Activity, Contact
from kambium.core.access import Actor
from kambium.core.access.owned import reach
from kambium.core.web.paging import Order, Page, page

DAYS = 30
SIZE = 50
KINDS = {"accounts": Account, "contacts": Contact, "activities": Activity}
PERMISSIONS = {kind: f"{kind}.delete" for kind in KINDS}
LATEST = Order(("-deleted_at", "-id"))
SHOWN = {
    "accounts": ("name_zh", "name_en"),
    "contacts": ("name_zh", "name_en", "account_id", "account__name_zh", "account__name_en"),
    "activities": ("subject", "account_id", "account__name_zh", "account__name_en"),
}


def removed(actor: Actor, kind: str, at: datetime, place: str) -> Page[dict[str, Any]]:
    """Rows of a kind removed in the last thirty days, the latest first.

    What went in together with its account is not shown: it comes back with it. Merged accounts are not here, they come
    back by undoing the merge.
    """
    rows = _within(actor, kind).filter(deleted_at__gt=at - timedelta(days=DAYS))
    alone = Q(merged_into=None) if kind == "accounts" else Q(account__deleted_at=None)
    names = ("id", "deleted_at", "deleted_by_id", *SHOWN[kind])
    return page(rows.filter(alone).values(*names), LATEST, place, SIZE)


def _within(actor: Actor, kind: str) -> "QuerySet[Any]":
    model: Any = KINDS[kind]
    limit = reach(actor, PERMISSIONS[kind], model.root_column)
    rows: QuerySet[Any] = model.objects.in_bin()
    return rows if limit is None else rows.filter(limit)


def together(accounts: list[int]) -> dict[int, dict[str, int]]:
    """How many contacts and activities went into the bin with each account."""
    found: dict[int, dict[str, int]] = {number: {} for number in accounts}
    for kind in ("contacts", "activities"):
        model: Any = KINDS[kind]
        rows = model.objects.in_bin().filter(account_id__in=accounts, deleted_at=F("account__deleted_at"))
        for number in rows.values_list("account_id", flat=True):
            found[number][kind] = found[number].get(kind, 0) + 1
    return found
