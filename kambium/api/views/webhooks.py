"""Webhooks for programs: the same verbs as on the pages."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from kambium.api import actions
from kambium.api.body import read_body
from kambium.api.entering import entered, errors_of
from kambium.api.forms import WebhookForm
from kambium.api.problems import Problem
from kambium.api.queries.webhooks import log_of, my_webhook, my_webhooks, shown, shown_log
from kambium.api.replaying import once
from kambium.api.views.endpoint import endpoint, json
from kambium.core.rejected import Rejected

MOST_LOGGED = 100


@endpoint("GET", "POST")
def webhooks(request: Any) -> HttpResponse:
    """My webhooks; a new one, whose secret is in this answer and nowhere else."""
    if request.method == "POST":
        body = read_body(request)
        return once(request, lambda: _make(request, body))
    return json({"data": [shown(row) for row in my_webhooks(request.visitor.actor)], "next": None})


def _make(request: Any, body: dict[str, Any]) -> HttpResponse:
    visitor = request.visitor
    form = WebhookForm(entered(WebhookForm(), body))
    if not form.is_valid():
        raise Problem("invalid", errors=errors_of(form))
    try:
        made, secret = actions.make_webhook(by=visitor.actor, at=visitor.at, **form.values())
    except Rejected as no:
        raise Problem("invalid", errors=[(no.field, str(no))]) from no
    location = reverse("api_webhook_row", args=[made.pk])
    return json({**shown(made), "secret": secret}, 201, {"Location": location})


@endpoint("GET", "DELETE")
def webhook(request: Any, number: int) -> HttpResponse:
    """One webhook; removed, it hears no more."""
    visitor = request.visitor
    found = my_webhook(visitor.actor, number)
    if request.method == "DELETE":
        actions.remove_webhook(by=visitor.actor, webhook_id=number, at=visitor.at)
        return HttpResponse(status=204)
    return json(shown(found))


@endpoint("GET")
def deliveries(request: Any, number: int) -> HttpResponse:
    """What was sent lately, and what came back."""
    found = my_webhook(request.visitor.actor, number)
    return json({"data": shown_log(log_of(found)[:MOST_LOGGED]), "next": None})


@endpoint("POST")
def again(request: Any, number: int, delivery: int) -> HttpResponse:
    """Send a message once more."""
    visitor = request.visitor
    actions.send_again(by=visitor.actor, webhook_id=number, delivery_id=delivery, at=visitor.at)
    return HttpResponse(status=202)


@endpoint("POST")
def switch(request: Any, number: int, name: str) -> HttpResponse:
    """Stop it, start it, or send a trial."""
    verbs = {"stop": actions.stop_webhook, "start": actions.start_webhook, "trial": actions.try_webhook}
    if name not in verbs:
        raise Problem("not-there")
    visitor = request.visitor
    my_webhook(visitor.actor, number)
    verbs[name](by=visitor.actor, webhook_id=number, at=visitor.at)
    return json(shown(my_webhook(visitor.actor, number)))
