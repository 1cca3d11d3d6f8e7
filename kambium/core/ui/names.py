"""Short marks for people and companies that have no picture."""

import re

HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U000323af]")
WORD = re.compile(r"[^\W\d_]+")
TINTS = 6


def initials(name: str) -> str:
    """A person's mark: the family name's character in Chinese, the first letters of two words in Latin."""
    if han := HAN.search(name):
        return han.group()
    return "".join(word[0] for word in WORD.findall(name)[:2]).upper()


def company_mark(name: str) -> str:
    """A company's mark: its first two Chinese characters, else the first letters of two words or of the only one."""
    if han := HAN.findall(name):
        return "".join(han[:2])
    words = WORD.findall(name)
    if not words:
        return "".join(name.split())[:2].upper()
    return "".join(word[0] for word in words[:2]).upper() if len(words) > 1 else words[0][:2].upper()


def tint(number: int) -> str:
    """The class of the ground that belongs to an id: one of six, the same everywhere."""
    return f"h{number % TINTS}"
