"""Pinyin for a million names: one reading a character, and the phrases that are read otherwise.

The readings are pypinyin's, taken from its two files when the first Chinese name comes along. Importing it would keep
fifty megabytes for good, and its look-up segments every text and takes 20 µs for a short name; of its 47,000 phrases
only some 3,400 differ from what their characters say alone, so only those are kept.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

HAN = range(0x3400, 0xA000)
PLAIN = str.maketrans("āáǎàēéěèếềīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿêɡ", "aaaaeeeeeeiiiioooouuuuvvvvvnnnmeg")
PHRASE = re.compile(r'"([^"]+)":\[\["(.*?)"\]\]')  # in a text without blanks; ends where its last syllable does


@cache
def plain(reading: str) -> str:
    """A syllable without its tone mark; ü is v, as people type it. There are some 400, each kept once."""
    return reading.translate(PLAIN)


def _text_of(name: str) -> str:
    """One of pypinyin's files, found without importing it."""
    found = find_spec("pypinyin")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("pypinyin")
    return (Path(found.origin).parent / name).read_text(encoding="utf-8")


@cache
def singles() -> dict[int, str]:
    """Character (its number) → its usual reading between blanks."""
    known = json.loads(_text_of("pinyin_dict.json")).items()
    spaced_out = cache(lambda reading: f" {plain(reading)} ")
    return {int(code): spaced_out(readings.split(",")[0]) for code, readings in known if int(code) in HAN}


def all_phrases() -> Iterator[tuple[str, list[str]]]:
    """Every phrase with its syllables; one at a time, because all of them at once are forty megabytes."""
    for found in PHRASE.finditer("".join(_text_of("phrases_dict.json").split())):
        phrase, readings = found.groups()
        yield phrase, [plain(syllable.partition('"')[0]) for syllable in readings.split('"],["')]


@cache
def phrases() -> dict[str, list[tuple[str, str]]]:
    """First character → the phrases that are not read as their characters are, longest first, with their readings."""
    usual = {code: reading.strip() for code, reading in singles().items()}
    found: dict[str, list[tuple[str, str]]] = {}
    for phrase, told in all_phrases():
        if len(told) == len(phrase) and told != [usual.get(ord(c)) for c in phrase]:
            found.setdefault(phrase[0], []).append((phrase, f" {' '.join(told)} "))
    return {first: sorted(some, key=lambda one: -len(one[0])) for first, some in found.items()}


@cache
def _table() -> dict[int, str]:
    """The usual readings, and ASCII as it is: a character that a table does not know costs more than one it does."""
    return {**{code: chr(code) for code in range(128)}, **singles()}


@cache
def _firsts() -> frozenset[str]:
    return frozenset(phrases())


def spaced(text: str) -> str:
    """The text with every Chinese character read, the readings parted by blanks."""
    for first in _firsts().intersection(text):
        for phrase, readings in phrases()[first]:
            if phrase in text:
                text = text.replace(phrase, readings)
    return text.translate(_table())


def syllables(text: str) -> list[str]:
    """The syllables of the Chinese characters of a text, and the words that lie between them."""
    return spaced(text).split()
