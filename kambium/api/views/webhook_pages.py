"""The pages about webhooks: one's own with their log, and everybody's."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kambium.api import actions
from kambium.api.forms import WebhookForm
from kambium.api.queries.webhooks import all_webhooks, log_of, my_webhook, my_webhooks
from kambium.core.access import NotThere
from kambium.core.registry import events
from kambium.core.web.answers import attempt, posted, status
from kambium.core.web.page import page
from kambium.core.web.paging import Order
from kambium.core.web.paging import page as one_page
from kambium.core.web.show import go, say, show

POST = ("POST",)
PAGE = 50
COLUMNS = ("id", "event__kind", "state", "tries", "status", "answer", "took", "made_at", "tried_at", "next_at")
SWITCHES = {"stop": actions.stop_webhook, "start": actions.start_webhook, "trial": actions.try_webhook}


@page("api.use", methods=("GET", "POST"))
def webhooks(request: Any) -> HttpResponse:
    """My webhooks, and a new one: its secret is on this answer and nowhere else."""
    form = WebhookForm(posted(request))
    made: list[Any] = []
    if request.method == "POST" and attempt(form, lambda: made.append(
            actions.make_webhook(by=request.actor, at=timezone.now(), **form.values()))):  # fmt: skip
        form = WebhookForm()
    webhook, secret = made[0] if made else (None, "")
    facts = {"form": form, "made": webhook, "secret": secret, "webhooks": my_webhooks(request.actor)}
    return show(request, "api/webhooks.html", facts, status=200 if made else status(request))


@page("api.use")
def webhook(request: Any, number: int) -> HttpResponse:
    """One webhook: what it hears of, and what was sent."""
    found = my_webhook(request.actor, number)
    log: Any = one_page(log_of(found).values(*COLUMNS), Order(("-id",)), request.GET.get("at", ""), PAGE)
    kinds = [events[kind].label for kind in found.kinds if kind in events]
    labels = {one.key: one.label for one in events}
    return show(request, "api/webhook.html", {"webhook": found, "log": log, "kinds": kinds, "labels": labels})


@page("api.use", methods=POST)
def webhook_switch(request: Any, number: int, name: str) -> HttpResponse:
    """Stop a webhook of mine, start it again, or send a trial."""
    my_webhook(request.actor, number)
    if name not in SWITCHES:
        raise NotThere
    SWITCHES[name](by=request.actor, webhook_id=number, at=timezone.now())
    if name == "trial":
        say(request, _("A trial is on its way; it shows here within seconds."))
    return go(request, reverse("api_webhook", args=[number]))


@page("api.use", methods=POST)
def webhook_removal(request: Any, number: int) -> HttpResponse:
    """One of my webhooks hears no more."""
    gone = actions.remove_webhook(by=request.actor, webhook_id=number, at=timezone.now())
    say(request, _("%(name)s removed") % {"name": gone.name})
    return go(request, reverse("api_webhooks"))


@page("api.use", methods=POST)
def delivery_again(request: Any, number: int, delivery: int) -> HttpResponse:
    """Send a message once more."""
    actions.send_again(by=request.actor, webhook_id=number, delivery_id=delivery, at=timezone.now())
    say(request, _("It is on its way once more."))
    return go(request, reverse("api_webhook", args=[number]))


@page("api.oversee")
def overseen(request: Any) -> HttpResponse:
    """Everybody's webhooks: where to, for whom, and whether they arrive."""
    return show(request, "api/overseen_webhooks.html", {"webhooks": all_webhooks()})


@page("api.revoke", methods=POST)
def overseen_stop(request: Any, number: int) -> HttpResponse:
    """Somebody's webhook is stopped; its person can start it again."""
    stopped = actions.stop_webhook(by=request.actor, webhook_id=number, at=timezone.now())
    say(request, _("%(name)s is stopped") % {"name": stopped.name})
    return go(request, reverse("api_overseen_webhooks"))
