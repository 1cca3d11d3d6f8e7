"""Everybody's name by id, in memory: what lists print for an owner without a join."""

from dataclasses import dataclass
from typing import Any

from kambium.core.models import Revision
from kambium.people.models import Person
from kambium.people.models.person import named

REVISION = "people"


@dataclass(frozen=True)
class Entry:
    """A person as lists show one."""

    id: int
    name_zh: str
    name_en: str
    title_zh: str
    title_en: str
    team_id: int | None
    manager_id: int | None
    team_zh: str
    team_en: str
    is_active: bool

    @property
    def name(self) -> str:
        """The name in the reader's language, else in the other."""
        return named(self.name_zh, self.name_en)

    @property
    def title(self) -> str:
        """The job title in the reader's language, else in the other."""
        return named(self.title_zh, self.title_en)

    @property
    def team(self) -> str:
        """The team's name in the reader's language, else in the other."""
        return named(self.team_zh, self.team_en)


_memory: dict[int, dict[int, Entry]] = {}


def directory(revision: int) -> dict[int, Entry]:
    """Everybody by id, in name order, as of a revision (`request.user.people_revision`); also those who left."""
    known = _memory.get(revision)
    if known is None:
        known = {row[0]: Entry(*row) for row in _rows()}
        _memory.clear()
        _memory[revision] = known
    return known


def line_above(known: dict[int, Entry], person_id: int) -> list[Entry]:
    """The managers above a person, nearest first; who left is passed over, and a loop in old data ends the line."""
    found, seen, here = [], {person_id}, known.get(person_id)
    while here and here.manager_id and here.manager_id not in seen:
        seen.add(here.manager_id)
        here = known.get(here.manager_id)
        if here and here.is_active:
            found.append(here)
    return found


def reports_of(known: dict[int, Entry], person_id: int) -> list[Entry]:
    """Who reports to a person, in name order."""
    return [entry for entry in known.values() if entry.manager_id == person_id and entry.is_active]


def now() -> dict[int, Entry]:
    """The directory as it stands, at the cost of one small query."""
    number = Revision.objects.filter(key=REVISION).values_list("number", flat=True).first()
    return directory(number or 0)


def _rows() -> list[tuple[Any, ...]]:
    own = ("id", "name_zh", "name_en", "title_zh", "title_en", "team_id", "manager_id")
    rows = Person.objects.order_by("sort_zh", "id").values_list(*own, "team__name_zh", "team__name_en", "is_active")
    return [(*row[:7], row[7] or "", row[8] or "", row[9]) for row in rows]
