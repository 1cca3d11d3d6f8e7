"""Webhooks are made, tried, stopped, started and removed; messages are sent again."""

import base64
import secrets
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kambium.api.models import Delivery, Webhook
from kambium.api.models.webhook import PENDING
from kambium.api.reaching import Unreachable, target_of
from kambium.core import events
from kambium.core.access import Actor, NotThere, require
from kambium.core.registry import events as kinds_of_events
from kambium.core.rejected import Rejected
from kambium.core.sealing import seal

MOST = 10


class CannotReach(Rejected):
    """The address may not be reached."""


class UnknownKind(Rejected):
    """There is no such kind of event, or none was named."""


class TooManyWebhooks(Rejected):
    """The person has as many webhooks as anybody needs."""


def make_webhook(*, by: Actor, name: str, url: str, kinds: Sequence[str], at: datetime) -> tuple[Webhook, str]:
    """An address that hears of events from now on, and the secret its messages are signed with, which is shown once.

    Raises CannotReach, UnknownKind and TooManyWebhooks.
    """
    require(by, "api.use")
    if not kinds or any(kind not in kinds_of_events for kind in kinds):
        raise UnknownKind(_("Choose kinds of events that exist."), "kinds")
    _check(url)
    secret = "whsec_" + base64.b64encode(secrets.token_bytes(32)).decode()
    with transaction.atomic():
        if Webhook.objects.filter(person_id=by.person_id, removed_at=None).count() >= MOST:
            raise TooManyWebhooks(_("You have %(n)d webhooks. Remove one that is not needed.") % {"n": MOST}, "name")
        webhook = Webhook.objects.create(
            person_id=by.person_id, name=name, url=url, kinds=list(dict.fromkeys(kinds)), secret=seal(secret),
            gathered_at=at, created_at=at,
        )  # fmt: skip
        events.record("webhook.created", webhook, by=by, at=at, data={"webhook": name})
    return webhook, secret


def _check(url: str) -> None:
    try:
        target_of(url)
    except Unreachable as no:
        raise CannotReach(str(no), "url") from None


def remove_webhook(*, by: Actor, webhook_id: int, at: datetime) -> Webhook:
    """Nothing is sent any more; what was sent stays in the log. Raises NotThere."""
    with transaction.atomic():
        webhook = _own(by, webhook_id)
        webhook.removed_at = at
        webhook.save(update_fields=["removed_at"])
        events.record("webhook.removed", webhook, by=by, at=at, data={"webhook": webhook.name})
    return webhook


def stop_webhook(*, by: Actor, webhook_id: int, at: datetime) -> Webhook:
    """Nothing is sent until it is started again. Everybody may stop their own, others with the right to."""
    with transaction.atomic():
        webhook = _own(by, webhook_id, permission="api.revoke")
        webhook.stopped_at = webhook.stopped_at or at
        webhook.save(update_fields=["stopped_at"])
        events.record("webhook.stopped", webhook, by=by, at=at, data={"webhook": webhook.name})
    return webhook


def start_webhook(*, by: Actor, webhook_id: int, at: datetime) -> Webhook:
    """Messages go out again: those that wait, and what happens from now on. Raises NotThere."""
    with transaction.atomic():
        webhook = _own(by, webhook_id)
        webhook.stopped_at, webhook.failures, webhook.gathered_at = None, 0, at
        webhook.save(update_fields=["stopped_at", "failures", "gathered_at"])
        events.record("webhook.started", webhook, by=by, at=at, data={"webhook": webhook.name})
    return webhook


def try_webhook(*, by: Actor, webhook_id: int, at: datetime) -> Delivery:
    """Send a message that says nothing, to see whether it arrives. Raises NotThere."""
    with transaction.atomic():
        return Delivery.objects.create(webhook=_own(by, webhook_id), next_at=at)


def send_again(*, by: Actor, webhook_id: int, delivery_id: int, at: datetime) -> Delivery:
    """Send a message once more, with the same id, whatever became of it. Raises NotThere."""
    with transaction.atomic():
        mine = Delivery.objects.filter(webhook=_own(by, webhook_id), pk=delivery_id)
        delivery = mine.select_for_update(of=("self",)).first()
        if delivery is None:
            raise NotThere
        delivery.state, delivery.tries, delivery.next_at = PENDING, 0, at
        delivery.save(update_fields=["state", "tries", "next_at"])
    return delivery


def _own(by: Actor, number: int, permission: str = "") -> Webhook:
    rows = Webhook.objects.select_for_update().filter(removed_at=None)
    if not (permission and by.can(permission)):
        require(by, "api.use")
        rows = rows.filter(person_id=by.person_id)
    found = rows.filter(pk=number).first()
    if found is None:
        raise NotThere
    return found
