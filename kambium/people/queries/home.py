"""The home page: what the domains put there, and the first steps of a new installation."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.utils.translation import gettext as _

from kambium.core.access import Actor
from kambium.core.registry import panels
from kambium.people.models import Grant, Person, Team
from kambium.people.queries.days import company

PAGE = "home"


@dataclass(frozen=True)
class Placed:
    """A panel with its words."""

    panel: Any
    facts: dict[str, Any]


@dataclass(frozen=True)
class Step:
    """A first step: what to do, where, and whether it is done."""

    text: str
    url: str
    is_done: bool


def home_facts(person: Person, actor: Actor, at: datetime) -> dict[str, Any]:
    """The panels of the home page that this person may see, in their order, by column."""
    mine = sorted((p for p in panels if p.page == PAGE and actor.can(p.permission)), key=lambda p: p.position)
    placed = [Placed(panel, dict(facts)) for panel in mine if (facts := panel.facts(actor, person)) is not None]
    return {
        "person": person,
        "now": at.astimezone(person.zone),
        "top": [p for p in placed if p.panel.column == "top"],
        "main": [p for p in placed if p.panel.column == "main"],
        "side": [p for p in placed if p.panel.column == "side"],
    }


def first_steps(actor: Actor) -> list[Step]:
    """What a new administrator does first; all done, the list is gone."""
    firm = company()
    others = Grant.objects.exclude(person_id=actor.person_id)
    return [
        Step(_("Name the company in both languages"), "company", bool(firm.name_zh and firm.name_en)),
        Step(_("Lay out the teams"), "teams", Team.objects.count() > 1),
        Step(_("Enter your colleagues, or import them"), "staff", Person.objects.count() > 1),
        Step(_("Give them their roles"), "grants", others.exists()),
        Step(_("Name a second security administrator"), "grants", others.filter(role="security").exists()),
        Step(_("Add a second factor to your login"), "my_security", _has_factor(actor.person_id)),
    ]


def _has_factor(person_id: int) -> bool:
    return bool(Authenticator.objects.filter(user_id=person_id).exists())
