"""A second factor is asked of those whose roles reach far; with KAMBIUM_REQUIRE_MFA=1 it is demanded."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import resolve, reverse

from kambium.core.access import Actor

ROLES = frozenset({"hr", "admin", "security", "executive"})
OPEN = ("account_", "mfa_", "my_", "preferences")
Next = Callable[[HttpRequest], HttpResponse]


def is_missing(actor: Actor) -> bool:
    """Whether this person's roles ask for a second factor and there is none."""
    return bool(actor.roles & ROLES) and not Authenticator.objects.filter(user_id=actor.person_id).exists()


def middleware(get_response: Next) -> Next:
    """Where a second factor is demanded, its page is the only one that opens until there is one."""

    def guarded(request: Any) -> HttpResponse:
        if settings.REQUIRE_SECOND_FACTOR and not _is_open(request.path_info) and is_missing(request.actor):
            target = reverse("my_security")
            if not request.is_fragment:
                return HttpResponseRedirect(target)
            return HttpResponse(status=204, headers={"HX-Redirect": target})
        return get_response(request)

    return guarded


def _is_open(path: str) -> bool:
    from django.http import Http404

    try:
        name = resolve(path).url_name or ""
    except Http404:
        return path.startswith(settings.STATIC_URL)
    return name.startswith(OPEN)
