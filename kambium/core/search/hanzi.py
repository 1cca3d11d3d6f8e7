"""Pinyin for a million names: one reading a character, and the phrases that are read otherwise.

The readings are pypinyin's. Its own look-up segments every text and takes 20 µs for a short name; of its 47,000 phrases
only some 3,400 differ from what their characters say alone, so only those are looked for.
"""

from functools import cache

from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

HAN = range(0x3400, 0xA000)
PLAIN = str.maketrans("āáǎàēéěèếềīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿêɡ", "aaaaeeeeeeiiiioooouuuuvvvvvnnnmeg")


def plain(reading: str) -> str:
    """A syllable without its tone mark; ü is v, as people type it."""
    return reading.translate(PLAIN)


@cache
def singles() -> dict[str, str]:
    """Character → its usual reading."""
    return {chr(code): plain(readings.split(",")[0]) for code, readings in PINYIN_DICT.items() if code in HAN}


@cache
def phrases() -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """First character → the phrases that are not read as their characters are, longest first."""
    usual = singles()
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for phrase, readings in PHRASES_DICT.items():
        told = tuple(plain(r[0]) for r in readings)
        if len(told) == len(phrase) and told != tuple(usual.get(c) for c in phrase):
            found.setdefault(phrase[0], []).append((phrase, told))
    return {first: sorted(some, key=lambda one: -len(one[0])) for first, some in found.items()}


@cache
def _table() -> dict[int, str]:
    """What each character becomes: its usual reading between blanks."""
    return {ord(char): f" {reading} " for char, reading in singles().items()}


@cache
def _firsts() -> frozenset[str]:
    return frozenset(phrases())


def spaced(text: str) -> str:
    """The text with every Chinese character read, the readings parted by blanks."""
    for first in _firsts().intersection(text):
        for phrase, readings in phrases()[first]:
            if phrase in text:
                text = text.replace(phrase, f" {' '.join(readings)} ")
    return text.translate(_table())


def syllables(text: str) -> list[str]:
    """The syllables of the Chinese characters of a text, and the words that lie between them."""
    return spaced(text).split()
