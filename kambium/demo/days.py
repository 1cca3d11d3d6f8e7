"""Days and hours at work, counted from today."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
SATURDAY = 5
MONTHS_BACK = 18


@dataclass(frozen=True)
class Calendar:
    """The days of the demo. Nothing happens at a weekend, nothing after `now`."""

    today: date
    now: datetime

    @classmethod
    def of(cls, today: date, now: datetime | None = None) -> "Calendar":
        """The calendar of a day, seen at ten in the morning unless another moment is given."""
        return cls(today, now or moment(today, 10 * 60))

    @property
    def start(self) -> date:
        """The day the company began to work with the system: 18 months ago."""
        return worked(months_before(self.today, MONTHS_BACK))

    @property
    def turn(self) -> date:
        """The first of September of last year, when a colleague had left and another changed teams."""
        return date(self.today.year - 1, 9, 1)

    def back(self, days: int) -> date:
        """A day so many days ago, or the working day before it."""
        return worked(self.today - timedelta(days))

    def due(self, days: int) -> date:
        """The date of a step: today stays today, overdue moves back to a working day and a coming one forward."""
        day = self.today + timedelta(days)
        return day if days == 0 else worked(day) if days < 0 else next_worked(day)

    def at(self, day: date, minute: int) -> datetime:
        """A moment of a day, never after now."""
        wanted = moment(day, minute)
        return wanted if wanted <= self.now else moment(worked(day - timedelta(1)), minute)


def moment(day: date, minute: int) -> datetime:
    """A minute of a day in Shanghai."""
    return datetime.combine(day, time(minute // 60, minute % 60), SHANGHAI)


def worked(day: date) -> date:
    """The day itself, or the Friday before a weekend."""
    return day - timedelta(max(0, day.weekday() - SATURDAY + 1))


def next_worked(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    return day + timedelta((7 - day.weekday()) if day.weekday() >= SATURDAY else 0)


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the 28th where there is none."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, 28))
