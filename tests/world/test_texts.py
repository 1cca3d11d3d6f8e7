"""What the demo company wrote down: in two languages, without repeating itself where anybody would see it."""

import re
from itertools import pairwise

import pytest

from kambium.accounts.models import Activity
from kambium.demo.reading import accounts as table
from kambium.demo.reading import industries, remarks, stories
from kambium.demo.telling import spaced

HAN = re.compile(r"[\u4e00-\u9fff]")
BRACES = re.compile(r"{(\w)}")
PAGE = 20


def windows(rows):
    """Every page of twenty that scrolling can show."""
    return (rows[start : start + PAGE] for start in range(max(1, len(rows) - PAGE + 1)))


@pytest.mark.parametrize("filter_by", ["account_id", "by_id", "kind", None])
def test_no_page_of_activities_shows_a_text_twice(world, filter_by):
    rows = list(
        Activity.objects.order_by("-happened_at", "-id").values("account_id", "by_id", "kind", "subject", "body")
    )
    groups = {row[filter_by] for row in rows} if filter_by else {None}
    for group in groups:
        page_rows = [row for row in rows if not filter_by or row[filter_by] == group]
        for page in windows(page_rows):
            assert len({row["subject"] for row in page}) == len(page)
            assert len({row["body"] for row in page}) == len(page)


def test_no_two_activities_are_told_alike(world):
    assert Activity.objects.values("subject").distinct().count() == 1564
    assert Activity.objects.values("body").distinct().count() == 1564


def test_no_two_activities_in_a_row_are_told_in_one_pattern(world):
    def pattern(subject):
        for industry in industries().values():
            for product in industry.products:
                subject = (
                    subject.replace(product.zh, "p").replace(product.en, "p").replace(product.en.capitalize(), "p")
                )
        return re.sub(r"\d+|（.*）|\(.*\)", "", subject)

    for account in (world.account_id(key) for key in ("huadong", "lanchuan", "yueling", "weidental")):
        rows = Activity.objects.filter(account_id=account).order_by("-happened_at", "-id")
        patterns = [pattern(row.subject) for row in rows]
        assert all(a != b for a, b in pairwise(patterns))


def test_everybody_writes_their_own_language_and_english_about_those_abroad(world):
    english = {world.lin.pk, world.daniel.pk}
    for row in Activity.objects.select_related("account"):
        is_english = row.by_id in english or row.account.name_zh == ""
        assert bool(HAN.search(row.subject + row.body + row.next_step)) != is_english, row.pk


def test_a_third_is_in_english(world):
    english = Activity.objects.exclude(subject__regex=r"[\u4e00-\u9fff]").count()
    assert english == 400


def test_no_brace_is_left_and_no_blank_stands_between_chinese_characters(world):
    for row in Activity.objects.all():
        text = f"{row.subject}\n{row.body}\n{row.next_step}"
        assert "{" not in text
        assert not re.search(r"[\u4e00-\u9fff] [\u4e00-\u9fff]|[\u4e00-\u9fff][A-Za-z0-9]|\d[\u4e00-\u9fff]", text), (
            text
        )


@pytest.mark.parametrize(
    ("loose", "set_right"),
    [
        ("锁 60 套 的毛坯", "锁 60 套的毛坯"),
        ("预计12 月 5 日给结果", "预计 12 月 5 日给结果"),
        ("总装AGV驱动", "总装 AGV 驱动"),
        ("降 5%，", "降 5%，"),
    ],
)
def test_chinese_is_set_with_blanks_around_figures_only(loose, set_right):
    assert spaced(loose) == set_right


def test_every_text_stands_in_both_languages_with_the_same_words_in_braces():
    for story in stories():
        for stage in story.stages:
            pairs = [stage.next, *(pair for text in stage.texts for pair in (text.subject, text.body))]
            for zh, en in pairs:
                assert HAN.search(zh), zh
                assert en, zh
                assert not HAN.search(en), en
    for pairs in remarks().values():
        for zh, en in pairs:
            assert HAN.search(zh), zh
            assert not HAN.search(en), en


def test_every_industry_of_an_account_has_products_in_both_languages():
    assert {line["industry"] for line in table()} <= set(industries())
    for industry in industries().values():
        assert all(product.zh and product.en and product.unit in "台套根只" for product in industry.products)


def test_open_steps_are_overdue_due_today_and_to_come(world):
    rows = Activity.objects.alive().filter(next_done_at=None).exclude(next_step="")
    counts = {
        "overdue": rows.filter(next_on__lt=world.today).count(),
        "today": rows.filter(next_on=world.today).count(),
        "to come": rows.filter(next_on__gt=world.today).count(),
    }
    assert counts == {"overdue": 14, "today": 10, "to come": 58}


def test_accounts_show_their_last_activity_and_first_open_step(world):
    for key in ("huadong", "lanchuan", "yueling", "weidental", "kunyue"):
        account, rows = world.account(key), world.activities(key)
        assert account.last_activity_at == rows[0].happened_at
        open_rows = sorted((r for r in rows if r.is_open), key=lambda r: (r.next_on, r.pk))
        first = (open_rows[0].next_step, open_rows[0].next_on) if open_rows else ("", None)
        assert (account.next_step, account.next_step_on) == first


def test_work_is_done_on_working_days_in_the_hours_of_both_sides(world):
    for happened_at, country in Activity.objects.values_list("happened_at", "account__country"):
        local = happened_at.astimezone(world.now.tzinfo)
        assert local.weekday() < 5
        assert 8 <= local.hour <= 19
        if country in ("DE", "DK", "NO") and local.date() != world.today:
            assert local.hour >= 15
