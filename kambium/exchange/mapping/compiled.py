"""A part as a function from the cells of a row to the values of its columns.

Columns that are taken as they are cost next to nothing: one `itemgetter` for all of them. Everything else is a closure
per column, put together once.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from fnmatch import translate
from operator import itemgetter
from re import compile as pattern
from typing import TypeAlias

from kambium.exchange.mapping.conditions import wish
from kambium.exchange.mapping.language import SOMETHING, Pick, Test, placeholders
from kambium.exchange.mapping.spans import minutes_between
from kambium.exchange.mapping.steps import STEPS
from kambium.exchange.reading.cells import Cell, CellError, text_of

HAN = pattern("[\u4e00-\u9fff]")

Cells = Sequence[Cell]
Value: TypeAlias = "Cell | None"
"""None says nothing about a field, the empty text says that the cell is empty."""
Read = Callable[[Cells], Value]
Place = Callable[[str], int]
"""Where a header's cell stands in a row, the looked-up cells behind the row's own."""


def values_of(picks: Sequence[Pick], place: Place) -> Callable[[Cells], Sequence[Value]]:
    """The function that takes the values of all columns out of a row."""
    take = take_all([place(plain.texts[0]) if (plain := plain_part(pick)) else 0 for pick in picks])
    names = name_pairs(picks)
    paired = {at for pair in names for at in pair}
    closures = [(i, reader(p, place)) for i, p in enumerate(picks) if not is_plain(p) and i not in paired]
    if not closures and not names:
        return take

    def values(cells: Cells) -> Sequence[Value]:
        found = list(take(cells))
        for zh, en in names:
            name = found[zh]
            if name:
                found[zh if not isinstance(name, str) or not HAN.search(name) else en] = None
        for i, read in closures:
            found[i] = read(cells)
        return found

    return values


def plain_part(pick: Pick) -> Pick | None:
    """The column that is taken as it stands, or to be split by its script."""
    inner = pick.picks[0] if pick.kind == "script" else pick
    return inner if is_plain(inner) else None


def name_pairs(picks: Sequence[Pick]) -> list[tuple[int, int]]:
    """Where one plain column is split into a Chinese and another name: both are taken, then one is unsaid."""
    at = {pick: i for i, pick in enumerate(picks) if pick.kind == "script" and plain_part(pick)}
    pairs = ((i, at.get(replace(pick, texts=("en",)))) for pick, i in at.items() if pick.texts[0] == "zh")
    return [(zh, en) for zh, en in pairs if en is not None]


def take_all(places: list[int]) -> Callable[[Cells], Sequence[Value]]:
    if len(places) > 1:
        return itemgetter(*places)
    one = places[0]
    return lambda cells: (cells[one],)


def is_plain(pick: Pick) -> bool:
    """Whether the cell is taken as it stands."""
    return pick.kind == "column" and not pick.steps and not pick.values


def reader(pick: Pick, place: Place) -> Read:
    """The function for one column."""
    raw = RAW[pick.kind](pick, place)
    return treated(raw, pick) if pick.steps or pick.values else raw


def column(pick: Pick, place: Place) -> Read:
    at = place(pick.texts[0])
    return lambda cells: cells[at]


def constant(pick: Pick, _place: Place) -> Read:
    value = pick.texts[0]
    return lambda _cells: value


def first(pick: Pick, place: Place) -> Read:
    """The first that has a value; None where none says anything, else the empty text."""
    reads = [reader(each, place) for each in pick.picks]

    def read(cells: Cells) -> Value:
        found: Value = None
        for each in reads:
            value = each(cells)
            if value is not None:
                if value != "" and not (isinstance(value, str) and value.isspace()):
                    return value
                found = ""
        return found

    return read


def template(pick: Pick, place: Place) -> Read:
    """The template with its places filled; the empty text where all of them are empty."""
    text = pick.texts[0]
    places = [place(header) for header in placeholders(text)]
    literals = [text.partition("{")[0], *(piece.partition("}")[2] for piece in text.split("{")[1:])]

    def read(cells: Cells) -> Value:
        filled = [literals[0]]
        said = False
        for at, literal in zip(places, literals[1:], strict=True):
            cell = cells[at]
            if isinstance(cell, CellError):
                return cell
            part = text_of(cell).strip()
            said = said or part != ""
            filled += (part, literal)
        return " ".join("".join(filled).split()) if said else ""

    return read


def between(pick: Pick, place: Place) -> Read:
    start, end = (place(header) for header in pick.texts)
    return lambda cells: minutes_between(cells[start], cells[end])


def full_name(pick: Pick, place: Place) -> Read:
    """First and last name in the order of their script: 'Anna Snelling', but 王芳."""
    first_name, last_name = (reader(each, place) for each in pick.picks)

    needs_both = bool(pick.texts)

    def read(cells: Cells) -> Value:
        parts = [first_name(cells), last_name(cells)]
        for part in parts:
            if isinstance(part, CellError):
                return part
        given, family = (text_of(part or "").strip() for part in parts)
        if needs_both and not (given and family):
            return ""
        return f"{family}{given}" if HAN.search(given + family) else f"{given} {family}".strip()

    return read


def script(pick: Pick, place: Place) -> Read:
    """The value if it is in this script; of a value in the other one nothing is said."""
    wants_han = pick.texts[0] == "zh"
    inner = reader(pick.picks[0], place)

    def read(cells: Cells) -> Value:
        value = inner(cells)
        if isinstance(value, str):
            return value if value == "" or (HAN.search(value) is not None) == wants_han else None
        return value if isinstance(value, CellError) or not wants_han else None

    return read


RAW: dict[str, Callable[[Pick, Place], Read]] = {
    "column": column,
    "constant": constant,
    "first": first,
    "template": template,
    "between": between,
    "full_name": full_name,
    "script": script,
}


def treated(raw: Read, pick: Pick) -> Read:
    """A value after its steps and its map. What a spreadsheet broke passes through, so that the row is refused."""
    steps = [STEPS[step] for step in pick.steps]
    mapped = value_map(pick)

    def read(cells: Cells) -> Value:
        value = raw(cells)
        if value is None or isinstance(value, CellError):
            return value
        text = text_of(value).strip()
        for step in steps:
            text = step(text)
        return mapped(text)

    return read


def value_map(pick: Pick) -> Callable[[str], str]:
    """Values to codes: whole values first, then patterns with `*`, then `otherwise`, else the value as it is."""
    if not pick.values:
        return lambda text: text
    whole = {plainly(value): code for value, code in pick.values}
    patterns = [(pattern(translate(plainly(value))), code) for value, code in pick.values if SOMETHING in value]

    def code_of(text: str) -> str:
        folded = plainly(text)
        if folded in whole:
            return whole[folded]
        if text == "":
            return ""
        for each, code in patterns:
            if each.fullmatch(folded):
                return code
        return text if pick.otherwise is None else pick.otherwise

    return code_of


def plainly(text: str) -> str:
    """How values are compared: `COMPUTER_SOFTWARE` is 'Computer Software'."""
    return text.casefold().replace("_", " ")


def tests(found: Sequence[Test], place: Place) -> Callable[[Cells], bool]:
    """Whether one of some sets of conditions holds for a row."""
    sets = [[(place(header), wish(wanted)) for header, wanted in test] for test in found]

    def holds(cells: Cells) -> bool:
        return any(all(wished(text_of(cells[at]).strip()) for at, wished in each) for each in sets)

    return holds
