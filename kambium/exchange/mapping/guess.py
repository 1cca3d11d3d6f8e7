"""Which field of a record a column means, by its header in either language and by its values; with reasons."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import islice
from typing import Literal, NamedTuple

from django.utils.translation import gettext as _

from kambium.core.reference import in_languages
from kambium.core.registry import FieldSpec, Record, records
from kambium.exchange.mapping import evidence
from kambium.exchange.mapping.check import REFERENCES, fields_of
from kambium.exchange.mapping.folding import folded, without_brackets
from kambium.exchange.reading.cells import Cell
from kambium.exchange.reading.columns import Column
from kambium.exchange.reading.table import Table

ENOUGH = 0.5
ALIKE = 0.85
"""How alike two header texts must be to be taken for a slip of the pen."""
SAYS_NO_MORE = frozenset({"名称", "号码", "信息", "number", "name", "names", "address"})
"""What may follow a header text without changing its meaning. In both languages the last word says what a thing is."""
FITS, MISFITS = 0.8, 0.3

ReasonKind = Literal["header", "inside", "alike", "values", "misfit", "values_alone"]


@dataclass(frozen=True)
class Reason:
    """Why a column is taken for a field."""

    kind: ReasonKind
    text: str = ""
    fitting: int = 0
    filled: int = 0

    def message(self) -> str:
        """The reason in the reader's language."""
        facts = {"text": self.text, "fitting": self.fitting, "filled": self.filled}
        return {
            "header": _("the header says “%(text)s”"),
            "inside": _("the header contains “%(text)s”"),
            "alike": _("the header is like “%(text)s”"),
            "values": _("%(fitting)d of %(filled)d values fit"),
            "misfit": _("only %(fitting)d of %(filled)d values fit"),
            "values_alone": _("%(fitting)d of %(filled)d values look like it"),
        }[self.kind] % facts


@dataclass(frozen=True)
class Guess:
    """A column and the field it most likely means; the score goes from 0 to 1."""

    column: Column
    spec: FieldSpec
    score: float
    reasons: tuple[Reason, ...]

    @property
    def field(self) -> str:
        """The name of the field."""
        return self.spec.name


class Clue(NamedTuple):
    """What a header speaks for."""

    score: float
    reason: Reason


def guesses(table: Table, record: Record) -> list[Guess]:
    """The columns of a table that mean a field of this record, every field once, references as often as they come."""
    return assigned(candidates(table.columns, sampled(table), fields_of(record)))


def sampled(table: Table) -> list[Sequence[Cell]]:
    """The first rows of a table."""
    return [row.cells for row in islice(table.rows(), evidence.SAMPLED)]


def candidates(
    columns: Sequence[Column], rows: Sequence[Sequence[Cell]], specs: Mapping[str, FieldSpec]
) -> Iterator[Guess]:
    """Every meaning that any column may have."""
    for column in columns:
        cells = [row[column.index] for row in rows]
        clues = header_clues(column, tuple(specs.values()))
        for name, clue in clues.items():
            yield weighed(Guess(column, specs[name], clue.score, (clue.reason,)), cells)
        if not clues:
            yield from by_values(column, cells, specs)


def weighed(guess: Guess, cells: Sequence[Cell]) -> Guess:
    """The guess after a look at the values."""
    found = evidence.for_kind(guess.spec, cells)
    if found is None or MISFITS <= found.share < FITS:
        return guess
    fits = found.share >= FITS
    score = min(1.0, guess.score + 0.1) if fits else max(0.0, guess.score - 0.6)
    reason = Reason("values" if fits else "misfit", "", found.fitting, found.filled)
    return Guess(guess.column, guess.spec, score, (*guess.reasons, reason))


def by_values(column: Column, cells: Sequence[Cell], specs: Mapping[str, FieldSpec]) -> Iterator[Guess]:
    """What the values speak for where the header says nothing that is known."""
    for name, test in evidence.TELLING.items():
        if name in specs:
            found = evidence.evidence(test, cells)
            if found.filled >= 3 and found.share >= 0.9:
                reason = Reason("values_alone", "", found.fitting, found.filled)
                yield Guess(column, specs[name], 0.6 * found.share, (reason,))


def assigned(found: Iterator[Guess]) -> list[Guess]:
    """The best meaning of each column; a field goes to the best of its columns, a reference to all of them."""
    ranked = sorted(found, key=lambda guess: (-guess.score, guess.column.index))
    columns: set[int] = set()
    fields: set[str] = set()
    taken = []
    for guess in ranked:
        is_free = guess.field not in fields or guess.spec.kind in REFERENCES
        if guess.score >= ENOUGH and guess.column.index not in columns and is_free:
            taken.append(guess)
            columns.add(guess.column.index)
            fields.add(guess.field)
    return sorted(taken, key=lambda guess: guess.column.index)


def header_clues(column: Column, specs: tuple[FieldSpec, ...]) -> dict[str, Clue]:
    """What a header may mean: said outright, said within a longer text, or nearly said."""
    for text, weight in spoken(column):
        exact = {name: Clue(weight, Reason("header", said)) for name, said in heads_of(specs).get(folded(text), ())}
        bare = heads_of(specs).get(without_brackets(text), ())
        exact |= {name: Clue(0.95 * weight, Reason("header", said)) for name, said in bare if name not in exact}
        if exact:
            return exact
    return near_clues(without_brackets(column.header) or folded(column.header), specs)


def spoken(column: Column) -> Iterator[tuple[str, float]]:
    """The ways to say a column's header: with its group, and alone."""
    if column.group:
        yield column.group + column.name, 1.0
    yield column.header, 1.0
    yield column.name, 0.8


@lru_cache(maxsize=64)
def heads_of(specs: tuple[FieldSpec, ...]) -> dict[str, list[tuple[str, str]]]:
    """Folded header texts to the fields they mean: names, labels in both languages, aliases."""
    found: dict[str, list[tuple[str, str]]] = {}
    for spec in specs:
        for text in (*in_languages(spec.label), *spec.aliases, spec.name):
            known = found.setdefault(folded(text), [])
            if spec.name not in [name for name, _text in known]:
                known.append((spec.name, text))
    return found


def header_words(known: Iterable[Record] | None = None) -> frozenset[str]:
    """Every header text that means a field of some record: a row that holds several of them is a header."""
    found = (spec for record in (records if known is None else known) for spec in record.fields)
    return frozenset(text for spec in found for text in (*in_languages(spec.label), *spec.aliases))


def near_clues(header: str, specs: tuple[FieldSpec, ...]) -> dict[str, Clue]:
    """Fields whose header text stands in a longer one (客户所属行业), or differs in a letter or two."""
    found: dict[str, Clue] = {}
    for head, meanings in heads_of(specs).items():
        clue = near_clue(header, head)
        if clue:
            for name, _said in meanings:
                if name not in found or found[name].score < clue.score:
                    found[name] = clue
    return found


def near_clue(header: str, head: str) -> Clue | None:
    shortest, least = (5, 0.6) if head.isascii() else (2, 0.3)
    if len(head) >= shortest and (header.endswith(head) or header.removeprefix(head) in SAYS_NO_MORE):
        share = len(head) / len(header)
        return Clue(0.45 + 0.45 * share, Reason("inside", head)) if share >= least else None
    if len(head) >= 5 and abs(len(head) - len(header)) <= 2:
        ratio = SequenceMatcher(None, header, head).ratio()
        return Clue(0.85 * ratio, Reason("alike", head)) if ratio >= ALIKE else None
    return None
