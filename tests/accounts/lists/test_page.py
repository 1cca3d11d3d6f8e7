"""The lists as pages: who sees what, views, parts for htmx, and addresses nobody made."""

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kambium.accounts.models import Account
from kambium.core.actions import save_view
from kambium.core.models import SavedView
from kambium.core.web.listing import listing as engine
from kambium.demo.world import World
from kambium.people.models import Person
from tests.accounts.views.screen import Screen

ClientOf = Callable[[Person], Client]
PART = {"HX-Request": "true"}
ID = re.compile(r'name="ids" value="(\d+)"')
PATHS = ("/accounts/", "/contacts/", "/activities/")


def ids(response) -> list[int]:
    return [int(number) for number in ID.findall(response.content.decode())]


def names(response) -> list[str]:
    """The first cells of the rows."""
    return [row[1].strip() for row in Screen(response).rows[1:] if len(row) > 2]


def test_a_key_account_manager_opens_the_list_with_the_own_accounts(world: World, client_of: ClientOf) -> None:
    response = client_of(world.chen).get("/accounts/")
    own = Account.objects.filter(owner=world.chen, deleted_at=None).order_by("sort_zh", "id")
    assert ids(response) == list(own.values_list("pk", flat=True))
    assert "我的客户" in response.content.decode()


def test_a_lead_opens_it_with_the_whole_team(world: World, client_of: ClientOf) -> None:
    response = client_of(world.wang).get("/accounts/")
    team = Account.objects.filter(team_id=world.team("east").pk, deleted_at=None)
    assert set(ids(response)) == set(team.values_list("pk", flat=True))


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("who", ["gao", "song", "ma", "luo", "qian"])
def test_roles_without_customers_get_no_list(world: World, client_of: ClientOf, who: str, path: str) -> None:
    assert client_of(getattr(world, who)).get(path).status_code == 403


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("who", ["zhao", "fang", "jiang"])
def test_those_who_read_everything_cannot_change_a_cell(world: World, client_of: ClientOf, who: str, path: str) -> None:
    response = client_of(getattr(world, who)).get(f"{path}?view=all")
    assert len(ids(response)) > 50
    assert b"cellbtn" not in response.content


def test_the_auditor_sees_no_telephone_and_no_mail_in_full(world: World, client_of: ClientOf) -> None:
    contact = world.contact("huadong.head_buyer")
    response = client_of(world.jiang).get("/contacts/?view=all&q=华栋重工")
    text = response.content.decode()
    assert contact.name_zh in text
    assert contact.mobile not in text
    assert contact.email not in text
    assert f"{contact.mobile[:3]}****{contact.mobile[-4:]}" in text


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "query",
    [
        "status=nothing", "owner=999999999999999999999", "owner=-1", "revenue_from=viel", "created_from=2026-13-45",
        "silent=0", "sort=secret", "sort=-", "columns=secret", "view=99999999999999999999", "view=%00", "q=%00",
        "q=" + "中" * 5_000, "at=x", "at=" + "A" * 9_000, "at=W10", "at=WyIyMDI2IiwieCJd", "at=W251bGwsIG51bGxd",
        "when_from=0000-00-00", "f_production_sites_from=x", "f_nothing=1", "q=%25_%5C%27%22",
        "q=<script>alert(1)</script>", "status=a&status=b", "silent=99999999999999999999", "employees_to=1e308",
        "q=1-2", "q=%2D%2D", "step=overdue&step=none&step=x",
    ],
)  # fmt: skip
def test_an_address_nobody_made_shows_a_list(world: World, client_of: ClientOf, path: str, query: str) -> None:
    response = client_of(world.chen).get(f"{path}?{query}")
    assert response.status_code == 200
    assert b"<script>alert" not in response.content


def test_a_part_writes_the_whole_state_into_the_address(world: World, client_of: ClientOf) -> None:
    client = client_of(world.chen)
    given = "/accounts/?view=mine&q=&status=active&status=&sort=-revenue&revenue_from=1000%E4%B8%87&owner=me"
    response = client.get(given, headers=PART)
    assert response.headers["HX-Push-Url"] == (
        "/accounts/?view=mine&owner=me&status=active&revenue_from=10000000&sort=-revenue"
    )
    text = response.content.decode()
    assert text.strip().startswith('<div id="list">')
    assert "<html" not in text


def test_taking_the_last_condition_away_leaves_the_view(world: World, client_of: ClientOf) -> None:
    text = client_of(world.chen).get("/accounts/").content.decode()
    assert '<a href="?view=all" aria-label=' in text


def test_pages_follow_each_other(world: World, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine.Listing.page, "__defaults__", (7,))
    client = client_of(world.shen)
    expected = list(
        Account.objects.filter(division_id=2, deleted_at=None).order_by("sort_zh", "id").values_list("pk", flat=True)
    )
    path, found = "/accounts/?view=all", []
    while path:
        response = client.get(path)
        found += ids(response)
        link = re.search(r'href="([^"]+)" rel="next"', response.content.decode())
        path = f"/accounts/{link[1].replace('&amp;', '&')}" if link else ""
    assert found == expected


def test_a_saved_view_shows_itself_and_opens_the_list_when_it_is_the_default(world: World, client_of: ClientOf) -> None:
    he = world.he
    expected = set(Account.objects.filter(owner=he, region="southwest", deleted_at=None).values_list("pk", flat=True))
    response = client_of(he).get("/accounts/")
    assert expected <= set(ids(response))
    assert {Account.objects.get(pk=number).region for number in ids(response)} == {"southwest"}
    view = SavedView.objects.get(person=he, is_default=True)
    assert f'href="/accounts/?view={view.pk}" aria-current="page"' in response.content.decode()


def test_a_view_of_the_team_is_offered_to_the_team_alone(world: World, client_of: ClientOf) -> None:
    assert "扩产客户" in client_of(world.chen).get("/accounts/").content.decode()
    assert "扩产客户" not in client_of(world.zhou).get("/accounts/").content.decode()


def test_somebody_elses_own_view_is_not_shown(world: World, client_of: ClientOf) -> None:
    view = save_view(by=world.chen.actor(), list_key="accounts", name="只给我", query={"region": ["europe"]})
    response = client_of(world.lin).get(f"/accounts/?view={view.pk}")
    own = Account.objects.filter(owner=world.lin, deleted_at=None).order_by("sort_en", "id")
    assert ids(response) == list(own.values_list("pk", flat=True))
    assert "只给我" not in response.content.decode()


def test_columns_stand_in_the_chosen_order(world: World, client_of: ClientOf) -> None:
    response = client_of(world.chen).get("/accounts/?view=mine&columns=city&columns=name&columns=tags")
    assert [head.strip() for head in Screen(response).rows[0][1:]] == ["客户", "城市", "标签"]


def test_the_sum_follows_the_conditions_and_is_left_out_over_two_currencies(world: World, client_of: ClientOf) -> None:
    chen = [
        row for row in Screen(client_of(world.chen).get("/accounts/?owner=me&region=east")).rows if "合计" in row[1]
    ]
    lin = [row for row in Screen(client_of(world.lin).get("/accounts/?owner=me")).rows if "Total" in "".join(row)]
    total = sum(
        Account.objects.filter(owner=world.chen, region="east", deleted_at=None, annual_revenue__isnull=False)
        .values_list("annual_revenue", flat=True)
    )  # fmt: skip
    assert any(f"{total / 10_000:,.0f}" in cell for cell in chen[0])
    assert lin == []


def test_an_empty_list_says_so_and_shows_the_way_out(world: World, client_of: ClientOf) -> None:
    text = client_of(world.chen).get("/accounts/?q=qqqqqqqqqqqq").content.decode()
    assert "没有符合条件的客户" in text
    assert 'href="?view=all"' in text


def test_near_finds_are_said_to_be_near(world: World, client_of: ClientOf) -> None:
    text = client_of(world.chen).get("/accounts/?q=Huadnog+Heavy+Industry").content.decode()
    assert "没有完全匹配的，这些比较接近" in text
    assert "华栋重工集团有限公司" in text


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("who", ["chen", "wang", "shen", "zhao"])
def test_a_list_costs_five_statements_and_a_part_four(world: World, client_of: ClientOf, who: str, path: str) -> None:
    client = client_of(getattr(world, who))
    client.get(path)
    with CaptureQueriesContext(connection) as whole:
        assert client.get(f"{path}?view=all").status_code == 200
    with CaptureQueriesContext(connection) as part:
        assert client.get(f"{path}?view=all&owner=me", headers=PART).status_code == 200
    assert (len(whole), len(part)) == (5, 4)
