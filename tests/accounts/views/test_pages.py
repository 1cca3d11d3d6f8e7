"""The pages of one account: for whom, in both languages, in how many statements, and what foreign numbers get."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kambium.accounts.models import Account, AccountFile, Activity, Address, Comment
from kambium.people.models import Person

TABS = ("account", "account_people", "account_activity", "account_files", "account_group", "account_changes")
READERS = ("chen", "wang", "shen", "daniel", "zhao", "fang", "jiang")
STRANGERS = ("zhou", "liang", "gao", "song", "ma", "luo", "qian")


def statements(client, url):
    client.get(url)  # the first page fills what a process keeps in memory
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


@pytest.mark.parametrize("tab", TABS)
@pytest.mark.parametrize("key", READERS)
def test_whoever_may_see_the_account_reads_every_part(world, client_of, key, tab):
    response = client_of(getattr(world, key)).get(reverse(tab, args=[world.account_id("huadong")]))
    assert response.status_code == 200
    assert world.account("huadong").name_zh in response.content.decode()


@pytest.mark.parametrize("tab", TABS)
def test_to_others_it_is_not_there_as_is_a_number_nobody_has(world, client_of, tab):
    for key in STRANGERS[:2]:
        client = client_of(getattr(world, key))
        hidden = client.get(reverse(tab, args=[world.account_id("huadong")]))
        missing = client.get(reverse(tab, args=[999_999_999_999_999_999_999]))
        assert (hidden.status_code, missing.status_code) == (404, 404)


@pytest.mark.parametrize("key", STRANGERS[2:])
def test_who_has_nothing_to_do_with_customers_is_refused(world, client_of, key):
    assert client_of(getattr(world, key)).get(reverse("account", args=[world.account_id("huadong")])).status_code == 403


@pytest.mark.parametrize(
    ("url", "times"),
    [
        ("account", 5), ("account_people", 4), ("account_activity", 4), ("account_files", 4), ("account_group", 3),
        ("account_changes", 4),
    ],
)  # fmt: skip
@pytest.mark.parametrize("key", ["chen", "wang", "shen", "daniel", "jiang"])
def test_a_page_asks_the_database_three_to_five_times(world, client_of, key, url, times):
    client = client_of(getattr(world, key))
    assert statements(client, reverse(url, args=[world.account_id("huadong")])) == times


def test_ten_times_the_rows_cost_no_more_statements(world, client_of):
    number = world.account_id("kunyue")
    before = statements(client_of(world.chen), reverse("account", args=[number]))
    rows = [Activity(account_id=number, kind="call", subject=f"第 {n} 通", happened_at=world.now, owner=world.chen,
                     by=world.chen, next_step="再联系") for n in range(60)]  # fmt: skip
    Activity.objects.bulk_create(rows)
    assert statements(client_of(world.chen), reverse("account", args=[number])) == before == 5


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh-hans", ("完成并安排下一步", "最近动态", "客户团队", "把关者", "2017 年起合作")),
        ("en", ("Done, plan the next", "Recent activity", "Account team", "Gatekeeper", "customer since 2017")),
    ],
)
def test_it_speaks_the_readers_language(world, client_of, language, words):
    Person.objects.filter(pk=world.chen.pk).update(language=language)
    client = client_of(world.chen)
    text = client.get(reverse("account", args=[world.account_id("huadong")])).content.decode()
    for word in words:
        assert word in text, word


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_no_page_holds_a_word_of_the_other_language_s_source(world, client_of, language):
    """An English label on a Chinese page is a missing translation."""
    Person.objects.filter(pk=world.chen.pk).update(language=language)
    client, number = client_of(world.chen), world.account_id("huadong")
    for name, args in (("account_log", [number]), ("account_edit", [number]), ("contact_new", [number]),
                       ("address_new", [number]), ("member_new", [number]), ("account_new", []),
                       ("activity_new", [])):  # fmt: skip
        text = client.get(reverse(name, args=args)).content.decode()
        assert ("More fields" in text or "Save" in text or "Continue</button>" in text) == (language == "en"), name


def test_an_auditor_finds_no_full_number_on_any_page(world, client_of):
    client, buyer = client_of(world.jiang), world.contact("huadong.buyer")
    for name, number in [*((tab, buyer.account_id) for tab in TABS), ("contact", buyer.pk)]:
        text = client.get(reverse(name, args=[number])).content.decode()
        for secret in (buyer.mobile, buyer.email, buyer.wechat, world.account("huadong").phone):
            assert secret not in text, name
    assert "199****1029" in client.get(reverse("contact", args=[buyer.pk])).content.decode()


def test_html_in_a_name_is_only_text(world, client_of):
    Account.objects.filter(pk=world.account_id("huadong")).update(name_zh="<script>alert(1)</script>")
    text = client_of(world.chen).get(reverse("account", args=[world.account_id("huadong")])).content.decode()
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)" in text


def test_every_number_in_an_address_is_guarded(world, client_of):
    """Zhou sees nothing of Huadong: not a page, not a form, not a file."""
    client, number = client_of(world.zhou), world.account_id("huadong")
    activity = Activity.objects.filter(account_id=number).exclude(next_step="").latest("id").pk
    contact, address = world.contact("huadong.buyer").pk, Address.objects.filter(account_id=number).first().pk
    kept = AccountFile.objects.filter(account_id=number).first().pk
    comment = Comment.objects.filter(account_id=number).first().pk
    asked = [
        *((name, number) for name in ("account_edit", "account_log", "contact_new", "address_new", "member_new")),
        *((name, contact) for name in ("contact", "contact_edit", "contact_move", "contact_leave")),
        *((name, activity) for name in ("activity", "activity_edit", "step_done", "step_day")),
        ("address_edit", address), ("file", kept), ("comment_edit", comment),
    ]  # fmt: skip
    answers = {name: client.get(reverse(name, args=[pk])).status_code for name, pk in asked}
    assert set(answers.values()) == {404}, answers
    sent = [
        *((name, number) for name in ("account_follow", "comment_new", "account_files")),
        *((name, contact) for name in ("contact_return", "contact_remove", "contact_restore")),
        *((name, activity) for name in ("activity_remove", "activity_restore")),
        ("address_remove", address), ("file_remove", kept), ("comment_remove", comment),
    ]  # fmt: skip
    answers = {name: client.post(reverse(name, args=[pk]), {"body": "甲"}).status_code for name, pk in sent}
    assert set(answers.values()) == {404}, answers


@pytest.mark.parametrize("word", ["nonsense", "2026-13-40", "9999-12-31", "0001-01-01", "2026-05-01T00:00", "%00"])
def test_a_day_that_is_none_shows_the_changes(world, client_of, word):
    url = reverse("account_changes", args=[world.account_id("huadong")])
    response = client_of(world.chen).get(f"{url}?on={word}")
    assert response.status_code == 200
    assert "变更记录" in response.content.decode()


@pytest.mark.parametrize("query", ["at=nonsense", "at=%00", "kind=fax&kind=call", "kind=", "at=W10&kind=event"])
def test_a_bad_place_or_kind_in_the_address_is_the_beginning(world, client_of, query):
    url = reverse("account_activity", args=[world.account_id("huadong")])
    assert client_of(world.chen).get(f"{url}?{query}").status_code == 200


def test_further_entries_come_alone(world, client_of):
    url, client = reverse("account_activity", args=[world.account_id("huadong")]), client_of(world.chen)
    page = client.get(url).content.decode()
    more = page.partition('id="more"')[2].partition('href="')[2].partition('"')[0].replace("&amp;", "&")
    part = client.get(url + more, headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith("<li>")
    assert "<html" not in part


def test_what_a_tab_of_nobody_is_called_is_not_there(world, client_of):
    assert client_of(world.chen).get(f"/accounts/{world.account_id('huadong')}/nonsense/").status_code == 404
