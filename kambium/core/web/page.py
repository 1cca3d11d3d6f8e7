"""`@page`: what a view function says of itself, so that no page is without a permission."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from kambium.core.access import Actor, Refused
from kambium.core.terms import Words

Params = ParamSpec("Params")


class Request(HttpRequest):
    """A request as the middleware hands it on: with the actor, the vocabularies and whether htmx asks."""

    actor: Actor
    words: Words
    is_fragment: bool


View = Callable[Concatenate[Any, Params], HttpResponse]


@dataclass(frozen=True)
class Declared:
    """What a page declared: its permission (None with `open_to` 'everyone' or 'signed in') and its methods."""

    permission: str | None
    methods: tuple[str, ...]
    open_to: str


def page(
    permission: str | None = None, *, methods: tuple[str, ...] = ("GET",), open_to: str = ""
) -> Callable[[View[Params]], View[Params]]:
    """Declare a view: who may call it, and with which methods.

    Exactly one of `permission` and `open_to` is given. `open_to` is "everyone" (no sign-in) or "signed in". A person
    without the permission gets 403; rows are decided inside, by `visible_to`. HEAD comes with GET.
    """
    if bool(permission) == bool(open_to):
        raise TypeError("a page declares either a permission or whom it is open to")
    declared = Declared(permission, methods, open_to)

    def wrap(view: View[Params]) -> View[Params]:
        @wraps(view)
        def guarded(request: Any, *args: Params.args, **kwargs: Params.kwargs) -> HttpResponse:
            if request.method not in methods and not (request.method == "HEAD" and "GET" in methods):
                return HttpResponseNotAllowed(methods)
            if open_to != "everyone":
                if not request.actor.person_id:
                    return to_sign_in(request)
                if not request.actor.can(permission):
                    raise Refused(permission or "")
            return view(request, *args, **kwargs)

        guarded.declared = declared  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return wrap


def to_sign_in(request: Request) -> HttpResponse:
    """Send to the sign-in page and back; a fragment asks the whole page to go there."""
    target = reverse("account_login")
    if request.is_fragment:
        response = HttpResponse(status=204)
        response["HX-Redirect"] = target
        return response
    return redirect(f"{target}?{urlencode({'next': request.get_full_path()})}" if request.method == "GET" else target)
