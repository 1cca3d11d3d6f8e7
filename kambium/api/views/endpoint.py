"""`@endpoint`: what all addresses of the interface have in common: token, limit, language, refusals."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpResponse
from django.utils import timezone, translation

from kambium.api.gate import Visitor, enter
from kambium.api.plain import written
from kambium.api.problems import Problem
from kambium.core import context
from kambium.core.access import NotThere, Refused
from kambium.core.web.language import wished
from kambium.core.web.page import Declared
from kambium.core.web.reading import where_of

View = Callable[..., HttpResponse]
BEARER = 'Bearer realm="Kambium"'
LOG = logging.getLogger("django.request")


def endpoint(*methods: str) -> Callable[[View], View]:
    """Declare an address of the interface: a token is asked for, whatever the session says.

    No cookie opens it, so that no other site can (and no form token is needed). The view gets `request.visitor`.
    """

    def wrap(view: View) -> View:
        @wraps(view)
        def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.headers.get("Accept-Language"):
                translation.activate(wished(request))  # the middleware puts the old one back
            try:
                visitor = _let_in(request)
                response = _answered(request, visitor, methods, lambda: view(request, *args, **kwargs))
            except Problem as no:
                return no.answer()
            for name, value in visitor.headers().items():
                response.headers[name] = value
            return response

        guarded.declared = Declared(None, methods, "token")  # type: ignore[attr-defined]
        guarded.csrf_exempt = True  # type: ignore[attr-defined]
        return guarded

    return wrap


def _let_in(request: Any) -> Visitor:
    visitor = enter(request.headers.get("Authorization", ""), where_of(request), timezone.now())
    if visitor is None:
        raise Problem("unknown-token", headers={"WWW-Authenticate": BEARER})
    if visitor.is_too_fast:
        raise Problem("too-many", headers={**visitor.headers(), "Retry-After": str(visitor.seconds)})
    return visitor


def _answered(
    request: Any, visitor: Visitor, methods: tuple[str, ...], view: Callable[[], HttpResponse]
) -> HttpResponse:
    request.visitor, request.actor = visitor, visitor.actor
    language = translation.get_language() if request.headers.get("Accept-Language") else visitor.person.language
    with translation.override(language), timezone.override(visitor.person.time_zone):
        try:
            _check_method(request, visitor, methods)
            with context.acting(visitor.actor, where=where_of(request)):
                response = view()
        except Exception as error:  # every refusal is told in one form; what is a fault of ours is logged
            response = _problem(error, request).answer()
        response.headers["Content-Language"] = "zh-Hans" if language == "zh-hans" else str(language)
        response.headers["Vary"] = "Authorization, Accept-Language"
    return response


def _check_method(request: Any, visitor: Visitor, methods: tuple[str, ...]) -> None:
    if request.method not in methods and not (request.method == "HEAD" and "GET" in methods):
        raise Problem("method", headers={"Allow": ", ".join(methods)})
    if request.method not in ("GET", "HEAD") and not visitor.may_write:
        raise Problem("read-only")


def _problem(error: Exception, request: Any) -> Problem:
    if isinstance(error, Problem):
        return error
    if isinstance(error, Refused):
        return Problem("refused")
    if isinstance(error, NotThere | Http404):
        return Problem("not-there")
    if isinstance(error, OperationalError | InterfaceError):
        return Problem("away", headers={"Retry-After": "30"})
    LOG.error("the interface failed: %s %s", request.method, request.path, exc_info=error)
    return Problem("failed")


def json(body: Any, status: int = 200, headers: dict[str, str] | None = None) -> HttpResponse:
    """An answer in JSON."""
    return HttpResponse(written(body), status=status, content_type="application/json", headers=headers)
