"""Minutes between two moments."""

from kambium.exchange.reading.cells import Cell
from kambium.exchange.reading.dates import parse_moment
from kambium.exchange.reading.problems import BadValue


def minutes_between(start: Cell, end: Cell) -> str:
    """Whole minutes from start to end, a begun one counted; empty if one of them can't be read or the end is first."""
    try:
        begun, ended = parse_moment(start), parse_moment(end)
        seconds = (ended - begun).total_seconds() if begun and ended else -1
    except (BadValue, TypeError):  # a moment with a zone and one without can't be compared
        return ""
    return "" if seconds < 0 else str(int(-(-seconds // 60)))
