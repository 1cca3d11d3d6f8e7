"""What can happen to tiers."""

from django.utils.translation import gettext_lazy as _

from kambium.core.registry import EventType, events

events.add(
    EventType("tier.scored", _("Account scored"), _("scored %(account)s: %(scores)s"), "gauge"),
    EventType("tier.run", _("Tiers worked out"), _("worked out the tiers: %(proposed)s proposed"), "calculator"),
    EventType("tier.approved", _("Tier approved"), _("put %(account)s into tier %(tier)s"), "badge-check", "good"),
    EventType("tier.overridden", _("Tier decided otherwise"), _("put %(account)s into tier %(tier)s: %(reason)s"),
              "badge-alert", "warn"),
    EventType("tier.rejected", _("Tier rejected"), _("left %(account)s where it was: %(reason)s"), "undo-2"),
)  # fmt: skip
