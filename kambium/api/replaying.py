"""One change, asked for once or many times under one key: it is done once, and answered alike every time."""

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.utils.translation import gettext as _

from kambium.api.models import Replay
from kambium.api.problems import Problem

HEADER = "Idempotency-Key"
KEPT = timedelta(hours=24)
TOLD = ("ETag", "Location", "Content-Type")


def once(request: Any, act: Callable[[], HttpResponse]) -> HttpResponse:
    """Do it, or answer as before. What fails changes nothing and is not kept, so that it can be asked again.

    Two requests at once under one key: the second waits for the first and is answered what that was.
    """
    key = request.headers.get(HEADER, "")
    with transaction.atomic():
        if not key:
            return act()
        if len(key) > 255 or not key.isprintable():
            raise Problem("unreadable", _("An Idempotency-Key has at most 255 printable characters."))
        kept, is_new = _kept(request, key)
        if not is_new:
            return _again(kept, request)
        response = act()
        kept.status, kept.body = response.status_code, response.content.decode()
        kept.headers = {name: response.headers[name] for name in TOLD if name in response.headers}
        kept.save(update_fields=["status", "body", "headers"])
    return response


def _kept(request: Any, key: str) -> tuple[Replay, bool]:
    visitor = request.visitor
    mine = Replay.objects.filter(token_id=visitor.token_id, key=key)
    mine.filter(kept_at__lt=visitor.at - KEPT).delete()
    made = Replay(token_id=visitor.token_id, key=key, asked=asked(request), kept_at=visitor.at)
    Replay.objects.bulk_create([made], ignore_conflicts=True)
    found = mine.select_for_update().get()
    return found, found.status == 0


def _again(kept: Replay, request: Any) -> HttpResponse:
    if kept.asked != asked(request):
        raise Problem("key-reused")
    return HttpResponse(kept.body, status=kept.status, headers={**kept.headers, "Idempotency-Replayed": "true"})


def asked(request: Any) -> str:
    """What a request asks for, as one word."""
    head = f"{request.method} {request.get_full_path()} {request.headers.get('If-Match', '')}\n"
    return hashlib.sha256(head.encode() + request.body).hexdigest()


def forget(before: datetime) -> int:
    """Answers older than a day are of no use."""
    gone: int = Replay.objects.filter(kept_at__lt=before - KEPT).delete()[0]
    return gone
