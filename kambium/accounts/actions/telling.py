"""Telling those who listen to an account; never the one who did it, and nobody who may not see it."""

from collections.abc import Collection, Mapping
from typing import Any

from django.urls import reverse

from kambium.accounts.models import Account
from kambium.accounts.queries.audience import listeners, who_may_see
from kambium.core import notify
from kambium.core.access import Actor
from kambium.core.models import Event
from kambium.people.actions.telling import facts


def tell_listeners(
    event: Event,
    account: Account,
    *,
    by: Actor,
    permission: str = "accounts.view",
    to: str = "",
    but: Collection[int] = (),
) -> None:
    """A notice of an event to followers and owner, but not to those who were told already."""
    tell(event, account, listeners(account) - set(but), by=by, permission=permission, to=to)


def tell(
    event: Event,
    account: Account,
    people: Collection[int],
    *,
    by: Actor,
    permission: str = "accounts.view",
    to: str = "",
    kind: str = "",
    data: Mapping[str, Any] | None = None,
    needs_action: bool = False,
) -> frozenset[int]:
    """A notice to some people; returns those who were told. `to` is a place on the page, `kind` another event type."""
    others = set(people) - {by.person_id}
    seeing = who_may_see(account.pk, others, permission) if others else frozenset()
    if seeing:
        told = kind or event.kind
        notify.tell(
            seeing, told, key=f"{told}:{event.pk}", url=reverse("account", args=[account.pk]) + to,
            data={**event.data, **facts(account=account), "by_id": by.person_id or None, **(data or {})},
            needs_action=needs_action,
        )  # fmt: skip
    return seeing
