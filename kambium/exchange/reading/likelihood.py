"""How likely a text is to be what somebody wrote, for choosing between two readings of the same bytes.

The weight of a text is the sum of the base-10 logarithms of how likely each of its non-ASCII characters is where it
stands. Only differences between readings of the same bytes mean anything.
"""

import re
import unicodedata
from functools import lru_cache

from kambium.exchange.reading.frequent import FREQUENT_HAN

ODD = -6.0
"""A character at or below this weight is seldom written in a list of customers."""

IMPOSSIBLE = -20.0
"""Private, unassigned and control characters."""

NON_ASCII = re.compile(r"[^\x00-\x7f]")

HAN_LEVEL_ONE = frozenset(
    bytes((lead, trail)).decode("gb2312")
    for lead in range(0xB0, 0xD8)
    for trail in range(0xA1, 0xFF)
    if (lead, trail) < (0xD7, 0xFA)
)
"""The 3,755 characters that GB 2312 calls common."""

SYMBOL_WEIGHTS = {"·": -3.5, "€": -3.5, "°": -4.0, "²": -4.0, "®": -4.0, "™": -4.0, "½": -4.5, "§": -4.5}
SYMBOL_WEIGHTS |= dict.fromkeys("¤¦¬¯¸\xad", -6.5)
WORD_SCRIPTS = {"LATIN": -3.0, "CYRILLIC": -3.0, "GREEK": -3.0, "HANGUL": -4.5, "HIRAGANA": -4.5, "KATAKANA": -4.5}
"""Scripts written in words: the weight of a letter that stands beside another of its script."""

BETWEEN_LETTERS = "’‘–—‐‑…／＆"
"""Signs that stand inside Latin words, or between two of them without a space."""

SELDOM = [
    (0x0180, 0x02AF),  # Latin Extended-B, phonetic letters
    (0x02B0, 0x036F),  # modifiers, combining marks
    (0x0370, 0x0385),
    (0x03D8, 0x03EF),  # Coptic and archaic Greek
    (0x0460, 0x0489),  # archaic Cyrillic
    (0x048A, 0x058F),  # Cyrillic of small languages, Armenian
    (0x0660, 0x0669),
    (0x06A0, 0x08FF),  # Arabic of small languages, Syriac, Thaana, N'Ko
    (0x3400, 0x4DBF),
]


def weight(text: str) -> float:
    """The logarithm of how likely the text's non-ASCII characters are."""
    return sum(weights(text))


def is_odd(text: str) -> bool:
    """Whether the text holds a character that is seldom written, or a letter where no word is."""
    return any(each <= ODD for each in weights(text))


def weights(text: str) -> list[float]:
    return [weight_in_place(text, found.start()) for found in NON_ASCII.finditer(text)]


def weight_in_place(text: str, at: int) -> float:
    """The weight of the character at a place, its neighbours considered."""
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    script, plain = script_and_weight(text[at])
    if script == "HAN":
        return plain + stuck_in_word(before, after, rare=plain < -4.5)
    if script == "PUNCTUATION":
        return plain - 4.0 * (is_latin(before) and is_latin(after) and text[at] not in BETWEEN_LETTERS)
    if script == "SYMBOL":
        doubled = text[at] in (before, after)
        return plain - 1.5 * doubled - 4.0 * (is_latin(before) and is_latin(after))
    if script in ("MARK", "NONE"):
        return plain
    return plain if in_word(text, at, script) else min(plain, ODD - 0.5)


def in_word(text: str, at: int, script: str) -> bool:
    """Whether a letter stands in a word: among at least three of its script, or near a plain Latin letter."""
    around = text[max(0, at - 2) : at] + text[at + 1 : at + 3]
    if script == "LATIN":
        return any(map(is_latin, around))
    return sum(script_of(char) == script and char != text[at] for char in around) >= 2


def is_latin(char: str) -> bool:
    return char.isascii() and char.isalpha()


def stuck_in_word(before: str, after: str, *, rare: bool) -> float:
    """What a Han character loses by standing inside a Latin word, as accented letters do."""
    sides = is_latin(before) + is_latin(after)
    if rare:
        return (0.0, -2.0, -6.0)[sides]
    return (0.0, 0.0, -3.0)[sides]


@lru_cache(maxsize=4096)
def script_of(char: str) -> str:
    return "LATIN" if is_latin(char) else script_and_weight(char)[0]


@lru_cache(maxsize=65536)
def script_and_weight(char: str) -> tuple[str, float]:
    """The script a character belongs to and its weight with no regard to its neighbours."""
    category = unicodedata.category(char)
    if category in ("Co", "Cn", "Cc", "Cs"):
        return "NONE", IMPOSSIBLE
    if category[0] == "M":
        return "MARK", ODD - 1.5
    name = unicodedata.name(char, "")
    if name.startswith("CJK UNIFIED"):
        return "HAN", han_weight(char)
    point = ord(char)
    if any(first <= point <= last for first, last in SELDOM):
        return name.split(" ")[0], ODD - 1.5
    if 0x3000 <= point <= 0x303F or 0xFF00 <= point <= 0xFFEF or 0x2010 <= point <= 0x2026:
        return "PUNCTUATION", -3.5
    if category[0] == "L":
        script = name.split(" ")[0]
        return script, WORD_SCRIPTS.get(script, -5.0)
    familiar = point <= 0xFF or 0x2000 <= point <= 0x33FF
    return "SYMBOL", SYMBOL_WEIGHTS.get(char, -5.0 if familiar else ODD - 1.5)


def han_weight(char: str) -> float:
    if char in FREQUENT_HAN:
        return -2.8
    if char in HAN_LEVEL_ONE:
        return -4.0
    if ord(char) > 0xFFFF or ord(char) < 0x4E00:
        return -11.0
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return -6.5
    return -5.3


def frequent_share(text: str) -> tuple[int, int]:
    """How many of the text's letters outside Latin are frequent Han characters, and how many there are."""
    letters = [char for char in text if char > "\u02af" and char.isalpha()]
    return sum(char in FREQUENT_HAN for char in letters), len(letters)
