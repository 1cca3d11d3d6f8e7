"""Dates and times in both languages, in the reader's time zone."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation

from kambium.core.ui.dates import ago, day, due, duration, moment, month, written

TODAY = dt.date(2026, 11, 23)
SHANGHAI = ZoneInfo("Asia/Shanghai")


def text(markup):
    return markup.split(">")[1].split("<")[0]


@pytest.fixture(autouse=True)
def _shanghai():
    with timezone.override(SHANGHAI):
        yield


def test_a_date_is_written_in_full(chinese):
    assert day(dt.date(2026, 1, 5)) == '<time class="num" datetime="2026-01-05">2026-01-05</time>'


def test_an_english_date_names_its_month(english):
    assert [text(day(d)) for d in (dt.date(2026, 1, 5), TODAY)] == ["5 Jan 2026", "23 Nov 2026"]


@pytest.mark.parametrize(
    ("date", "words"),
    [
        (TODAY, "今天"),
        (dt.date(2026, 11, 24), "明天"),
        (dt.date(2026, 11, 22), "昨天"),
        (dt.date(2026, 1, 5), "01-05"),
        (dt.date(2027, 1, 5), "2027-01-05"),
    ],
)
def test_a_table_drops_the_current_year_and_says_near_days_in_words(chinese, date, words):
    assert text(day(date, short=True, today=TODAY)) == words


def test_an_english_table_does_the_same(english):
    dates = (TODAY, dt.date(2026, 11, 24), dt.date(2026, 1, 5), dt.date(2025, 1, 5))
    assert [text(day(d, short=True, today=TODAY)) for d in dates] == ["Today", "Tomorrow", "5 Jan", "5 Jan 2025"]


def test_a_time_near_midnight_belongs_to_the_readers_day(chinese):
    late = dt.datetime(2026, 11, 22, 16, 30, tzinfo=dt.UTC)
    assert text(day(late)) == "2026-11-23"
    assert moment(late) == '<time class="num" datetime="2026-11-23T00:30:00+08:00">2026-11-23 00:30</time>'


def test_a_moment_in_a_table(english):
    at = dt.datetime(2026, 11, 23, 10, 20, tzinfo=SHANGHAI)
    days = (TODAY, dt.date(2026, 11, 24), dt.date(2026, 12, 1), dt.date(2027, 1, 1))
    assert [text(moment(at, short=True, today=d)) for d in days] == [
        "Today 10:20", "Yesterday 10:20", "23 Nov 10:20", "23 Nov 2026 10:20",
    ]  # fmt: skip
    assert text(moment(at)) == "23 Nov 2026, 10:20"


@pytest.mark.parametrize(
    ("past", "zh"),
    [
        (dt.timedelta(seconds=59), "刚刚"),
        (dt.timedelta(seconds=60), "1 分钟前"),
        (dt.timedelta(minutes=59, seconds=59), "59 分钟前"),
        (dt.timedelta(hours=23, minutes=59), "23 小时前"),
        (dt.timedelta(hours=24), "昨天 12:00"),
        (dt.timedelta(days=10), "11-13 12:00"),
        (dt.timedelta(seconds=-30), "刚刚"),
        (dt.timedelta(days=-1), "明天 12:00"),
    ],
)
def test_how_long_ago(chinese, past, zh):
    now = dt.datetime(2026, 11, 23, 12, tzinfo=SHANGHAI)
    assert text(ago(now - past, now=now)) == zh


def test_a_time_ago_tells_scripts_and_pointers_when_it_was(english):
    now = dt.datetime(2026, 11, 23, 12, tzinfo=SHANGHAI)
    assert ago(now - dt.timedelta(minutes=5), now=now) == (
        '<time class="num" datetime="2026-11-23T11:55:00+08:00" title="23 Nov 2026 11:55" data-ago>5 min ago</time>'
    )


def test_a_due_date_says_its_state_in_a_word_and_a_sign(chinese):
    late, now, next_one = (due(TODAY + dt.timedelta(days=n), TODAY) for n in (-3, 0, 1))
    assert 'class="due late"' in late
    assert "逾期 3 天" in late
    assert "#circle-alert" in late
    assert 'title="2026-11-20"' in late
    assert 'class="due today"' in now
    assert "今天" in now
    assert next_one == '<span class="due"><time class="num" datetime="2026-11-24">明天</time></span>'


def test_one_day_late_is_one_day_in_english(english):
    assert "1 day overdue" in due(TODAY - dt.timedelta(days=1), TODAY)
    assert "2 days overdue" in due(TODAY - dt.timedelta(days=2), TODAY)


def test_what_is_done_is_never_late(chinese):
    assert due(TODAY - dt.timedelta(days=9), TODAY, done=True).startswith('<span class="due"><svg')


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (0, "0 分钟", "0 min"),
        (45, "45 分钟", "45 min"),
        (90, "1 小时 30 分钟", "1 h 30 min"),
        (120, "2 小时", "2 h"),
        (dt.timedelta(days=1, minutes=61), "1 天 1 小时", "1 day 1 h"),
        (dt.timedelta(days=3), "3 天", "3 days"),
    ],
)
def test_durations(value, zh, en):
    said = []
    for lang in ("zh-hans", "en"):
        with translation.override(lang):
            said.append(duration(value))
    assert said == [zh, en]


def test_no_date_is_a_dash(chinese):
    assert [day(None), moment(None), ago(None), due(None)] == ["–"] * 4


def test_the_plain_text_for_mails_and_files(english):
    assert written(TODAY, year=False) == "23 Nov"


def test_a_month_has_a_short_name():
    said = []
    for lang in ("zh-hans", "en"):
        with translation.override(lang):
            said.append([month(1), month(12)])
    assert said == [["1月", "12月"], ["Jan", "Dec"]]
