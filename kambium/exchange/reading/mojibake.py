"""Text that some program already garbled before the file came here.

Such text is well-formed, so no decoder objects to it. It is recognised by being readable once more: written back in the
encoding it was wrongly read in, it decodes as UTF-8 into likely text.
"""

import re

from kambium.exchange.reading.likelihood import HAN_LEVEL_ONE, weight

LOST = ("\ufffd", "锟斤拷", "烫烫烫", "屯屯屯")
"""What decoders leave where a character was lost."""

CONTROLS = re.compile("[\x80-\x9f]")
"""Control characters nobody types: cp1252 text that was read as Latin-1."""

TRAILS = "".join(chr(point) for point in range(0x80, 0xC0)) + "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
"""What the second and later bytes of UTF-8 look like when read as cp1252 or Latin-1."""

TYPED = "\xa0’”–—…»«®™°“‘·"
"""Those of them that people type after a letter."""

SURE_TRAILS = "".join(sorted(set(TRAILS) - set(TYPED)))
WESTERN = re.compile(
    f"[ÂÃÐÑà-ï](?:(?<=â)€|(?<=Ã)[{SURE_TRAILS}]|(?<=Â)[\xa0-\xbf]|(?<=[ÐÑ])[{TRAILS}][ÐÑ][{TRAILS}]|(?<=[à-ï])[{TRAILS}]{{2}})"
)

THREE_LEADS = range(0xE4, 0xEA)
TRAIL_BYTES = range(0x80, 0xC0)


def as_read(leads: range, trails: range) -> str:
    """The characters that pairs of these bytes give when read as GB18030."""
    pairs = (bytes((lead, trail)).decode("gb18030", "replace") for lead in leads for trail in trails)
    return "".join(sorted({pair for pair in pairs if len(pair) == 1 and pair != "\ufffd" and pair.isalpha()}))


FIRSTS = as_read(THREE_LEADS, TRAIL_BYTES)
SECONDS = as_read(range(0x81, 0xC0), THREE_LEADS)
THIRDS = as_read(range(0x81, 0xC0), TRAIL_BYTES)
"""Two Han characters in UTF-8 (six bytes) look like these three when read as GB18030."""
ACCENTED = "".join(bytes((0xC3, trail)).decode("gb18030") for trail in range(0xA0, 0xC0))
"""An accented letter in UTF-8 looks like one Han character inside a Latin word of three letters or more."""
CHINESE = re.compile(
    f"[{FIRSTS}{ACCENTED}](?:(?<=[{FIRSTS}])[{SECONDS}][{THIRDS}]"
    f"|(?<=[A-Za-z][{ACCENTED}])[a-z]{{2}}|(?<=[A-Za-z][A-Za-z][{ACCENTED}])[a-z])"
)


def garbled_at(text: str, *, has_latin: bool = True) -> int | None:
    """Where garbled text starts, or None; `has_latin` says whether it can hold signs of U+0080 to U+00FF."""
    for pattern, confirmed in ((CHINESE, chinese_confirmed), (WESTERN, western_confirmed)):
        for found in pattern.finditer(text) if has_latin or pattern is CHINESE else ():
            if confirmed(found.group()):
                return found.start()
    control = CONTROLS.search(text) if has_latin else None
    return control.start() if control else None


def lost_at(text: str) -> int | None:
    """Where a lost character stands, or None."""
    places = [at for at in map(text.find, LOST) if at >= 0]
    return min(places, default=None)


def western_confirmed(run: str) -> bool:
    """Whether the run reads better as the UTF-8 it may have been."""
    if run == "â€":
        return True
    if len(run) == 3 and set(run[1:]) <= set(TYPED):
        return False
    try:
        meant = bytes(map(western_byte, run)).decode("utf-8")
    except UnicodeDecodeError:
        return False
    return weight(meant) > weight(run) - 4


def western_byte(char: str) -> int:
    try:
        return char.encode("cp1252")[0]
    except UnicodeEncodeError:
        return ord(char)


def chinese_confirmed(run: str) -> bool:
    """Whether the run reads as common Chinese, or as an accented letter, once it is taken for UTF-8."""
    if run[-1].isascii():
        return True
    try:
        meant = run.encode("gb18030").decode("utf-8")
    except UnicodeDecodeError:
        return False
    return set(meant) <= HAN_LEVEL_ONE
