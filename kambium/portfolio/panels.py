"""What this area puts on the account's page."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from kambium.core.access import Actor
from kambium.core.registry import Around, Panel, arounds, panels
from kambium.people.models.person import named

STANDING = """SELECT jsonb_build_object(
    'code', t.code, 'rank', t.rank, 'name_zh', t.name_zh, 'name_en', t.name_en, 'since', lower(c.active),
    'hours', t.hours, 'contact_days', t.contact_days, 'waiting', w.code, 'place_zh', w.name_zh, 'place_en', w.name_en)
  FROM (SELECT 1) one
  LEFT JOIN portfolio_classification c ON c.account_id = accounts_account.id AND c.active @> current_date
  LEFT JOIN portfolio_tier t ON t.id = c.tier_id
  LEFT JOIN LATERAL (SELECT n.code, q.name_zh, q.name_en FROM portfolio_proposal p
    JOIN portfolio_tier n ON n.id = p.tier_id JOIN portfolio_quadrant q ON q.id = p.quadrant_id
    WHERE p.account_id = accounts_account.id AND p.state = 'open') w ON true"""


def tier(actor: Actor, subject: Any) -> Mapping[str, Any] | None:
    """The tier of the account today, and whether another waits for a decision."""
    found = subject.around["tier"]
    since = date.fromisoformat(found["since"]) if found["since"] else None
    names = {"name": named(found["name_zh"] or "", found["name_en"] or ""),
             "place": named(found["place_zh"] or "", found["place_en"] or "")}  # fmt: skip
    return {**found, **names, "since": since, "id": subject.id}


arounds.add(Around("tier", "account", STANDING))
panels.add(
    Panel("portfolio.tier", "account", "overview", _("Tier"), "portfolio/panels/tier.html", "tiers.view", 30, tier,
          "side"),
)  # fmt: skip
