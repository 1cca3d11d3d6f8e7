"""What a cell's number format says its number is: a date, a time, a percentage, a padded code."""

import re
from typing import Literal

Shape = Literal["number", "date", "datetime", "time", "elapsed", "percent", "text"] | int
"""What the number means; an `int` is the width to which a code is padded with zeros."""

BUILT_IN: dict[int, Shape] = {
    9: "percent",
    10: "percent",
    **dict.fromkeys((14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58), "date"),
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 34, 35, 45, 47, 55, 56), "time"),
    22: "datetime",
    46: "elapsed",
    49: "text",
}
"""Formats a workbook names by number alone, those of Chinese Excel included."""

LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[\$[^\]]*\]|\[(?!(?:h+|m+|s+)\])[^\]]*\]', re.IGNORECASE)
ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
AM_PM = re.compile(r"AM/PM|A/P|上午/下午", re.IGNORECASE)
MINUTES = re.compile(r"h+[^a-z]*m+|m+[^a-z]*s+", re.IGNORECASE)


def shape_of(format_id: int, custom: dict[int, str]) -> Shape:
    """The shape of a number format by its number, custom formats of the workbook first."""
    if format_id in custom:
        return shape_of_code(custom[format_id])
    return BUILT_IN.get(format_id, "number")


def shape_of_code(code: str) -> Shape:
    """The shape of a format code such as `yyyy"年"m"月"` or `000000`."""
    code = code.partition(";")[0]
    if code.strip() == "@":
        return "text"
    bare = LITERAL.sub("", code)
    if ELAPSED.search(bare):
        return "elapsed"
    letters = AM_PM.sub("h", bare).lower()
    if "general" in letters or "e+" in letters or "e-" in letters:
        return "number"
    if any(letter in letters for letter in "ymdhs"):
        return date_shape(letters)
    if "%" in bare:
        return "percent"
    return len(bare) if re.fullmatch(r"0{2,}", bare) else "number"


def date_shape(letters: str) -> Shape:
    """Date, time of day or both, the `m` of `h:mm` being minutes."""
    has_time = "h" in letters or "s" in letters
    has_date = any(letter in MINUTES.sub("", letters) for letter in "ymd")
    if has_date:
        return "datetime" if has_time else "date"
    return "time"
