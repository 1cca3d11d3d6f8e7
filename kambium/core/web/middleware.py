"""Between the server and the views: headers, the actor, and the answers to refusals."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone, translation

from kambium.core import context, terms
from kambium.core.access import Actor, NotThere, Refused
from kambium.core.web import errors
from kambium.core.web.language import wished

POLICY = (
    "default-src 'none'; "
    "script-src 'self'; "
    "style-src 'self'; "
    "img-src 'self' data: blob:; "
    "font-src 'self'; "
    "connect-src 'self'; "
    "manifest-src 'self'; "
    "form-action 'self'; "
    "base-uri 'none'; "
    "frame-ancestors 'none'"
)
SAFE = ("GET", "HEAD", "OPTIONS")
Next = Callable[[HttpRequest], HttpResponse]


def headers(get_response: Next) -> Next:
    """The strict content policy, on everything; nothing personal is kept by a shared cache."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.is_fragment = request.headers.get("HX-Request") == "true"  # type: ignore[attr-defined]
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return middleware


def actor(get_response: Next) -> Next:
    """Who is asking: the actor, language, time zone and vocabularies; changes are signed with all of it."""

    def middleware(request: Any) -> HttpResponse:
        person = request.user
        signed_in = person.is_authenticated
        request.actor = person.actor() if signed_in else Actor(0)
        request.words = terms.words(person.terms_revision) if signed_in else {}
        language = person.language if signed_in else wished(request)
        with translation.override(language), timezone.override(person.time_zone if signed_in else None):
            request.LANGUAGE_CODE = language
            if request.method in SAFE:
                return _with_language(get_response(request), language)
            with context.acting(request.actor, where=request.META.get("REMOTE_ADDR", "")):
                return _with_language(get_response(request), language)

    return middleware


def _with_language(response: HttpResponse, language: str) -> HttpResponse:
    response.headers.setdefault("Content-Language", "zh-Hans" if language == "zh-hans" else language)
    return response


class refusals:  # noqa: N801  (named like the middleware beside it)
    """Refusals raised anywhere below become pages: 403 for what is forbidden, 404 for what is not there."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, Refused):
            return errors.refused(request)
        if isinstance(error, NotThere | Http404):
            return errors.not_found(request)
        return None
