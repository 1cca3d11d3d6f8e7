"""What the values of a column speak for, beside its header."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from kambium.core.registry import FieldSpec
from kambium.exchange.reading.cells import Cell, text_of
from kambium.exchange.reading.looks import EMAIL, look_of
from kambium.exchange.reading.typography import unguarded

SAMPLED = 200
CREDIT_IDENTIFIER = re.compile(r"[1-9AN-Y][0-9A-HJ-NPQRTUWXY][0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}")
MOBILE = re.compile(r"(?:\+?86[- ]?)?1[3-9][0-9][- ]?[0-9]{4}[- ]?[0-9]{4}")
PHONE = re.compile(r"\+?[0-9(][0-9 ()./\-]{5,20}(?:(?:转|ext\.?|x)\s*[0-9]{1,6})?", re.IGNORECASE)
LINK = re.compile(r"(?i)(?:https?://\S+|(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,12}(?:/\S*)?)")

Test = Callable[[Cell], bool]


def by_pattern(pattern: re.Pattern[str]) -> Test:
    return lambda cell: pattern.fullmatch(unguarded(text_of(cell).strip())) is not None


def by_look(*looks: str) -> Test:
    return lambda cell: look_of(cell) in looks


KINDS: dict[str, Test] = {
    "email": by_pattern(EMAIL),
    "phone": by_pattern(PHONE),
    "url": by_pattern(LINK),
    "date": by_look("date"),
    "moment": by_look("date"),
    "integer": by_look("number", "code"),
    "decimal": by_look("number", "code"),
    "money": by_look("number", "code"),
}
"""What values of a kind look like; kinds that can be anything are not here."""

TELLING: dict[str, Test] = {
    "registration_no": by_pattern(CREDIT_IDENTIFIER),
    "email": by_pattern(EMAIL),
    "mobile": by_pattern(MOBILE),
    "phone": by_pattern(MOBILE),
}
"""Fields that values speak for even under a header that says nothing, the most telling first."""


class Evidence(NamedTuple):
    """How many of the sampled values fit."""

    fitting: int
    filled: int

    @property
    def share(self) -> float:
        """The share of the filled values that fit."""
        return self.fitting / self.filled if self.filled else 0.0


def evidence(test: Test, cells: Sequence[Cell]) -> Evidence:
    """How many of the filled cells pass."""
    filled = [cell for cell in cells if text_of(cell).strip()]
    return Evidence(sum(test(cell) for cell in filled), len(filled))


def for_kind(spec: FieldSpec, cells: Sequence[Cell]) -> Evidence | None:
    """How the values fit the field's kind; None where a kind can be anything or nothing is filled."""
    test = KINDS.get(spec.kind)
    found = evidence(test, cells) if test else None
    return found if found and found.filled else None
