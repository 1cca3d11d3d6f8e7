"""Error pages in the reader's language; a fragment gets a toast-sized answer."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _


def _answer(request: Any, status: int, title: str, text: str) -> HttpResponse:
    facts = {"status": status, "title": title, "text": text}
    template = "ui/error_fragment.html" if getattr(request, "is_fragment", False) else "ui/error.html"
    return HttpResponse(render_to_string(template, facts, request), status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request could not be read."""
    return _answer(
        request, 400, _("This request could not be read"), _("Go back, check what you entered and try again.")
    )


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: known, but not for this person."""
    return _answer(
        request,
        403,
        _("You may not do this"),
        _("Your role does not include it. Ask your team lead or an administrator."),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: not there, or not for this person to know."""
    return _answer(request, 404, _("Nothing here"), _("It does not exist, was removed, or is not yours to see."))


def too_large(request: HttpRequest) -> HttpResponse:
    """413: more than the server takes."""
    return _answer(request, 413, _("That is too large"), _("Send a smaller file, or split it."))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 when the form's token is stale or missing."""
    return _answer(
        request, 403, _("The page was open too long"), _("Reload it and send the form again; nothing was saved.")
    )


def failed(request: HttpRequest) -> HttpResponse:
    """500: a fault of ours; the number finds it in the log."""
    return _answer(
        request, 500, _("Something broke on our side"), _("Nothing was saved. The fault is in the log; try again.")
    )
