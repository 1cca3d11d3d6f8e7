"""A small company of its own, three levels deep: 青禾仪器, with one person for each role and two for the teams."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from django.core.cache import cache
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange, DateTimeTZRange
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from kambium.core.access import Actor
from kambium.core.search import index
from kambium.core.search.fold import sort_key
from kambium.people.models import Company, Grant, Membership, Person, Team
from kambium.people.queries import names

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # Monday, ten in the morning in Shanghai
TODAY = date(2026, 11, 23)
LONG_AGO = datetime(2024, 1, 1, tzinfo=UTC)

TEAMS = (  # short name, 中文, Latin, above
    ("company", "青禾仪器", "Qinghe Instruments", ""),
    ("sales", "大客户部", "Key Accounts", "company"),
    ("east", "华东组", "East", "sales"),
    ("north", "华北组", "North", "sales"),
)
STAFF = (  # short name, 中文, Latin, team, manager, roles
    ("admin", "罗安", "Luo An", "company", "", ("admin",)),
    ("guard", "沈卫", "Shen Wei", "company", "", ("security",)),
    ("second_guard", "田守", "Tian Shou", "company", "", ("security",)),
    ("hr", "韩静", "Han Jing", "company", "", ("hr",)),
    ("auditor", "严明", "Yan Ming", "company", "", ("auditor",)),
    ("boss", "赵启明", "Zhao Qiming", "company", "", ("executive",)),
    ("director", "周岚", "Zhou Lan", "sales", "boss", ("director:sales",)),
    ("lead", "陈思远", "Chen Siyuan", "east", "director", ("lead:east",)),
    ("kam", "林晓", "Lin Xiao", "east", "lead", ("kam",)),
    ("peer", "吴桐", "Wu Tong", "east", "lead", ("kam",)),
    ("north_lead", "高远", "Gao Yuan", "north", "director", ("lead:north",)),
    ("north_kam", "孙一凡", "Sun Yifan", "north", "north_lead", ("kam",)),
    ("guest", "白露", "Bai Lu", "company", "", ()),
)


@dataclass
class Firm:
    """The company's teams and people by short name; `person()` and `team()` read them anew."""

    teams: dict[str, Team]
    people: dict[str, Person]

    def __getattr__(self, name: str) -> Person:
        try:
            return self.people[name]
        except KeyError:
            raise AttributeError(name) from None

    def team(self, name: str) -> Team:
        return Team.objects.get(pk=self.teams[name].pk)

    def person(self, name: str) -> Person:
        return Person.objects.get(pk=self.people[name].pk)

    def actor(self, name: str) -> Actor:
        return self.person(name).actor()


def _teams() -> dict[str, Team]:
    teams: dict[str, Team] = {}
    for short, zh, en, above in TEAMS:
        parent = teams.get(above)
        team = Team.objects.create(name_zh=zh, name_en=en, parent=parent, depth=parent.depth + 1 if parent else 0)
        team.path = [*(parent.path if parent else []), team.pk]
        team.save(update_fields=["path"])
        teams[short] = team
    return teams


def _people(teams: dict[str, Team]) -> dict[str, Person]:
    rows = [
        Person(
            email=f"{short}@qinghe.example", name_zh=zh, name_en=en, sort_zh=sort_key(zh), team=teams[team],
            title_zh=short, title_en=short, joined_on=LONG_AGO.date(), password="!",
        )
        for short, zh, en, team, _manager, _roles in STAFF
    ]  # fmt: skip
    Person.objects.bulk_create(rows)
    people = {line[0]: row for line, row in zip(STAFF, rows, strict=True)}
    for short, *_names, manager, _roles in STAFF:
        people[short].manager = people.get(manager)
    Person.objects.bulk_update(rows, ["manager"])
    return people


def work_off() -> list[str]:
    """Do what waits for the worker; returns which jobs those were."""
    waiting = list(ProcrastinateJob.objects.filter(status="todo").order_by("id"))
    for job in waiting:
        app.tasks[job.task_name](**job.args)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE id = ANY(%s)", [[job.pk for job in waiting]])
    return [job.task_name for job in waiting]


@pytest.fixture
def firm(db: None) -> Iterator[Firm]:
    """The company, in a transaction that is rolled back."""
    _forget()
    Company.objects.update_or_create(id=1, defaults={"name_zh": "青禾仪器", "name_en": "Qinghe Instruments"})
    teams = _teams()
    people = _people(teams)
    Membership.objects.bulk_create(
        Membership(
            person=p, team=p.team, manager=p.manager, title_zh=p.title_zh, title_en=p.title_en,
            active=DateRange(LONG_AGO.date(), None),
        )
        for p in people.values()
    )  # fmt: skip
    Grant.objects.bulk_create(
        Grant(person=people[short], role=role.partition(":")[0], team=teams.get(role.partition(":")[2]),
              active=DateTimeTZRange(LONG_AGO, None))
        for short, *_rest, roles in STAFF for role in roles
    )  # fmt: skip
    index.refresh("person", [p.pk for p in people.values()])
    yield Firm(teams, people)
    _forget()


def _forget() -> None:
    names._memory.clear()
    cache.clear()
