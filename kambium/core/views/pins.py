"""Pages kept in the side bar."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from kambium.core import actions
from kambium.core.actions.pins import CannotPin
from kambium.core.models import Pin
from kambium.core.web.page import Request, page
from kambium.core.web.show import go, say, show


@page(open_to="signed in", methods=("GET", "POST"))
def pins(request: Request) -> HttpResponse:
    """My pins; a POST keeps one more and goes back to the page it is about."""
    if request.method != "POST":
        return show(request, "core/pins.html", {"pins": Pin.objects.filter(person_id=request.actor.person_id)})
    url = request.POST.get("url", "")
    try:
        kept = actions.pin(by=request.actor, label=request.POST.get("label", ""), url=url)
    except CannotPin as no:
        say(request, str(no), tone="bad")
        return go(request, reverse("pins"))
    say(request, _("“%(label)s” pinned") % {"label": kept.label})
    safe = url_has_allowed_host_and_scheme(url, {request.get_host()})
    return go(request, url) if safe else HttpResponseRedirect(reverse("pins"))


@page(open_to="signed in", methods=("POST",))
def pin_removal(request: Request, number: int) -> HttpResponse:
    """Take a page out of the side bar."""
    actions.unpin(number, by=request.actor)
    return go(request, reverse("pins"))


@page(open_to="signed in", methods=("POST",))
def pin_place(request: Request, number: int) -> HttpResponse:
    """Move a pin one place up or down."""
    actions.move_pin(number, by=request.actor, up=request.POST.get("way") == "up")
    return go(request, reverse("pins"))
