"""Dates and times the way each language reads them: 2026-11-23 and 23 Nov 2026, in the reader's time zone."""

import datetime as dt

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kambium.core.ui.figures import NOTHING
from kambium.core.ui.icons import icon
from kambium.core.ui.language import is_chinese

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day(value: dt.date | dt.datetime | None, *, short: bool = False, today: dt.date | None = None) -> SafeString | str:
    """A date. `short` is for tables: today, tomorrow and yesterday as words, the year dropped in the current year."""
    if value is None:
        return NOTHING
    date = _local_date(value)
    text = _near(date, today or timezone.localdate()) if short else written(date)
    return format_html('<time class="num" datetime="{}">{}</time>', date.isoformat(), text)


def written(date: dt.date, *, year: bool = True) -> str:
    """The plain text of a date."""
    if is_chinese():
        return date.isoformat() if year else date.strftime("%m-%d")
    return f"{date.day} {MONTHS[date.month - 1]}" + (f" {date.year}" if year else "")


def weekday(value: dt.datetime) -> str:
    """A day as a greeting says it: 11 月 24 日 星期二, Tuesday 24 November."""
    return date_format(_local_date(value), "n 月 j 日 l" if is_chinese() else "l j F")


def month(number: int) -> str:
    """The short name of a month, from 1: 11月, Nov."""
    return f"{number}月" if is_chinese() else MONTHS[number - 1]


def moment(value: dt.datetime | None, *, short: bool = False, today: dt.date | None = None) -> SafeString | str:
    """A date with its time. `short` says today and yesterday in words and drops the current year."""
    if value is None:
        return NOTHING
    local = timezone.localtime(value)
    date = _near(local.date(), today or timezone.localdate()) if short else written(local.date())
    gap = " " if short or is_chinese() else ", "
    return format_html(
        '<time class="num" datetime="{}">{}</time>', local.isoformat(timespec="seconds"), f"{date}{gap}{local:%H:%M}"
    )


def ago(value: dt.datetime | None, *, now: dt.datetime | None = None) -> SafeString | str:
    """How long ago, up to a day; then the moment. The page keeps it true while it stays open."""
    if value is None:
        return NOTHING
    now = now or timezone.now()
    past = now - value
    if past >= dt.timedelta(days=1) or past < dt.timedelta(minutes=-1):
        return moment(value, short=True, today=_local_date(now))
    minutes = max(0, int(past.total_seconds() // 60))
    text = (
        _("just now")
        if minutes < 1
        else _("%(n)s min ago") % {"n": minutes}
        if minutes < 60
        else _("%(n)s h ago") % {"n": minutes // 60}
    )
    return format_html(
        '<time class="num" datetime="{}" title="{}" data-ago>{}</time>',
        value.isoformat(timespec="seconds"),
        f"{written(_local_date(value))} {timezone.localtime(value):%H:%M}",
        text,
    )


def due(value: dt.date | None, today: dt.date | None = None, *, done: bool = False) -> SafeString | str:
    """A due date with its state in a word and a sign as well as a colour: overdue, today, or the date."""
    if value is None:
        return NOTHING
    today = today or timezone.localdate()
    if done:
        return format_html('<span class="due">{}{}</span>', icon("circle-check"), day(value, short=True, today=today))
    late = (today - value).days
    if late > 0:
        text = ngettext("%(n)s day overdue", "%(n)s days overdue", late) % {"n": late}
        return format_html('<span class="due late" title="{}">{}{}</span>', written(value), icon("circle-alert"), text)
    if late == 0:
        return format_html('<span class="due today">{}{}</span>', icon("clock"), _("Today"))
    return format_html('<span class="due">{}</span>', day(value, short=True, today=today))


def duration(value: dt.timedelta | int) -> str:
    """1 h 30 min; a bare number is minutes."""
    minutes = int(value.total_seconds() // 60) if isinstance(value, dt.timedelta) else value
    days, rest = divmod(minutes, 24 * 60)
    hours, minutes = divmod(rest, 60)
    if days:
        minutes = 0  # nobody plans three days to the minute
    parts = [
        ngettext("%(n)s day", "%(n)s days", days) % {"n": days} if days else "",
        _("%(n)s h") % {"n": hours} if hours else "",
        _("%(n)s min") % {"n": minutes} if minutes or not (days or hours) else "",
    ]
    return " ".join(part for part in parts if part)


def _local_date(value: dt.date | dt.datetime) -> dt.date:
    return timezone.localtime(value).date() if isinstance(value, dt.datetime) else value


def _near(date: dt.date, today: dt.date) -> str:
    match (date - today).days:
        case 0:
            return _("Today")
        case 1:
            return _("Tomorrow")
        case -1:
            return _("Yesterday")
    return written(date, year=date.year != today.year)
