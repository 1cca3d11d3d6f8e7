"""Which record a file carries, when nobody says."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kambium.core.registry import FieldSpec, Record, records
from kambium.exchange.mapping.guess import Guess, guesses
from kambium.exchange.reading.table import Table

CERTAIN = 0.45
AHEAD = 1.15
"""How far the best record must be ahead of the second to be taken without asking."""
LACKING = 0.4
"""What is left of a record's score when a field that it needs is missing."""
SURE = 0.9


@dataclass(frozen=True)
class Recognised:
    """A record that a file may carry, with what its columns would mean."""

    record: Record
    score: float
    guesses: tuple[Guess, ...]


def recognise(table: Table, known: Iterable[Record] | None = None) -> list[Recognised]:
    """The records a file may carry, the likeliest first. What only one record knows speaks louder than a name or ID."""
    found = [(record, guesses(table, record)) for record in (records if known is None else known)]
    width = sum(bool(column.header) for column in table.columns)
    sharing: dict[int, int] = {}
    for _record, each in found:
        for guess in each:
            if guess.score >= SURE:
                sharing[guess.column.index] = sharing.get(guess.column.index, 0) + 1
    ranked = [
        Recognised(record, likelihood(record, each, sharing, width) + carried(record, found, width), tuple(each))
        for record, each in found
    ]
    return sorted(ranked, key=lambda each: (-each.score, each.record.position))


def likelihood(record: Record, found: Sequence[Guess], sharing: Mapping[int, int], width: int) -> float:
    """How much of the file the record explains, from 0 to 1.5; much less where it lacks what the record needs."""
    if not width:
        return 0.0
    told = sum(guess.score / sharing.get(guess.column.index, 1) + guess.score / 2 for guess in found)
    return told / width * (1.0 if has_required(record, {guess.field for guess in found}) else LACKING)


def carried(record: Record, found: Sequence[tuple[Record, Sequence[Guess]]], width: int) -> float:
    """How much of the file is of records that stand beside this one: contacts and addresses in a list of accounts."""
    own = {guess.column.index for known, each in found if known is record for guess in each}
    beside = {
        guess.column.index
        for other, each in found
        if (link := link_to(other, record))
        for guess in each
        if guess.score >= SURE and guess.spec is not link
    }
    return len(beside - own) / width / 2 if width else 0.0


def link_to(other: Record, record: Record) -> FieldSpec | None:
    """The field by which a record stands beside this one: a contact's account. What happened at a time does not."""
    needed = [spec for spec in other.fields if spec.required]
    if other.key == record.key or any(spec.kind in ("date", "moment") for spec in needed):
        return None
    return next((spec for spec in needed if spec.to == record.key), None)


def has_required(record: Record, fed: set[str]) -> bool:
    """Whether every field that a row can't be without is among these; a name may come in parts or in one script."""
    either = fed | {name.removesuffix("_zh").removesuffix("_en") for name in fed}
    if either & {"first_name", "last_name"}:
        either = either | {"name"}
    return all(spec.name in either for spec in record.fields if spec.required or spec.name == "name")


def certain(ranked: Sequence[Recognised]) -> Recognised | None:
    """The record the file carries, None where it is not clear enough to go without asking."""
    if not ranked or ranked[0].score < CERTAIN:
        return None
    close = [each for each in ranked if each.score * AHEAD > ranked[0].score]
    return close[0] if len(close) == 1 else next((each for each in close if says_all(each, close)), None)


def says_all(one: Recognised, close: Iterable[Recognised]) -> bool:
    """Whether the others that are as likely only hang on this record and explain no column that it does not: a list of
    names and cities is one of accounts, not of their addresses."""
    mine = {guess.column.index for guess in one.guesses}
    others = [each for each in close if each is not one]
    return all(
        link_to(each.record, one.record) and {guess.column.index for guess in each.guesses} <= mine for each in others
    )
