"""Folding of names for search, order and comparison."""

import re
import unicodedata
from itertools import chain
from operator import add

from kambium.core.search.hanzi import spaced, syllables

HAN = re.compile("[\u3400-\u9fff]")
ACCENTED = re.compile("[^\\x00-\xbf\u2000-\u9fff\uff00-\uffef]")


def fold(text: str) -> str:
    """Lower case, full-width made half-width, accents gone, runs of blanks made one: how words are compared."""
    if text.isascii():
        return " ".join(text.lower().split())
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
    return folded_pinyin(fold(text)) if has_han(text) else ("", "")


def folded_pinyin(folded: str) -> tuple[str, str]:
    """Full pinyin and the initials of a text that is folded already; what is not Chinese in it stays."""
    parts = syllables(folded)
    if not "".join(parts).isalnum():
        parts = [plain for part in parts if (plain := "".join(filter(str.isalnum, part)))]
    return "".join(parts), "".join([part[0] for part in parts])


def sort_key(text: str) -> str:
    """The key by which a name is ordered: pinyin with blanks between syllables, other text folded.

    The database has no Chinese collation (no ICU in the embedded server), so the order is stored.
    """
    return folded_key(fold(text))


def folded_key(folded: str) -> str:
    """The key of a text that is folded already."""
    return " ".join(spaced(folded).split())[:200] if has_han(folded) else folded[:200]


def grams(text: str) -> list[str]:
    """The two-character pieces of a folded text, each once and in its order, blanks left out."""
    words = text.split()
    return list(dict.fromkeys(chain.from_iterable([map(add, w, w[1:]) if len(w) > 1 else w for w in words])))
