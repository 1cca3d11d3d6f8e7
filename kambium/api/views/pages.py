"""The pages about the interface: one's tokens, everybody's tokens, and what there is."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kambium.api import actions
from kambium.api.forms import TokenForm
from kambium.api.problems import TITLES
from kambium.api.queries.guide import chapters
from kambium.api.queries.openapi import document
from kambium.api.queries.tokens import all_tokens, my_tokens
from kambium.api.views.endpoint import json
from kambium.core.web.answers import attempt, posted, status
from kambium.core.web.page import page
from kambium.core.web.show import go, say, show


@page("api.use", methods=("GET", "POST"))
def tokens(request: Any) -> HttpResponse:
    """My tokens, and a new one: its word is on this answer and nowhere else."""
    form = TokenForm(posted(request))
    made: list[Any] = []
    if request.method == "POST" and attempt(form, lambda: made.append(
            actions.make_token(by=request.actor, at=timezone.now(), **form.values()))):  # fmt: skip
        form = TokenForm()
    token, word = made[0] if made else (None, "")
    facts = {"form": form, "made": token, "word": word, "tokens": my_tokens(request.actor), "now": timezone.now(),
             "here": request.build_absolute_uri(reverse("api_start"))}  # fmt: skip
    return show(request, "api/tokens.html", facts, status=200 if made else status(request))


@page("api.use", methods=("POST",))
def token_revocation(request: Any, number: int) -> HttpResponse:
    """One of my tokens opens nothing any more."""
    token = actions.revoke_token(by=request.actor, token_id=number, at=timezone.now())
    say(request, _("%(name)s is revoked") % {"name": token.name})
    return go(request, reverse("api_tokens"))


@page("api.oversee")
def overseen(request: Any) -> HttpResponse:
    """Everybody's tokens, with when and from where each was last used."""
    return show(request, "api/overseen.html", {"tokens": all_tokens(), "now": timezone.now()})


@page("api.revoke", methods=("POST",))
def overseen_revocation(request: Any, number: int) -> HttpResponse:
    """Somebody's token opens nothing any more."""
    token = actions.revoke_token(by=request.actor, token_id=number, at=timezone.now())
    say(request, _("%(name)s is revoked") % {"name": token.name})
    return go(request, reverse("api_overseen"))


@page("api.use")
def reference(request: Any) -> HttpResponse:
    """What programs may ask for, in the reader's language, as far as the reader may."""
    found = document(request.user, request.actor, request.words, timezone.now())
    kinds = [(kind, code, title) for kind, (code, title) in TITLES.items()]
    return show(request, "api/reference.html", {"chapters": chapters(found), "kinds": kinds})


@page("api.use")
def description(request: Any) -> HttpResponse:
    """The same as OpenAPI, for the reader's tools."""
    return json(document(request.user, request.actor, request.words, timezone.now()))
