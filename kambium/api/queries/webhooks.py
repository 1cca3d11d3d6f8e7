"""Webhooks and their log."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from kambium.api.models import Delivery, Webhook
from kambium.core.access import Actor, NotThere
from kambium.core.registry import events


def my_webhooks(actor: Actor) -> "QuerySet[Webhook]":
    """One's own webhooks."""
    return Webhook.objects.filter(person_id=actor.person_id, removed_at=None).order_by("name", "id")


def all_webhooks() -> "QuerySet[Webhook]":
    """Everybody's webhooks, for who oversees them."""
    return Webhook.objects.filter(removed_at=None).select_related("person").order_by("person__sort_zh", "name", "id")


def my_webhook(actor: Actor, number: int) -> Webhook:
    """One of one's own. Raises NotThere."""
    found = my_webhooks(actor).filter(pk=number).first() if number < 2**63 else None
    if found is None:
        raise NotThere
    return found


def log_of(webhook: Webhook) -> "QuerySet[Delivery]":
    """What was sent, the newest first."""
    return Delivery.objects.filter(webhook=webhook).select_related("event").order_by("-id")


def choices() -> list[tuple[str, Any]]:
    """The kinds of events there are."""
    return [(kind.key, kind.label) for kind in sorted(events, key=lambda one: one.key)]


def shown(webhook: Webhook) -> dict[str, Any]:
    """A webhook as programs are told it; never its secret."""
    return {"id": webhook.pk, "name": webhook.name, "url": webhook.url, "kinds": webhook.kinds, "is_on": webhook.is_on,
            "failures": webhook.failures, "created_at": webhook.created_at}  # fmt: skip


def shown_log(rows: Iterable[Delivery]) -> list[dict[str, Any]]:
    """Messages as programs are told them."""
    return [{"id": row.pk, "type": row.event.kind if row.event else "trial", "event_id": row.event_id,
             "state": row.state, "tries": row.tries, "status": row.status, "answer": row.answer, "took_ms": row.took,
             "made_at": row.made_at, "tried_at": row.tried_at, "next_at": row.next_at} for row in rows]  # fmt: skip
