"""What a person keeps: views, pins, notices; and whether the process lives."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.db import DatabaseError
from django.test import Client

from kambium.core import actions, notify
from kambium.core.access import NotThere
from kambium.core.actions.pins import CannotPin
from kambium.core.actions.views import NameTaken
from kambium.core.models import Notice, Pin, SavedView
from kambium.demo.world import World
from kambium.people.models import Person

ClientOf = Callable[[Person], Client]


def views_of(person: Person) -> list[tuple[str, bool, int | None]]:
    rows = SavedView.objects.filter(person=person, list_key="accounts")
    return list(rows.values_list("name", "is_default", "team_id"))


def test_a_list_is_kept_under_a_name_as_it_is(world: World, client_of: ClientOf) -> None:
    client = client_of(world.chen)
    state = "?view=mine&owner=me&region=east&sort=-revenue&columns=city&at=xyz&foreign=1"
    assert client.get("/views/new/", {"list": "accounts", "state": state}).status_code == 200
    given = {"list": "accounts", "state": state, "name": "华东大客户", "is_team": "on"}
    response = client.post("/views/new/", given)
    view = SavedView.objects.get(name="华东大客户")
    assert response.headers["Location"] == f"/accounts/?view={view.pk}"
    assert view.query == {"owner": ["me"], "region": ["east"], "sort": ["-revenue"], "columns": ["name", "city"]}
    assert (view.team_id, view.is_default) == (world.team("east").pk, False)


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"list": "accounts", "name": ""}, 422),
        ({"list": "accounts", "name": "x" * 61}, 422),
        ({"list": "accounts", "name": "新能源"}, 422),
        ({"list": "accounts", "name": "\0"}, 422),
        ({"list": "nothing", "name": "x"}, 404),
        ({"name": "x"}, 404),
    ],
)
def test_a_view_that_cannot_be_kept_is_refused(
    world: World, client_of: ClientOf, given: dict[str, str], status: int
) -> None:
    before = views_of(world.chen)
    assert client_of(world.chen).post("/views/new/", given).status_code == status
    assert views_of(world.chen) == before


def test_a_list_one_may_not_see_is_not_kept(world: World, client_of: ClientOf) -> None:
    assert client_of(world.gao).post("/views/new/", {"list": "accounts", "name": "x"}).status_code == 404


def test_one_view_opens_the_list(world: World) -> None:
    he = world.he
    assert views_of(he) == [("西南", True, None)]
    actions.save_view(by=he.actor(), list_key="accounts", name="全部行业", query={}, is_default=True)
    assert views_of(he) == [("西南", False, None), ("全部行业", True, None)]


def test_views_are_renamed_shared_ordered_and_deleted(world: World, client_of: ClientOf) -> None:
    client, chen = client_of(world.chen), world.chen
    first = SavedView.objects.get(person=chen)
    second = actions.save_view(by=chen.actor(), list_key="accounts", name="第二", query={"region": ["east"]})
    client.post(f"/views/{second.pk}/place/", {"way": "up"})
    client.post(f"/views/{second.pk}/", {"name": "第一", "is_team": "on", "is_default": "on"})
    assert views_of(chen) == [("第一", True, world.team("east").pk), ("新能源", False, None)]
    client.post(f"/views/{second.pk}/", {"state": "?status=active&sort=-revenue"})
    second.refresh_from_db()
    assert second.query == {"status": ["active"], "sort": ["-revenue"]}
    assert "第一" in client.get("/views/").content.decode()
    client.post(f"/views/{first.pk}/removal/")
    assert [name for name, *_rest in views_of(chen)] == ["第一"]


def test_a_list_that_moved_on_from_its_view_offers_to_update_it(world: World, client_of: ClientOf) -> None:
    client, chen = client_of(world.chen), world.chen
    view = actions.save_view(by=chen.actor(), list_key="accounts", name="东区", query={"region": ["east"]})
    shown = client.get(f"/accounts/?view={view.pk}").content.decode()
    assert "更新视图" not in shown
    assert f'href="/views/{view.pk}/"' in shown
    moved_on = client.get(f"/accounts/?view={view.pk}&region=east&region=south").content.decode()
    assert "更新视图" in moved_on
    (state,) = re.findall(r'name="state" value="([^"]*)"', moved_on)
    response = client.post(f"/views/{view.pk}/", {"state": unescape(state)})
    assert response.headers["Location"] == f"/accounts/?view={view.pk}"
    view.refresh_from_db()
    assert view.query == {"region": ["east", "south"]}
    assert "更新视图" not in client.get(f"/accounts/?view={view.pk}").content.decode()


def test_only_the_owner_of_a_view_is_offered_to_update_it(world: World, client_of: ClientOf) -> None:
    team = world.team("east").pk
    view = actions.save_view(by=world.chen.actor(), list_key="accounts", name="东区", query={"region": ["east"]},
                             team_id=team)  # fmt: skip
    shown = client_of(world.xu).get(f"/accounts/?view={view.pk}&region=south").content.decode()
    assert "东区" in shown
    assert "更新视图" not in shown


@pytest.mark.parametrize("path", ["", "removal/", "place/"])
def test_somebody_elses_view_is_not_there(world: World, client_of: ClientOf, path: str) -> None:
    view = SavedView.objects.get(person=world.wang)
    response = client_of(world.chen).post(f"/views/{view.pk}/{path}", {"name": "x", "way": "up"})
    assert response.status_code == 404
    assert SavedView.objects.get(pk=view.pk).name == "扩产客户"


def test_names_are_taken_once_a_list(world: World) -> None:
    actor = world.chen.actor()
    with pytest.raises(NameTaken):
        actions.save_view(by=actor, list_key="accounts", name="新能源", query={})
    assert actions.save_view(by=actor, list_key="contacts", name="新能源", query={}).pk


def test_fifty_views_fit_above_a_list(world: World) -> None:
    actor = world.zhou.actor()
    for number in range(50):
        actions.save_view(by=actor, list_key="accounts", name=str(number), query={})
    with pytest.raises(NameTaken):
        actions.save_view(by=actor, list_key="accounts", name="one more", query={})


# -- pins -------------------------------------------------------------------------------------------------------------


def test_a_page_is_pinned_once_and_stands_in_the_side_bar(world: World, client_of: ClientOf) -> None:
    client = client_of(world.zhou)
    for label in ("越岭", "越岭电子"):
        response = client.post("/pins/", {"label": label, "url": "/accounts/?view=all&tag=strategic"})
        assert response.headers["Location"] == "/accounts/?view=all&tag=strategic"
    pins = Pin.objects.filter(person=world.zhou, url__startswith="/accounts/?")
    assert [pin.label for pin in pins] == ["越岭电子"]
    assert "越岭电子" in client.get("/").content.decode()


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "",
        "/x\0",
        "/" + "x" * 2_000,
    ],
)
def test_only_pages_of_ours_are_pinned(world: World, client_of: ClientOf, url: str) -> None:
    before = Pin.objects.count()
    response = client_of(world.chen).post("/pins/", {"label": "x", "url": url})
    assert response.headers["Location"] == "/pins/"
    assert Pin.objects.count() == before
    with pytest.raises(CannotPin):
        actions.pin(by=world.chen.actor(), label="x", url=url)


def test_pins_are_moved_and_taken_out_by_their_owner_alone(world: World, client_of: ClientOf) -> None:
    client = client_of(world.chen)
    first, second = Pin.objects.filter(person=world.chen)
    client.post(f"/pins/{second.pk}/place/", {"way": "up"})
    assert [pin.pk for pin in Pin.objects.filter(person=world.chen)] == [second.pk, first.pk]
    assert client_of(world.lin).post(f"/pins/{first.pk}/removal/").status_code == 404
    assert client_of(world.lin).post(f"/pins/{first.pk}/place/").status_code == 404
    client.post(f"/pins/{first.pk}/removal/")
    assert [pin.pk for pin in Pin.objects.filter(person=world.chen)] == [second.pk]
    assert second.label in client.get("/pins/").content.decode()


def test_the_side_bar_holds_twenty(world: World) -> None:
    actor = world.gao.actor()
    for number in range(20):
        actions.pin(by=actor, label=str(number), url=f"/people/{number}/")
    with pytest.raises(CannotPin):
        actions.pin(by=actor, label="x", url="/people/99/")
    with pytest.raises(NotThere):
        actions.unpin(0, by=actor)


# -- notices ----------------------------------------------------------------------------------------------------------


def test_what_needs_the_person_stands_before_what_is_for_information(world: World, client_of: ClientOf) -> None:
    Notice.objects.filter(person=world.zhou).delete()
    facts = {"count": 3, "by_id": world.liang.pk}
    notify.tell([world.zhou.pk], "accounts.assigned", key="a", url="/accounts/", data=facts, needs_action=True)
    data = {"what_zh": "导出", "what_en": "Export", "done": 7}
    notify.tell([world.zhou.pk], "work.done", key="b", url="/work/1/", data=data)
    text = client_of(world.zhou).get("/notices/").content.decode()
    assert text.index("需要你处理") < text.index("梁卓然") < text.index("供你了解") < text.index("导出")


def test_reading_one_goes_where_it_leads_and_reading_all_empties_the_bell(world: World, client_of: ClientOf) -> None:
    client = client_of(world.zhou)
    Notice.objects.filter(person=world.zhou).delete()
    for key in ("a", "b"):
        notify.tell([world.zhou.pk], "accounts.assigned", key=key, url="/accounts/?view=mine", data={"count": 1})
    one = Notice.objects.get(person=world.zhou, key="a")
    assert client.post(f"/notices/{one.pk}/read/").headers["Location"] == "/accounts/?view=mine"
    assert Notice.objects.filter(person=world.zhou, read_at=None).count() == 1
    assert "1 条未读" in client.get("/").content.decode()
    client.post("/notices/read/")
    assert Notice.objects.filter(person=world.zhou, read_at=None).count() == 0
    assert client_of(world.chen).post(f"/notices/{one.pk}/read/").status_code == 404


def test_a_notice_of_a_kind_nobody_knows_any_more_is_shown(world: World, client_of: ClientOf) -> None:
    Notice.objects.create(person=world.chen, key="old", kind="gone.away", data={}, url="javascript:alert(1)")
    client = client_of(world.chen)
    assert client.get("/notices/").status_code == 200
    notice = Notice.objects.get(key="old")
    assert client.post(f"/notices/{notice.pk}/read/").headers["Location"] == "/notices/"


def test_a_place_nobody_made_shows_the_first_page(world: World, client_of: ClientOf) -> None:
    for at in ("x", "W10", "A" * 3_000, "%00"):
        assert client_of(world.chen).get(f"/notices/?at={at}").status_code == 200


# -- health -----------------------------------------------------------------------------------------------------------


def test_a_living_process_says_so_without_asking_who(world: World, visitor: Client) -> None:
    for path in ("/livez", "/readyz"):
        response = visitor.get(path)
        assert (response.status_code, response.content) == (200, b"ok\n")


def test_without_the_database_it_lives_but_is_not_ready(
    world: World, visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Silent:
        def cursor(self) -> None:
            raise DatabaseError

    monkeypatch.setattr("kambium.core.views.health.connection", Silent())
    assert visitor.get("/livez").status_code == 200
    response = visitor.get("/readyz")
    assert response.status_code == 503
    assert b"database" in response.content
