"""A webhook's message: what it says and how it is signed, after the Standard Webhooks specification."""

import base64
import hashlib
import hmac
from datetime import datetime
from typing import Any

from django.urls import reverse

from kambium.api.models import Delivery
from kambium.api.plain import written
from kambium.api.queries.resources import plural, resources
from kambium.core.sealing import unseal

TRIAL = "trial"


def content(delivery: Delivery) -> bytes:
    """Which kind of thing happened to which row, when and by whom.

    It holds no more than numbers: what the row says, its address tells to whoever may read it.
    """
    event = delivery.event
    if event is None:
        return written({"type": TRIAL, "timestamp": delivery.made_at, "data": {}})
    data = {"event_id": event.pk, "recorded_at": event.recorded_at, "actor_id": event.actor_id, "via": event.via,
            "subject": _named(event.subject_type, event.subject_id),
            "root": _named(event.root_type, event.root_id)}  # fmt: skip
    return written({"type": event.kind, "timestamp": event.happened_at, "data": data})


def _named(kind: str, number: int | None) -> dict[str, Any] | None:
    if not kind or number is None:
        return None
    key = plural(kind)
    url = reverse("api_row", args=[key, number]) if key in resources() else None
    return {"type": kind, "id": number, "url": url}


def signed(delivery: Delivery, body: bytes, at: datetime) -> dict[str, str]:
    """The headers by which a receiver knows that the message is ours, whole and fresh."""
    number, moment = f"msg_{delivery.pk}", str(int(at.timestamp()))
    return {
        "Content-Type": "application/json",
        "User-Agent": "Kambium-Webhooks",
        "Webhook-Id": number,
        "Webhook-Timestamp": moment,
        "Webhook-Signature": signature(unseal(delivery.webhook.secret), number, moment, body),
    }


def signature(secret: str, number: str, moment: str, body: bytes) -> str:
    """HMAC-SHA256 over id, time and body, with the bytes behind `whsec_`."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    mark = hmac.new(key, f"{number}.{moment}.".encode() + body, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(mark).decode()}"
