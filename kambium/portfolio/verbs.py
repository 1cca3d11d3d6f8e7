"""What can be done with many proposals at once."""

from django.utils.translation import gettext_lazy as _

from kambium.core.registry import Verb, verbs
from kambium.people.actions.rejected import Rejected
from kambium.portfolio.actions import approve

verbs.add(Verb("proposals.approve", _("Approve"), "badge-check", "tiers.approve", approve, refusals=(Rejected,)))
