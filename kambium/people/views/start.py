"""Where everybody begins: the first set-up and the home page."""

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone

from kambium.core.web.page import Request, page, to_sign_in
from kambium.core.web.show import go, show
from kambium.people.actions import installing
from kambium.people.forms.setup import SetupForm
from kambium.people.queries.home import home_facts
from kambium.people.views.answers import attempt


@page(open_to="everyone")
def home(request: Request) -> HttpResponse:
    """The home page; the set-up where nobody exists, the sign-in for somebody unknown."""
    if request.actor.person_id:
        return show(request, "people/home.html", home_facts(request.user, request.actor, timezone.now()))  # type: ignore[arg-type]
    return HttpResponseRedirect("/setup/") if installing.is_empty() else to_sign_in(request)


@page(open_to="everyone", methods=("GET", "POST"))
def setup(request: Request) -> HttpResponse:
    """Company and first administrator; open only while nobody exists."""
    if not installing.is_empty():
        return HttpResponseRedirect("/")
    first = {"currency": "CNY", "time_zone": settings.TIME_ZONE}
    form = SetupForm(request.POST if request.method == "POST" else None, initial=first)
    if form.is_valid():
        facts = {**form.cleaned_data, "language": request.LANGUAGE_CODE}
        person = attempt(form, lambda: installing.install(at=timezone.now(), **facts))
        if person:
            from allauth.account.adapter import get_adapter

            get_adapter().login(request, person)
            return go(request, "/")
    return show(request, "people/setup.html", {"form": form}, status=422 if form.errors else 200)
