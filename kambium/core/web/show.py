"""Answers: a whole page, or the part htmx asked for; and what is said about a change."""

import json
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string

from kambium.core.ui.jinja import render_block
from kambium.core.web.page import Request

UNREAD = 422


def show(
    request: Request, template: str, facts: Mapping[str, Any], *, block: str = "main", status: int = 200
) -> HttpResponse:
    """The page, or only its `block` when htmx asks for a part; toasts ride along with a part."""
    if not request.is_fragment:
        return render(request, template, dict(facts), status=status)
    text = render_block(request, template, block, dict(facts))
    return HttpResponse(text + _toasts(request), status=status)


def say(
    request: Request, text: str, *, tone: str = "good", undo: str = "", values: Mapping[str, Any] | None = None
) -> None:
    """Say what was done, on the next page or with the fragment. `undo` is an address to POST `values` to."""
    extra = json.dumps({"undo": undo, "values": dict(values or {})}) if undo else ""
    level = {"good": messages.SUCCESS, "bad": messages.ERROR}.get(tone, messages.INFO)
    messages.add_message(request, level, text, extra_tags=extra)


def go(request: Request, url: str) -> HttpResponse:
    """After a change: a plain form is redirected, htmx is told to go there."""
    if not request.is_fragment:
        return HttpResponseRedirect(url)
    response = HttpResponse(status=204)
    response["HX-Redirect"] = url
    return response


def done(request: Request, text: str = "", *, status: int = 200) -> HttpResponse:
    """A fragment that swaps `text` in (nothing by default) and shows the toasts."""
    return HttpResponse(text + _toasts(request), status=status)


def _toasts(request: Request) -> str:
    waiting = toasts(request)
    return render_to_string("ui/toasts.html", {"toasts": waiting, "oob": True}, request) if waiting else ""


def toasts(request: Any) -> list[dict[str, Any]]:
    """The waiting messages as the toast template takes them: text, tone, undo address and its values."""
    found = []
    for message in messages.get_messages(request):
        extra = json.loads(message.extra_tags) if (message.extra_tags or "").startswith("{") else {}
        found.append({"text": str(message), "tone": message.level_tag, **extra})
    return found
