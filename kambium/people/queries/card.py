"""All that a person's page shows, to whom it concerns."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from kambium.core.access import Actor, roles
from kambium.core.access.gate import allows
from kambium.people.masking import masked
from kambium.people.models import Grant, Membership, Person
from kambium.people.models.person import named
from kambium.people.queries.away import away_on, delegations_in_force, shown
from kambium.people.queries.days import day_of, last_of, zone
from kambium.people.queries.names import Entry, line_above, reports_of
from kambium.people.queries.ownership import holdings
from kambium.people.queries.stories import story_of


def card_of(actor: Actor, person: Person, names: dict[int, Entry], at: datetime) -> dict[str, Any]:
    """The words of a person's page for one reader; what is not theirs to see is None."""
    mine, administers, here = actor.person_id == person.pk, actor.can("people.list"), zone()
    return {
        "person": person,
        "facts": facts_of(actor, person),
        "names": names,
        "line": line_above(names, person.pk),
        "reports": reports_of(names, person.pk),
        "away": away_on(day_of(at, here), [person.pk]).get(person.pk),
        "acting": shown(delegations_in_force(at).filter(from_person=person), at),
        "memberships": memberships_of(person) if mine or administers else None,
        "grants": grants_of(person, at, here) if mine or actor.can("security.view") else None,
        "story": story_of(person, limit=20) if mine or administers else None,
        "access": access_of(person) if actor.can("security.grant") else None,
        "holdings": holdings(person.pk) if administers else [],
        "can_edit": allows(actor, "people.edit", person),
        "can_grant": actor.can("security.grant") and not mine,
    }


def facts_of(actor: Actor, person: Person) -> dict[str, str]:
    """Telephone and staff number, in full for oneself and for those whose role includes it."""
    hidden = frozenset() if actor.person_id == person.pk else actor.masked("people.view")
    return {
        name: masked(getattr(person, name)) if name in hidden else getattr(person, name)
        for name in ("phone", "staff_no")
    }


def memberships_of(person: Person) -> list[dict[str, Any]]:
    """Every place a person has had, the newest first, with its first and last day."""
    rows = Membership.objects.filter(person=person).select_related("team").order_by("-active")
    return [
        {
            "team": row.team,
            "title": named(row.title_zh, row.title_en),
            "manager_id": row.manager_id,
            "first": row.active.lower,
            "last": last_of(row.active),
        }
        for row in rows
    ]


def grants_of(person: Person, at: datetime, here: ZoneInfo) -> list[dict[str, Any]]:
    """Every role a person has had, with its state at a moment."""
    rows = Grant.objects.filter(person=person).select_related("team", "granted_by").order_by("-active")
    return [
        {"row": row, "role": roles[row.role], "state": grant_state(row, at), **days_of(row.active, here)}
        for row in rows
        if row.role in roles
    ]


def days_of(period: Any, here: ZoneInfo) -> dict[str, date | None]:
    """The first and the last day of a period of moments; None for one without an end."""
    return {
        "first": day_of(period.lower, here) if period.lower else None,
        "last": day_of(period.upper - timedelta(microseconds=1), here) if period.upper else None,
    }


def grant_state(row: Grant, at: datetime) -> str:
    """now, later or over."""
    if row.active.lower is not None and row.active.lower > at:
        return "later"
    return "over" if row.active.upper is not None and row.active.upper <= at else "now"


def access_of(person: Person) -> dict[str, Any]:
    """How a person signs in: password, second factors, open sessions."""
    return {
        "has_password": person.has_usable_password(),
        "factors": sorted(set(Authenticator.objects.filter(user_id=person.pk).values_list("type", flat=True))),
        "sessions": UserSession.objects.filter(user_id=person.pk).count(),
        "last_login": person.last_login,
    }
