"""Lists of people: the directory for everybody, the staff list for those who administer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from kambium.core.access import Actor, areas, roles
from kambium.core.search.find import find
from kambium.core.web.paging import Order, Page, page
from kambium.people.models import Grant, Person, Team

ORDER = Order(("sort_zh", "id"))
COLUMNS = (
    "id", "name_zh", "name_en", "title_zh", "title_en", "email", "team_id", "manager_id", "is_active", "left_on",
    "last_login", "sort_zh", "version",
)  # fmt: skip
STATES = ("active", "invited", "leaving", "left")
MANY = 200
NO_ROLE = "none"


@dataclass(frozen=True)
class Wanted:
    """What a list of people is narrowed to; empty values narrow nothing."""

    text: str = ""
    team: int = 0
    role: str = ""
    state: str = ""


def colleagues(actor: Actor, wanted: Wanted, cursor: str, size: int) -> Page[dict[str, Any]]:
    """A page of the directory: those who work here."""
    return _page(actor, Person.objects.visible_to(actor, "people.directory").active(), wanted, cursor, size)


def staff(actor: Actor, wanted: Wanted, at: datetime, cursor: str, size: int) -> Page[dict[str, Any]]:
    """A page of everybody who works or worked here."""
    rows = Person.objects.visible_to(actor, "people.list")
    if wanted.role == NO_ROLE:
        rows = rows.filter(without_role(at))
    elif wanted.role:
        rows = rows.filter(pk__in=Grant.objects.filter(role=wanted.role, active__contains=at).values("person_id"))
    return _page(actor, rows.filter(_in_state(wanted.state)), wanted, cursor, size)


def without_role(at: datetime) -> Q:
    """Those who work here and have no role in force: there is nothing they can do."""
    held = Grant.objects.filter(person_id=OuterRef("pk"), active__contains=at)
    return Q(~Exists(held), is_active=True)


def headcount(actor: Actor, at: datetime) -> dict[str, int]:
    """How many people work here, have no role, never logged in, or are leaving; in one statement."""
    rows: QuerySet[Person] = Person.objects.visible_to(actor, "people.list")
    return rows.aggregate(
        active=Count("pk", filter=_in_state("active")),
        roleless=Count("pk", filter=without_role(at)),
        invited=Count("pk", filter=_in_state("invited")),
        leaving=Count("pk", filter=_in_state("leaving")),
    )


def _page(actor: Actor, rows: "QuerySet[Person]", wanted: Wanted, cursor: str, size: int) -> Page[dict[str, Any]]:
    if wanted.team:
        rows = rows.filter(team_id__in=Team.objects.filter(path__contains=[wanted.team]).values("id"))
    if wanted.text:
        rows = rows.filter(_named(actor, wanted.text))
    return page(rows.values(*COLUMNS), ORDER, cursor, size)


def _named(actor: Actor, text: str) -> Q:
    """By any part of a name, title or address, or by pinyin; those who left only by the former."""
    hits = [hit.object_id for hit in find(actor, text, kinds=["person"], limit=MANY)]
    part = Q(pk__in=hits)
    for field in ("name_zh", "name_en", "title_zh", "title_en", "email"):
        part |= Q(**{f"{field}__icontains": text})
    return part


def _in_state(state: str) -> Q:
    return {
        "active": Q(is_active=True),
        "invited": Q(is_active=True, last_login=None),
        "leaving": Q(is_active=True, left_on__isnull=False),
        "left": Q(is_active=False),
    }.get(state, Q())


def roles_of(people: Sequence[int], at: datetime) -> dict[int, list[Any]]:
    """The roles in force of some people: labels in the order of the policy."""
    found: dict[int, list[Any]] = {number: [] for number in people}
    rows = Grant.objects.filter(person_id__in=people, active__contains=at).values_list("person_id", "role").distinct()
    for number, role in sorted(rows, key=lambda row: roles[row[1]].position):
        found[number].append(roles[role].label)
    return found


def matrix() -> list[tuple[Any, list[tuple[Any, dict[str, Any]]]]]:
    """The policy table for reading: area → (permission, role → scope)."""
    from kambium.core.access import permissions

    found = []
    for area in sorted(areas, key=lambda a: (a.position, a.key)):
        mine = [(p, {role: list(scope) for role, scope in p.roles.items()}) for p in permissions if p.area == area.key]
        if mine:
            found.append((area, mine))
    return found
