"""Folding of names for search, order and comparison."""

import re
import unicodedata

from kambium.core.search.hanzi import spaced, syllables

HAN = re.compile("[\u3400-\u9fff]")
ACCENTED = re.compile("[^\\x00-\xbf\u2000-\u9fff\uff00-\uffef]")


def fold(text: str) -> str:
    """Lower case, full-width made half-width, accents gone, runs of blanks made one: how words are compared."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    if ACCENTED.search(plain):
        plain = "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))
    return " ".join(plain.split())


def has_han(text: str) -> bool:
    """Whether any character is a Chinese one."""
    return HAN.search(text) is not None


def pinyin(text: str) -> tuple[str, str]:
    """Full pinyin without blanks, and the initials; empty for a name without Chinese.

    >>> pinyin("华为技术")
    ('huaweijishu', 'hwjs')
    """
    if not has_han(text):
        return "", ""
    parts = [plain for w in syllables(fold(text)) if (plain := "".join(c for c in w if c.isalnum()))]
    return "".join(parts), "".join(p[0] for p in parts)


def sort_key(text: str) -> str:
    """The key by which a name is ordered: pinyin with blanks between syllables, other text folded.

    The database has no Chinese collation (no ICU in the embedded server), so the order is stored.
    """
    return folded_key(fold(text))


def folded_key(folded: str) -> str:
    """The key of a text that is folded already."""
    return " ".join(spaced(folded).split())[:200] if has_han(folded) else folded[:200]


def grams(text: str) -> list[str]:
    """The two-character pieces of a folded text, each once, blanks left out; sorted so that rows compare equal."""
    found: set[str] = set()
    for word in text.split():
        found.update(word[i : i + 2] for i in range(len(word) - 1))
        if len(word) == 1:
            found.add(word)
    return sorted(found)
