"""Who looks at a list of accounts, contacts or activities, with the words, people and own fields its columns need."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import F, Func, IntegerField, Q, TextField, Value
from django.utils import timezone
from django.utils.translation import gettext as _

from kambium.accounts.masking import masked
from kambium.accounts.models import CustomField
from kambium.core import terms
from kambium.core.access import Actor
from kambium.core.access.owned import UNIT_COLUMNS
from kambium.core.ui.language import is_chinese
from kambium.core.web.listing import Column, Look, Option
from kambium.people.models import Person
from kambium.people.queries import Entry, directory


@dataclass(frozen=True)
class AccountLook(Look):
    """A reader of these lists: the directory of colleagues, own fields in use, the reader's team and currency."""

    people: Mapping[int, Entry]
    fields: tuple[CustomField, ...]
    team_id: int | None
    currency: str

    def person(self, number: int | None) -> Entry | None:
        """A colleague, also one who left."""
        return self.people.get(number) if number else None


def look(person: Person, actor: Actor, at: datetime) -> AccountLook:
    """The look of a signed-in person (with what `sitting()` read)."""
    return AccountLook(
        actor=actor,
        words=terms.words(person.terms_revision),
        at=at,
        today=timezone.localdate(at),
        is_chinese=is_chinese(),
        zone=timezone.get_current_timezone(),
        people=directory(person.people_revision),
        fields=own_fields(person.terms_revision),
        team_id=person.team_id,
        currency=person.currency,
    )


def own_fields(revision: int) -> tuple[CustomField, ...]:
    """The active own fields of all records, in order, as of a revision of the vocabularies (they move it too)."""
    return _read_fields(revision) if revision else _read_fields.__wrapped__(revision)


@lru_cache(maxsize=2)
def _read_fields(revision: int) -> tuple[CustomField, ...]:
    return tuple(CustomField.objects.filter(is_active=True).order_by("record", "position", "id"))


def two_names(row: Any, look: AccountLook) -> tuple[str, str]:
    """A row's name in the reader's language, and the other one where it differs."""
    name = look.named(row.name_zh, row.name_en)
    other = row.name_en if name == row.name_zh else row.name_zh
    return name, other if other != name else ""


def name_alone(column: Column, row: Any, look: AccountLook) -> str:
    """What a file gets of a name."""
    return look.named(row.name_zh, row.name_en)


def placed(column: str, codes: Sequence[str]) -> Func:
    """The place of a code in its vocabulary, by which a column of terms is sorted; none for an unknown code."""
    known = Value(list(codes), output_field=ArrayField(TextField()))
    return Func(known, F(column), function="array_position", output_field=IntegerField())


def term(vocabulary: str) -> Any:
    """The `value` of a column that holds a code: the word, or nothing."""

    def value(column: Column, row: Any, look: AccountLook) -> str:
        code = getattr(row, column.fields[0])
        return look.word(vocabulary, code) if code else ""

    return value


def terms_of(vocabulary: str) -> Any:
    """The `value` of a column that holds several codes: the words."""

    def value(column: Column, row: Any, look: AccountLook) -> list[str]:
        return [look.word(vocabulary, code) for code in getattr(row, column.fields[0])]

    return value


def joined(column: Column, row: Any, look: Any) -> str:
    """What a file gets of a column with several words."""
    return "; ".join(str(word) for word in column.value(column, row, look))


def colleague(column: Column, row: Any, look: AccountLook) -> tuple[int, str] | None:
    """The `value` of a column that holds a person's id: number and name."""
    found = look.person(getattr(row, column.fields[0]))
    return (found.id, look.named(found.name_zh, found.name_en)) if found else None


def colleague_name(column: Column, row: Any, look: AccountLook) -> str:
    """What a file gets of a person."""
    found = colleague(column, row, look)
    return found[1] if found else ""


def hidden(permission: str) -> Any:
    """The `value` of a contact detail: masked for those who may not read it in full."""

    def value(column: Column, row: Any, look: AccountLook) -> str:
        text = getattr(row, column.fields[0])
        return masked(column.masked, text) if column.masked in look.actor.masked(permission) else text

    return value


def term_options(vocabulary: str, *, blank: str = "") -> Any:
    """The words of a vocabulary, retired ones too, because rows still have them; `blank` finds rows without one."""

    def options(look: AccountLook) -> list[Option]:
        found = [Option(code, look.word(vocabulary, code)) for code in look.words.get(vocabulary, {})]
        return [*found, Option("-", _("Not filled in"), Q(**{blank: ""}))] if blank else found

    return options


def people_options(column: str, *, nobody: bool = True) -> Any:
    """Me, my team, nobody, and every colleague by id. `column` holds a person's id; it is the filter's column too."""

    def options(look: AccountLook) -> list[Option]:
        found = [Option("me", _("Myself"), Q(**{column: look.actor.person_id}))]
        if team := _team_of(look, column):
            found.append(Option("team", _("My team"), team))
        if nobody:
            found.append(Option("none", _("Nobody"), Q(**{f"{column}__isnull": True})))
        names = [(one.id, look.named(one.name_zh, one.name_en)) for one in look.people.values() if one.is_active]
        return found + [Option(str(number), name) for number, name in names]

    return options


def _team_of(look: AccountLook, column: str) -> Q | None:
    """The units a person leads, else the team they are in. For owners by the row's own unit columns."""
    units = [grant for grant in look.actor.grants if grant.unit_id]
    if column != "owner_id":
        mates = [one.id for one in look.people.values() if look.team_id and one.team_id == look.team_id]
        return Q(**{f"{column}__in": mates}) if mates else None
    found = Q()
    for grant in units:
        if grant.depth == 0:
            return Q(owner_id__isnull=False)
        known = 1 <= grant.depth <= len(UNIT_COLUMNS)
        found |= Q(**{UNIT_COLUMNS[grant.depth - 1]: grant.unit_id}) if known else Q(team_id__in=grant.below)
    if not units and look.team_id:
        found = Q(team_id=look.team_id)
    return found or None
