"""Days that people enter: those a calendar would show. Beyond them sums of days and databases give up."""

from datetime import date

EARLIEST, LATEST = date(1900, 1, 1), date(2200, 1, 1)


def is_plausible(day: date) -> bool:
    """Whether a day lies between 1900 and 2200."""
    return EARLIEST <= day < LATEST
