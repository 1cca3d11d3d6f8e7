"""Mentions in a text: `@[陈思远](person:12)` calls the person of that id, whatever name stands in it.

People write and read `@陈思远`; the token is how the text is kept.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

TOKEN = re.compile(r"@\[([^\]\n]{1,80})\]\(person:(\d{1,18})\)")
TOKEN_OR_AT = re.compile(rf"{TOKEN.pattern}|(?<![A-Za-z0-9._-])@")
EXCERPT = 80


@dataclass(frozen=True)
class Piece:
    """A stretch of a text; `person_id` is set where somebody is mentioned."""

    text: str
    person_id: int | None = None


def token(name: str, person_id: int) -> str:
    """The mention of a person as a text keeps it."""
    return f"@[{name.translate({ord(c): ' ' for c in '[]()'})}](person:{person_id})"


def mentioned(text: str) -> set[int]:
    """The ids of everybody mentioned."""
    return {int(found[2]) for found in TOKEN.finditer(text)}


def pieces(text: str) -> Iterator[Piece]:
    """The text in order, mentions apart."""
    end = 0
    for found in TOKEN.finditer(text):
        if found.start() > end:
            yield Piece(text[end : found.start()])
        yield Piece(f"@{found[1]}", int(found[2]))
        end = found.end()
    if end < len(text):
        yield Piece(text[end:])


def plain(text: str) -> str:
    """The text as its author edits it."""
    return "".join(piece.text for piece in pieces(text))


def tokenised(text: str, people: Iterable[tuple[int, Iterable[str]]], chosen: Collection[int] = ()) -> str:
    """The text with every `@name` of one of the people made a mention.

    `people` are ids with their names; of namesakes the one among `chosen` is meant, and nobody where that leaves
    several.
    """
    known: dict[str, set[int]] = {}
    for number, names in people:
        for name in filter(None, names):
            known.setdefault(name.casefold(), set()).add(number)
    longest = max(map(len, known), default=0)
    parts, end = [], 0
    for found in TOKEN_OR_AT.finditer(text):
        if found[0] == "@" and found.start() >= end:
            name = _name_at(text, found.end(), known, longest)
            meant = _meant(known.get(name.casefold(), set()), chosen)
            if meant is not None:
                parts += [text[end : found.start()], token(name, meant)]
                end = found.end() + len(name)
    return "".join([*parts, text[end:]])


def _name_at(text: str, start: int, known: Collection[str], longest: int) -> str:
    """The longest known name that stands there."""
    for length in range(min(longest, len(text) - start), 0, -1):
        if text[start : start + length].casefold() in known:
            return text[start : start + length]
    return ""


def _meant(namesakes: set[int], chosen: Collection[int]) -> int | None:
    narrowed = namesakes.intersection(chosen) or namesakes
    return narrowed.pop() if len(narrowed) == 1 else None


def excerpt(text: str) -> str:
    """The beginning of a text as one line, mentions as plain names."""
    line = " ".join(plain(text).split())
    return line if len(line) <= EXCERPT else line[: EXCERPT - 1] + "…"
