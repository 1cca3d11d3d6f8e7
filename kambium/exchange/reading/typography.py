"""The many ways one sign is typed, brought to one."""

PLAIN: dict[int, str] = {0xFF01 + offset: chr(0x21 + offset) for offset in range(94)}
PLAIN |= dict.fromkeys([0x3000, 0xA0, 0x2007, 0x2009, 0x200A, 0x202F], " ")
PLAIN |= dict.fromkeys([0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF], "")
PLAIN |= {0xFFE5: "¥", 0x2212: "-", 0x2019: "'", 0x2018: "'"}

INVISIBLE = " \t\r\n\u3000\xa0\u200b\u200e\u200f\u2060\ufeff"


RUNS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def plain(text: str) -> str:
    """Full-width signs as narrow ones, every kind of space as one, nothing invisible, no space around."""
    return unguarded(text.translate(PLAIN).strip() if not text.isascii() else text.strip())


def unguarded(text: str) -> str:
    """The text without the apostrophe that an export put before it, so that no spreadsheet runs it as a formula."""
    return text[1:] if text[:1] == "'" and text[1:].startswith(RUNS) else text
