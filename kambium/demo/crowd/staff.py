"""The company of the crowd: four divisions, twelve branches, and key account managers in all of them."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.db.backends.postgresql.psycopg_any import DateRange, DateTimeTZRange
from django.db.models import Model

from kambium.demo.crowd.names import Name, people
from kambium.demo.staff import encoded_password
from kambium.people.models import Company, Grant, Membership, Person, Team

DIVISIONS = (("东区", "East"), ("南区", "South"), ("北区", "North"), ("海外", "Overseas"))
BRANCHES = 3  # in each division
OFFICE = 2  # the executive and the administrator
LEADERS = OFFICE + len(DIVISIONS) + len(DIVISIONS) * BRANCHES
FEWEST = LEADERS + len(DIVISIONS) * BRANCHES
EXECUTIVE, FIRST_KAM = 1, LEADERS + 1
ROOT = 1


class Place(NamedTuple):
    """Where somebody works and what they are."""

    email: str
    role: str
    team: int
    manager: int | None
    title_zh: str
    title_en: str


def division(number: int) -> int:
    """The team of a division, counted from nought."""
    return 2 + number


def branch(number: int) -> int:
    """The team of a branch, counted from nought over all divisions."""
    return 2 + len(DIVISIONS) + number


def branch_of_kam(number: int) -> int:
    """Which branch a key account manager, counted from nought, works in."""
    return number % (len(DIVISIONS) * BRANCHES)


def places(count: int) -> list[Place]:
    """Everybody in the order of their numbers, which begin with 1."""
    directors = [
        Place(f"director{i + 1}@crowd.example", "director", division(i), EXECUTIVE, "大区总监", "Division director")
        for i in range(len(DIVISIONS))
    ]
    leads = [
        Place(f"lead{i + 1}@crowd.example", "lead", branch(i), OFFICE + 1 + i // BRANCHES, "分公司经理", "Branch lead")
        for i in range(len(DIVISIONS) * BRANCHES)
    ]
    kams = [_kam(i) for i in range(count - LEADERS)]
    return [
        Place("executive@crowd.example", "executive", ROOT, None, "总裁", "President"),
        Place("admin@crowd.example", "admin", ROOT, EXECUTIVE, "系统管理员", "System administrator"),
        *directors,
        *leads,
        *kams,
    ]


def _kam(i: int) -> Place:
    place = branch_of_kam(i)
    lead = OFFICE + len(DIVISIONS) + 1 + place
    return Place(f"kam{i + 1}@crowd.example", "kam", branch(place), lead, "大客户经理", "Key account manager")


def rows(count: int, now: datetime) -> list[Sequence[Model]]:
    """The company, its tree and its people, in the order in which they can be written."""
    found = list(enumerate(places(count), start=1))
    start = now.replace(year=now.year - 3, day=1)
    encoded, known = encoded_password(), people()
    return [
        [Company(id=1, name_zh="万客集团", name_en="Crowd Group", is_demo=True)],
        _teams(),
        [_person(number, place, known[number], encoded) for number, place in found],
        [_membership(number, place, start.date()) for number, place in found],
        [_grant(number, place, start) for number, place in found],
    ]


def _teams() -> list[Team]:
    root = Team(id=ROOT, name_zh="万客集团", name_en="Crowd Group", path=[ROOT], depth=0)
    upper = [
        Team(id=division(i), name_zh=zh, name_en=en, parent_id=ROOT, path=[ROOT, division(i)], depth=1)
        for i, (zh, en) in enumerate(DIVISIONS)
    ]
    lower = [_branch(i, upper[i // BRANCHES]) for i in range(len(DIVISIONS) * BRANCHES)]
    return [root, *upper, *lower]


def _branch(i: int, above: Team) -> Team:
    number, place = branch(i), i % BRANCHES + 1
    return Team(
        id=number, name_zh=f"{above.name_zh}{place}分公司", name_en=f"{above.name_en} {place}", parent_id=above.pk,
        path=[*above.path, number], depth=2,
    )  # fmt: skip


def _person(number: int, place: Place, name: Name, encoded: str) -> Person:
    zh, en, _, sort = name
    return Person(
        id=number, email=place.email, name_zh=zh, name_en=en, sort_zh=sort, title_zh=place.title_zh,
        title_en=place.title_en, team_id=place.team, manager_id=place.manager, password=encoded,
    )  # fmt: skip


def _membership(number: int, place: Place, start: date) -> Membership:
    return Membership(
        person_id=number, team_id=place.team, manager_id=place.manager, title_zh=place.title_zh,
        title_en=place.title_en, active=DateRange(start, None),
    )  # fmt: skip


def _grant(number: int, place: Place, start: datetime) -> Grant:
    team = place.team if place.role in ("lead", "director") else None
    return Grant(person_id=number, role=place.role, team_id=team, active=DateTimeTZRange(start, None))
