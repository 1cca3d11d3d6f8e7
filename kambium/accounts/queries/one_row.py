"""One record of a page in one statement: its columns, what the reader may do with it, and what is around it.

Writing the statement takes Django longer than answering it takes the database, and it is the same for every record a
person opens. So it is written once for each actor, by the one gate for reading, and only the number differs. An actor
is a value: other grants or delegations make another actor, and with it another statement.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import JSONField
from django.db.models.expressions import RawSQL

from kambium.accounts.queries.rights import column, rights
from kambium.core.access import Actor, NotThere, Owned, Refused
from kambium.people.models.person import named

PLACE = -1  # stands in the statement where the number will; no record has it
LARGEST = 2**63
More = tuple[str, Callable[[Actor], Any]]


@dataclass(frozen=True)
class OneRow:
    """A record as its page shows it: its columns as attributes, what the reader may do with it, what is around it."""

    columns: Mapping[str, Any]
    rights: frozenset[str]
    around: Mapping[str, Any]

    def __getattr__(self, name: str) -> Any:
        try:
            return self.__dict__["columns"][name]
        except KeyError:
            raise AttributeError(name) from None

    def can(self, permission: str) -> bool:
        """Whether the reader may do this to the record or to what belongs to it."""
        return permission in self.rights

    def demand(self, permission: str) -> None:
        """Go on, or raise Refused."""
        if not self.can(permission):
            raise Refused(permission)

    @property
    def name(self) -> str:
        """The name in the reader's language, else in the other."""
        return named(self.columns["name_zh"], self.columns["name_en"])


def read_one(
    actor: Actor,
    model: type[Owned],
    number: int,
    *,
    columns: tuple[str, ...],
    around: str,
    asked: tuple[str, ...],
    more: More | None = None,
) -> tuple[dict[str, Any], frozenset[str], dict[str, Any]]:
    """Columns, granted permissions and surroundings of a row. Raises NotThere for one that is missing or hidden.

    `around` is an SQL expression that gives a JSON object; `%s` in it is the actor's id. `more` names a JSON column
    that goes through the gate for reading itself, and how it is made for an actor.
    """
    if not 0 < number < LARGEST:
        raise NotThere
    try:
        sql, params = _statement(actor, model, columns, around, asked, more)
    except EmptyResultSet:  # the actor sees no row of this kind at all
        raise NotThere from None
    with connection.cursor() as cursor:
        cursor.execute(sql, [number if value == PLACE else value for value in params])
        row = cursor.fetchone()
    if row is None:
        raise NotThere
    return _sorted_out(row, columns, asked, more)


def _sorted_out(
    row: tuple[Any, ...], columns: tuple[str, ...], asked: tuple[str, ...], more: More | None
) -> tuple[dict[str, Any], frozenset[str], dict[str, Any]]:
    width = len(columns)
    found = dict(zip(columns, row, strict=False))
    if "extra" in found:
        found["extra"] = json.loads(found["extra"])
    granted = frozenset(key for key, yes in zip(asked, row[width + 1 :], strict=False) if yes)
    around = json.loads(row[width])
    return found, granted, around | ({more[0]: json.loads(row[-1])} if more else {})


@lru_cache(maxsize=2_000)
def _statement(
    actor: Actor,
    model: type[Owned],
    columns: tuple[str, ...],
    around: str,
    asked: tuple[str, ...],
    more: More | None,
) -> tuple[str, tuple[Any, ...]]:
    expression = RawSQL(around, (actor.person_id,) * around.count("%s"), output_field=JSONField())  # noqa: S611
    rows = model.objects.visible_to(actor).filter(pk=PLACE)
    rows = rows.annotate(around=expression, **rights(actor, asked, model.root_column))
    names = [*columns, "around", *map(column, asked)]
    if more:
        rows = rows.annotate(**{more[0]: more[1](actor)})
        names.append(more[0])
    sql, params = rows.values_list(*names).query.sql_with_params()
    return sql, tuple(params)
