"""What happens around the programs' interface."""

from django.utils.translation import gettext_lazy as _

from kambium.core.registry import EventType, events

events.add(
    EventType("token.created", _("Token made"), _("made the token %(token)s for a program"), "key-round"),
    EventType("token.revoked", _("Token revoked"), _("revoked the token %(token)s"), "ban", "warn"),
    EventType("api.read", _("Read by a program"), _("had a program read %(rows)s rows of %(resource)s"), "bot"),
)
