"""What can be done to a value on its way: `how: name_from_email`.

A step takes a text and gives a text. It leaves alone what it does not understand, so that the field can say what is
wrong with it.
"""

import html
import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from kambium.exchange.mapping.countries import country_of

TAG = re.compile(r"<[^<>]*>")
BLOCK_END = re.compile(r"(?i)<\s*(?:br|/p|/div|/li|/tr|/h[1-6])\s*/?>")
HOST = re.compile(r"(?i)(?:[a-z][a-z0-9+.-]*://)?(?:[^@/]*@)?(?:www\.)?([^/:?#\s]+)")
CLOCK = re.compile(r"(?:(\d+):)?(\d{1,3}):(\d{2})")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def local_part(text: str) -> str:
    """What stands before the @ of an address."""
    return text.partition("@")[0]


def name_from_email(text: str) -> str:
    """A name out of an address: `gustavo0@adventure-works.com` is Gustavo, `mei-mei.johns@x.test` Mei-Mei Johns."""
    words = re.split(r"[._+\s]+", re.sub(r"\d+", " ", local_part(text)))
    return " ".join("-".join(part[:1].upper() + part[1:] for part in word.split("-")) for word in words if word)


def plain_text(text: str) -> str:
    """A text without HTML, its paragraphs kept as lines."""
    if "<" not in text and "&" not in text:
        return text
    lines = html.unescape(TAG.sub("", BLOCK_END.sub("\n", text))).splitlines()
    return re.sub(r"\n{3,}", "\n\n", "\n".join(" ".join(line.split()) for line in lines)).strip()


def host(text: str) -> str:
    """The domain of a web or e-mail address."""
    found = HOST.match(text.strip())
    return found.group(1).lower() if found else text


def epoch_ms(text: str) -> str:
    """Milliseconds since 1970, as programs count them, as a date and time; other texts stay."""
    if not re.fullmatch(r"-?\d{11,14}", text):
        return text
    return (EPOCH + timedelta(milliseconds=int(text))).isoformat()


def first_item(text: str) -> str:
    """The first of a list, written as JSON or parted by commas or semicolons."""
    if text[:1] == "[":
        try:
            items = json.loads(text)
        except ValueError:
            return text
        return str(items[0]) if items else ""
    return re.split(r"[,;，；、]", text)[0].strip()


def digits(text: str) -> str:
    """Only the digits."""
    return "".join(char for char in text if char.isdecimal())


def first_line(text: str) -> str:
    """The first line that says something, at most 200 characters."""
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return line if len(line) <= 200 else line[:199] + "…"


def minutes_of_seconds(text: str) -> str:
    """Seconds as whole minutes, a begun one counted: 61 is 2."""
    return str(-(-int(text) // 60)) if text.isdecimal() else text


def minutes_of_milliseconds(text: str) -> str:
    """Milliseconds as whole minutes, a begun one counted."""
    return str(-(-int(text) // 60_000)) if text.isdecimal() else text


def minutes_of_clock(text: str) -> str:
    """`05:30` (minutes and seconds) or `1:05:30` as whole minutes, a begun one counted; other texts stay."""
    found = CLOCK.fullmatch(text.strip())
    if not found:
        return text
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return str(hours * 60 + minutes + (seconds > 0))


def country(text: str) -> str:
    """The two-letter code of a country, by code or name in either language, a slip of the pen forgiven."""
    return country_of(text) or text


STEPS: dict[str, Callable[[str], str]] = {
    step.__name__: step
    for step in (
        local_part, name_from_email, plain_text, host, epoch_ms, first_item, digits, first_line,
        country, minutes_of_seconds, minutes_of_milliseconds, minutes_of_clock,
    )
} | {"lower": str.lower, "upper": str.upper}  # fmt: skip
