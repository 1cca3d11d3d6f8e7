"""Looks and language, chosen in the corner of any page, by somebody signed in or not."""

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from kambium.core.web.page import Request, page
from kambium.core.web.shell import THEMES
from kambium.core.web.show import done, go
from kambium.people import actions
from kambium.people.actions.preferring import OFFERED
from kambium.people.views.answers import attempt_or_say

YEAR = 365 * 24 * 60 * 60
LONGEST = 60


@page(open_to="everyone", methods=("GET", "POST"))
def preferences(request: Request) -> HttpResponse:
    """Keep what was chosen, and only that; the page of choices for a plain visit."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("me"))
    if not request.actor.person_id:
        return _in_cookies(request)
    chosen = {name: request.POST[name][:LONGEST] for name in OFFERED if name in request.POST}
    asked = chosen.get("language", "")
    with translation.override(asked if asked in OFFERED["language"] else request.LANGUAGE_CODE):
        attempt_or_say(
            request, lambda: actions.prefer(by=request.actor, at=timezone.now(), **chosen), _("Preferences saved")
        )
    return done(request) if request.is_fragment else go(request, _back(request, reverse("me")))


def _in_cookies(request: Request) -> HttpResponse:
    """Somebody unknown: language and theme are kept by the browser."""
    response = done(request) if request.is_fragment else HttpResponseRedirect(_back(request, "/"))
    for name, cookie, offered in (
        ("language", settings.LANGUAGE_COOKIE_NAME, dict(settings.LANGUAGES)),
        ("theme", "theme", THEMES),
    ):
        if (value := request.POST.get(name, "")) in offered:
            response.set_cookie(cookie, value, max_age=YEAR, samesite="Lax", httponly=True, secure=request.is_secure())
    return response


def _back(request: Request, otherwise: str) -> str:
    """Where the form stood, if that is a page of ours."""
    target = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if ours else otherwise
