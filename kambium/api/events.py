"""What happens around the programs' interface."""

from django.utils.translation import gettext_lazy as _

from kambium.core.registry import EventType, events

events.add(
    EventType("token.created", _("Token made"), _("made the token %(token)s for a program"), "key-round"),
    EventType("token.revoked", _("Token revoked"), _("revoked the token %(token)s"), "ban", "warn"),
    EventType("api.read", _("Read by a program"), _("had a program read %(rows)s rows of %(resource)s"), "bot"),
)
events.add(
    EventType("webhook.created", _("Webhook made"), _("made the webhook %(webhook)s"), "webhook"),
    EventType("webhook.removed", _("Webhook removed"), _("removed the webhook %(webhook)s"), "trash-2"),
    EventType("webhook.started", _("Webhook started"), _("started the webhook %(webhook)s again"), "play"),
    EventType("webhook.stopped", _("Webhook stopped"), _("The webhook %(webhook)s is stopped"), "circle-alert", "bad"),
)
