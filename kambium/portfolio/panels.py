"""What this area puts on the account's page."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kambium.core.access import Actor
from kambium.core.registry import Panel, panels
from kambium.portfolio.models import Classification, Proposal


def tier(actor: Actor, subject: Any) -> Mapping[str, Any] | None:
    """The tier of the account today, and whether another waits for a decision."""
    mine = Classification.objects.visible_to(actor).filter(account_id=subject.id, active__contains=timezone.localdate())
    open_one = Proposal.objects.visible_to(actor).filter(account_id=subject.id, state="open")
    held = mine.select_related("tier").first()
    return {"held": held, "waiting": open_one.select_related("tier", "quadrant").first(), "id": subject.id}


panels.add(
    Panel("portfolio.tier", "account", "overview", _("Tier"), "portfolio/panels/tier.html", "tiers.view", 30, tier,
          "side"),
)  # fmt: skip
