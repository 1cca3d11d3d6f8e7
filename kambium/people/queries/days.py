"""Which day it is for the company, and when a day begins there."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from kambium.people.models import Company


def company() -> Company:
    """The company's row; the defaults where nobody has set it up."""
    return Company.objects.first() or Company()


def zone() -> ZoneInfo:
    """The company's time zone."""
    return ZoneInfo(company().time_zone)


def day_of(at: datetime, here: ZoneInfo | None = None) -> date:
    """The company's date at a moment; `here` is its zone, for who has looked it up already."""
    return at.astimezone(here or zone()).date()


def start_of(day: date) -> datetime:
    """The moment a day begins for the company."""
    return datetime.combine(day, time.min, zone())


def last_of(period: Any) -> date | None:
    """The last day of a half-open period of days; None for one without an end."""
    end: date | None = period.upper
    return end - timedelta(days=1) if end else None
