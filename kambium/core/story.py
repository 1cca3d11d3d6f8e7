"""An event as a reader is told it: its sentence, with the names of its own language."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kambium.core.registry import events
from kambium.core.ui.dates import written
from kambium.core.ui.language import is_chinese

DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True)
class Told:
    """What happened, with its sign and colour."""

    text: str
    icon: str
    tone: str


class _Words(dict[str, Any]):
    """Words of a sentence; one that an old event lacks is a dash, never a failure."""

    def __missing__(self, key: str) -> str:
        return "–"


def told(kind: str, data: Mapping[str, Any]) -> Told:
    """The sentence of an event. Data `x_zh` and `x_en` stand for `x` by the reader's language; days are written out."""
    known = events.get(kind)
    if known is None:
        return Told(kind, "circle", "")
    ending = "_zh" if is_chinese() else "_en"
    words = _Words({name: worded(value) for name, value in data.items()})
    words |= {name.removesuffix(ending): value for name, value in data.items() if name.endswith(ending) and value}
    words |= known.words(data) if known.words else {}
    text = str(known.sentence) % words
    return Told(text[:1].upper() + text[1:], known.icon, known.tone)


def worded(value: Any) -> Any:
    """A value as a reader is told it: a day written out, also one kept as text; a dash for nothing."""
    day = _day(value) if isinstance(value, str) and DAY.fullmatch(value) else value
    if isinstance(day, date):
        return written(day)
    return "–" if value in (None, "") else value


def _day(text: str) -> date | str:
    """The day a text names; the text itself when the calendar has no such day, for people write what they like."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text
