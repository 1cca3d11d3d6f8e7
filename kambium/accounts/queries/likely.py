"""The accounts that somebody means most likely who has not named one yet."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F

from kambium.accounts.models import Activity
from kambium.core.access import Actor
from kambium.people.models.person import named

MOST = 6
BACK = 40
ACCOUNT = ("account_id", "account__name_zh", "account__name_en")


@dataclass(frozen=True)
class Likely:
    """An account, with the step that is open there or else the moment one last spoke with it."""

    id: int
    name: str
    step: str = ""
    due_on: date | None = None
    spoken_at: datetime | None = None


def likely_accounts(actor: Actor, permission: str) -> list[Likely]:
    """Those where a step of one's own comes next, the soonest first; then those one last spoke with."""
    rows = Activity.objects.visible_to(actor, permission)
    mine = rows.filter(next_owner_id=actor.person_id, next_done_at=None).exclude(next_step="")
    due = mine.order_by(F("next_on").asc(nulls_last=True), "id").values(*ACCOUNT, "next_step", "next_on")[:BACK]
    spoken = rows.filter(by_id=actor.person_id).order_by("-happened_at").values(*ACCOUNT, "happened_at")[:BACK]
    found: dict[int, Likely] = {}
    for row in (*due, *spoken):
        found.setdefault(row["account_id"], _likely(row))
    return list(found.values())[:MOST]


def _likely(row: dict[str, Any]) -> Likely:
    return Likely(
        id=row["account_id"],
        name=named(row["account__name_zh"], row["account__name_en"]),
        step=row.get("next_step", ""),
        due_on=row.get("next_on"),
        spoken_at=row.get("happened_at"),
    )
