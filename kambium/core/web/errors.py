"""Error pages in the reader's language; a fragment gets a toast-sized answer."""

import sys
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from kambium.core.web.language import wished

PATIENCE = 30  # seconds after which a program may ask again


def _answer(request: Any, status: int, title: str, text: str) -> HttpResponse:
    facts = {"status": status, "title": title, "text": text, "lang": translation.get_language()}
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


def failed(request: Any) -> HttpResponse:
    """500 for a fault of ours, 503 while the database is away.

    The page asks for nothing that may be what broke: no database, no session, no person. What is known of the reader
    is what the request says, and the language if the request came far enough to learn it.
    """
    language = getattr(request, "LANGUAGE_CODE", "") or wished(request)
    is_away = isinstance(sys.exc_info()[1], OperationalError | InterfaceError)
    with translation.override(language):
        title, text = _away() if is_away else _broken()
        facts = {"status": 503 if is_away else 500, "title": title, "text": text, "lang": language,
                 "again": request.get_full_path() if request.method == "GET" else ""}  # fmt: skip
        template = "ui/error_fragment.html" if getattr(request, "is_fragment", False) else "ui/fault.html"
        response = HttpResponse(render_to_string(template, facts), status=facts["status"])
    response["Content-Language"] = "en" if language == "en" else "zh-Hans"
    if is_away:
        response["Retry-After"] = str(PATIENCE)
    return response


def _broken() -> tuple[str, str]:
    return _("Something broke on our side"), _("Nothing was saved. The fault is in the log; try again.")


def _away() -> tuple[str, str]:
    return _("The database does not answer"), _(
        "Nothing was saved. It is usually back within a minute; try again then."
    )
