"""What the worker does for webhooks: gather what happened, send what is due, give up what never arrives.

A message is claimed by moving its next try ahead, so that two workers never send it at once and a worker that is
killed leaves it to be tried again. A receiver may see one twice; the id tells.
"""

import time
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from kambium.api.messages import content, signed
from kambium.api.models import Delivery, Webhook
from kambium.api.models.webhook import DONE, FAILED, PENDING
from kambium.api.reaching import Answer, Unreachable, post, target_of
from kambium.core.access import Actor
from kambium.core.models import Event
from kambium.core.notify import tell
from kambium.core.sealing import Unreadable

WAITS = tuple(timedelta(seconds=s) for s in (30, 120, 600, 3_600, 4 * 3_600, 12 * 3_600))
"""How long until the next try, after each that failed; then it is given up."""
FAILURES = 20  # in a row stop a webhook
GONE = 410
LOOK_BACK = timedelta(minutes=10)  # for events of transactions that took long
KEPT = timedelta(days=30)
MOST = 500


def gather(at: datetime) -> int:
    """Make a message of each event that a webhook wants and its person may see; returns how many."""
    return sum(_gather(webhook, at) for webhook in Webhook.objects.filter(stopped_at=None, removed_at=None))


def _gather(webhook: Webhook, at: datetime) -> int:
    actor = _actor(webhook)
    if actor is None:
        return 0
    start = max(webhook.gathered_at - LOOK_BACK, webhook.created_at)
    wanted = Event.objects.visible_to(actor).filter(kind__in=webhook.kinds, recorded_at__gte=start)
    known = Delivery.objects.filter(webhook=webhook, event_id__isnull=False, made_at__gte=start).values("event_id")
    ids = wanted.exclude(pk__in=known).order_by("pk").values_list("pk", flat=True)
    rows = [Delivery(webhook=webhook, event_id=number, next_at=at, made_at=at) for number in ids]
    with transaction.atomic():
        Delivery.objects.bulk_create(rows, ignore_conflicts=True)
        Webhook.objects.filter(pk=webhook.pk).update(gathered_at=at)
    return len(rows)


def _actor(webhook: Webhook) -> Actor | None:
    """The person behind a webhook as of now; None for one who left or has no programs any more."""
    people: Any = get_user_model()._default_manager
    person = people.sitting().filter(pk=webhook.person_id, is_active=True).first()
    actor: Actor | None = person.actor(via="webhook") if person else None
    return actor if actor is not None and actor.can("api.use") else None


def due(at: datetime) -> list[int]:
    """The messages whose time has come."""
    rows = Delivery.objects.filter(state=PENDING, next_at__lte=at, webhook__stopped_at=None, webhook__removed_at=None)
    return list(rows.order_by("next_at").values_list("pk", flat=True)[:MOST])


def send(number: int, at: datetime) -> None:
    """Try one message, if its time has come and nobody else is at it."""
    mine = Delivery.objects.filter(pk=number, state=PENDING, next_at__lte=at)
    if not mine.update(tries=F("tries") + 1, next_at=at + WAITS[0], tried_at=at):
        return
    delivery = Delivery.objects.select_related("webhook", "event").get(pk=number)
    if not delivery.webhook.is_on or not _may_still_see(delivery):
        Delivery.objects.filter(pk=number).update(state=FAILED, answer="")
        return
    begun = time.monotonic()
    try:
        body = content(delivery)
        answer = post(target_of(delivery.webhook.url), body, signed(delivery, body, timezone.now()))
    except Unreachable as no:
        answer = Answer(0, str(no))
    except Unreadable:
        answer = Answer(0, "the secret is sealed with another key")
    _settle(delivery, answer, int((time.monotonic() - begun) * 1_000), at)


def _may_still_see(delivery: Delivery) -> bool:
    actor = _actor(delivery.webhook)
    if actor is None or delivery.event_id is None:
        return actor is not None
    return bool(Event.objects.visible_to(actor).filter(pk=delivery.event_id).exists())


def _settle(delivery: Delivery, answer: Answer, took: int, at: datetime) -> None:
    """Write down how it went; a webhook that fails on and on is stopped, and its person told."""
    is_last = delivery.tries > len(WAITS)
    state = DONE if answer.is_good else FAILED if is_last or answer.status == GONE else PENDING
    wait = timedelta(0) if is_last else WAITS[delivery.tries - 1]
    with transaction.atomic():
        Delivery.objects.filter(pk=delivery.pk).update(
            state=state, status=answer.status or None, answer=answer.text[:1_000], took=took, next_at=at + wait
        )
        if answer.is_good:
            Webhook.objects.filter(pk=delivery.webhook_id).update(failures=0)
            return
        Webhook.objects.filter(pk=delivery.webhook_id).update(failures=F("failures") + 1)
        webhook = Webhook.objects.select_for_update().get(pk=delivery.webhook_id)
        if webhook.is_on and (webhook.failures >= FAILURES or answer.status == GONE):
            _stop(webhook, at)


def _stop(webhook: Webhook, at: datetime) -> None:
    Webhook.objects.filter(pk=webhook.pk).update(stopped_at=at)
    key = f"webhook:{webhook.pk}:{int(at.timestamp())}"
    tell([webhook.person_id], "webhook.stopped", key=key, url=reverse("api_webhook", args=[webhook.pk]),
         data={"webhook": webhook.name}, needs_action=True)  # fmt: skip


def sweep(at: datetime) -> int:
    """The log is kept for a month."""
    gone: int = Delivery.objects.filter(made_at__lt=at - KEPT).exclude(state=PENDING).delete()[0]
    return gone
