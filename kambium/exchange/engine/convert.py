"""From a cell to what is staged: one closure a column, put together once, so that a million rows stay cheap."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from kambium.core.registry import FieldSpec
from kambium.core.search.fold import fold
from kambium.core.staging import RowFault, text_array
from kambium.exchange.engine.words import Words, currencies
from kambium.exchange.identity import row_of
from kambium.exchange.mapping import ColumnPlan
from kambium.exchange.mapping.countries import country_of
from kambium.exchange.reading.amounts import parse_number
from kambium.exchange.reading.dates import NOTHING, parse_date, parse_moment
from kambium.exchange.reading.hints import DecimalMark
from kambium.exchange.reading.typography import INVISIBLE
from kambium.exchange.reading.values import parse_bool, parse_code, parse_text

Convert = Callable[[Any], str | None]
LIST = re.compile(r"[;；,，、|\n]")
EMAIL = re.compile(r"[^@\s\"<>(),:;]+@[^@\s\"<>(),:;]+\.[^@\s\"<>(),:;.]+")
PLAIN_INTEGER = re.compile(r"[0-9]{1,12}")
PLAIN_NUMBER = re.compile(r"-?[0-9]{1,12}(?:\.[0-9]{1,6})?")
LOOKED_AT = frozenset(INVISIBLE + "'#0123456789")
"""First signs of a text that may have to be stripped, or that a spreadsheet may have broken or an export guarded."""
LONGEST_NOTHING = 8
LONG = frozenset({"about", "note", "body"})
MOST: dict[str, int | Decimal] = {"integer": 2**63 - 1, "money": Decimal(10) ** 16, "decimal": Decimal(10) ** 24}


def converter(column: ColumnPlan, words: Words, source: str) -> Convert:
    """The function that turns a cell of this column, which is not empty, into its staged text; None for no value.

    It raises BadValue, or RowFault with the field's name in the reader's language.
    """
    convert = _MAKERS.get(column.spec.kind, _text)(column, words, source)
    return _or_nothing(convert) if may_say_nothing(column.spec) else convert


def may_say_nothing(spec: FieldSpec) -> bool:
    """Whether `-` or 暂无 in this field means that there is nothing. In plain text it may be meant, and 无 is a no."""
    return spec.kind not in ("text", "boolean")


def _or_nothing(convert: Convert) -> Convert:
    def unless_nothing(cell: Any) -> str | None:
        if type(cell) is str and len(cell) <= LONGEST_NOTHING and cell.strip(INVISIBLE) in NOTHING:
            return None
        return convert(cell)

    return unless_nothing


def _text(column: ColumnPlan, words: Words, source: str) -> Convert:
    most, label = column.spec.max_length or 100_000, str(column.spec.label)
    one_line = column.field not in LONG

    def convert(cell: Any) -> str | None:
        if type(cell) is str and cell.isprintable() and cell[0] not in LOOKED_AT and cell[-1] != " ":
            text = cell  # what nearly every cell is: nothing to strip, nothing a spreadsheet broke
        else:
            text = parse_text(cell)
        if one_line and not text.isprintable():
            text = " ".join(text.split())
        if len(text) > most:
            raise RowFault("too_long", field=label, length=str(len(text)), most=str(most))
        return text or None

    return convert


def _code(column: ColumnPlan, words: Words, source: str) -> Convert:
    most, label = column.spec.max_length or 200, str(column.spec.label)

    def convert(cell: Any) -> str | None:
        text = parse_code(cell)
        if len(text) > most:
            raise RowFault("too_long", field=label, length=str(len(text)), most=str(most))
        return text or None

    return convert


def _number(column: ColumnPlan, words: Words, source: str) -> Convert:
    hints, label, kind = column.hints, str(column.spec.label), column.spec.kind
    most = MOST[kind]
    as_it_is = (PLAIN_INTEGER if kind == "integer" else PLAIN_NUMBER).fullmatch
    is_plain = hints.decimal_mark is DecimalMark.POINT and hints.unit == 1

    def convert(cell: Any) -> str | None:
        if is_plain and type(cell) is str and as_it_is(cell):
            return cell
        number = parse_number(cell, hints)
        if number is None:
            return None
        if abs(number) >= most:
            raise RowFault("out_of_range", field=label, value=str(cell)[:60])
        return str(round(number)) if kind == "integer" else f"{number:f}"

    return convert


def _date(column: ColumnPlan, words: Words, source: str) -> Convert:
    def convert(cell: Any) -> str | None:
        day = parse_date(cell, column.hints)
        return day.isoformat() if day else None

    return convert


def _moment(column: ColumnPlan, words: Words, source: str) -> Convert:
    def convert(cell: Any) -> str | None:
        moment = parse_moment(cell, column.hints)
        return moment.isoformat() if moment else None

    return convert


def _boolean(column: ColumnPlan, words: Words, source: str) -> Convert:
    def convert(cell: Any) -> str | None:
        said = parse_bool(cell)
        return None if said is None else "t" if said else "f"

    return convert


def _term(column: ColumnPlan, words: Words, source: str) -> Convert:
    code_of = words.term(column.spec.vocabulary, str(column.spec.label))
    memory: dict[Any, str | None] = {}

    def convert(cell: Any) -> str | None:
        if cell not in memory:
            text = parse_text(cell)
            memory[cell] = code_of(text) if text else None
        return memory[cell]

    return convert


def _terms(column: ColumnPlan, words: Words, source: str) -> Convert:
    code_of = words.term(column.spec.vocabulary, str(column.spec.label))
    return _listed(column, code_of)


def _choices(column: ColumnPlan, words: Words, source: str) -> Convert:
    return _listed(column, _choice_of(column))


def _references(column: ColumnPlan, words: Words, source: str) -> Convert:
    return _listed(column, lambda text: text)


def _listed(column: ColumnPlan, code_of: Callable[[str], str]) -> Convert:
    separator = column.separator

    def convert(cell: Any) -> str | None:
        text = parse_text(cell)
        parts = text.split(separator) if separator else LIST.split(text)
        codes = [code_of(part.strip()) for part in parts if part.strip()]
        return text_array(dict.fromkeys(codes)) if codes else None

    return convert


def _choice(column: ColumnPlan, words: Words, source: str) -> Convert:
    code_of = _choice_of(column)

    def convert(cell: Any) -> str | None:
        text = parse_text(cell)
        return code_of(text) if text else None

    return convert


def _choice_of(column: ColumnPlan) -> Callable[[str], str]:
    from kambium.core.reference import in_languages

    label = str(column.spec.label)
    known = {fold(word): code for code, name in column.spec.choices for word in (code, *in_languages(name))}

    def code_of(text: str) -> str:
        code = known.get(fold(text))
        if code is None:
            raise RowFault("no_choice", field=label, value=text)
        return code

    return code_of


def _country(column: ColumnPlan, words: Words, source: str) -> Convert:
    return _named(column, country_of, "no_country")


def _currency(column: ColumnPlan, words: Words, source: str) -> Convert:
    return _named(column, lambda text: currencies().get(fold(text)), "no_currency")


def _named(column: ColumnPlan, code_of: Callable[[str], str | None], refusal: str) -> Convert:
    label = str(column.spec.label)

    def convert(cell: Any) -> str | None:
        text = parse_text(cell)
        found = code_of(text) if text else None
        if text and found is None:
            raise RowFault(refusal, field=label, value=text)
        return found

    return convert


def _person(column: ColumnPlan, words: Words, source: str) -> Convert:
    id_of = words.person(source, str(column.spec.label))

    def convert(cell: Any) -> str | None:
        text = parse_code(cell)
        if not text:
            return None
        try:
            return id_of(text)
        except RowFault:
            if column.unknown == "blank":
                return None
            raise

    return convert


def _email(column: ColumnPlan, words: Words, source: str) -> Convert:
    label = str(column.spec.label)

    def convert(cell: Any) -> str | None:
        text = parse_text(cell)
        if text and (len(text) > 254 or not EMAIL.fullmatch(text)):
            raise RowFault("bad_email", field=label, value=text[:80])
        return text or None

    return convert


def _row(column: ColumnPlan, words: Words, source: str) -> Convert:
    def convert(cell: Any) -> str | None:
        found = row_of(column.spec.to, parse_text(cell))
        return None if found is None else str(found)

    return convert


_MAKERS: dict[str, Callable[[ColumnPlan, Words, str], Convert]] = {
    "integer": _number,
    "decimal": _number,
    "money": _number,
    "date": _date,
    "moment": _moment,
    "boolean": _boolean,
    "term": _term,
    "terms": _terms,
    "tags": _terms,
    "choice": _choice,
    "choices": _choices,
    "country": _country,
    "currency": _currency,
    "person": _person,
    "reference": _code,
    "references": _references,
    "phone": _code,
    "email": _email,
    "row": _row,
}
