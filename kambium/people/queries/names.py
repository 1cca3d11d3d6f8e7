"""Everybody's name by id, in memory: what lists print for an owner without a join."""

from dataclasses import dataclass

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


def now() -> dict[int, Entry]:
    """The directory as it stands, at the cost of one small query."""
    number = Revision.objects.filter(key=REVISION).values_list("number", flat=True).first()
    return directory(number or 0)


def _rows() -> list[tuple[int, str, str, str, str, int | None, str, str, bool]]:
    names = (
        "id",
        "name_zh",
        "name_en",
        "title_zh",
        "title_en",
        "team_id",
        "team__name_zh",
        "team__name_en",
        "is_active",
    )
    rows = Person.objects.order_by("sort_zh", "id").values_list(*names)
    return [(*row[:6], row[6] or "", row[7] or "", row[8]) for row in rows]
