"""Folding of names for search, order and comparison."""

import unicodedata
from functools import lru_cache

from pypinyin import Style, lazy_pinyin

HAN = range(0x4E00, 0xA000)


def fold(text: str) -> str:
    """Lower case, full-width made half-width, accents gone, runs of blanks made one: how words are compared."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))
    return " ".join(plain.split())


def has_han(text: str) -> bool:
    """Whether any character is a Chinese one."""
    return any(ord(c) in HAN for c in text)


@lru_cache(maxsize=20_000)
def syllables(text: str) -> tuple[str, ...]:
    """The pinyin of each Chinese character, other runs as they are; heteronyms by phrase (重庆 → chong qing)."""
    return tuple(lazy_pinyin(text, style=Style.NORMAL, errors="default"))


def pinyin(text: str) -> tuple[str, str]:
    """Full pinyin without blanks, and the initials; empty for a name without Chinese.

    >>> pinyin("华为技术")
    ('huaweijishu', 'hwjs')
    """
    if not has_han(text):
        return "", ""
    words = [w for s in syllables(fold(text)) for w in s.split()]
    parts = [plain for w in words if (plain := "".join(c for c in w if c.isalnum()))]
    return "".join(parts), "".join(p[0] for p in parts)


def sort_key(text: str) -> str:
    """The key by which a name is ordered: pinyin with blanks between syllables, other text folded.

    The database has no Chinese collation (no ICU in the embedded server), so the order is stored.
    """
    folded = fold(text)
    return " ".join(s.strip() for s in syllables(folded) if s.strip())[:200] if has_han(folded) else folded[:200]


def grams(text: str) -> list[str]:
    """The two-character pieces of a folded text, each once, blanks left out; sorted so that rows compare equal."""
    found: set[str] = set()
    for word in text.split():
        found.update(word[i : i + 2] for i in range(len(word) - 1))
        if len(word) == 1:
            found.add(word)
    return sorted(found)
