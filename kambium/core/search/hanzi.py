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
    usual, found = singles(), {}
    for phrase, readings in PHRASES_DICT.items():
        told = tuple(plain(r[0]) for r in readings)
        if len(told) == len(phrase) and told != tuple(usual.get(c) for c in phrase):
            found.setdefault(phrase[0], []).append((phrase, told))
    return {first: sorted(some, key=lambda one: -len(one[0])) for first, some in found.items()}


def syllables(text: str) -> list[str]:
    """The syllables of the Chinese characters of a text, and what lies between them as it is."""
    usual, special = singles(), phrases()
    found: list[str] = []
    at, between = 0, ""
    while at < len(text):
        char = text[at]
        reading = usual.get(char)
        if reading is None:
            between, at = between + char, at + 1
            continue
        if between:
            found.append(between)
            between = ""
        for phrase, readings in special.get(char, ()):
            if text.startswith(phrase, at):
                found.extend(readings)
                at += len(phrase)
                break
        else:
            found.append(reading)
            at += 1
    return [*found, between] if between else found
