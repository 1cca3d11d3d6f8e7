"""Lists taken out as files: what is seen, as it is seen, within what one may take, and written down."""

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from django.test import Client

from kambium.accounts.models import Account
from kambium.core.files import path_of
from kambium.core.models import Event, Notice, StoredFile
from kambium.core.views import lists as views
from kambium.core.web.listing import export as engine
from kambium.core.web.listing.work import DONE, RUNNING, Following, begin, make_file
from kambium.demo.world import World
from kambium.people.models import Person

ClientOf = Callable[[Person], Client]
PATH = "/lists/accounts/export/"


def rows(response) -> list[list[str]]:
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def test_the_file_has_the_conditions_columns_and_order_of_the_page(world: World, client_of: ClientOf) -> None:
    given = {"format": "csv", "industry": "machinery", "sort": "-employees", "columns": ["name", "city", "employees"]}
    response = client_of(world.chen).post(PATH, given)
    expected = Account.objects.filter(owner=world.chen, industry="machinery", deleted_at=None, employees__isnull=False)
    lines = [[a.name_zh, a.city, str(a.employees)] for a in expected.order_by("-employees", "-id")]
    none = Account.objects.filter(owner=world.chen, industry="machinery", deleted_at=None, employees=None)
    lines += [[a.name_zh, a.city, ""] for a in none.order_by("-id")]
    assert rows(response) == [["客户", "城市", "员工人数"], *lines]
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"


def test_a_workbook_has_the_same_with_numbers_as_numbers(world: World, client_of: ClientOf) -> None:
    given = {"format": "xlsx", "columns": ["name", "revenue", "owner"], "view": "mine", "owner": "me"}
    response = client_of(world.lin).post(PATH, given)
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    lines = [[cell.value for cell in row] for row in sheet.iter_rows()]
    own = Account.objects.filter(owner=world.lin, deleted_at=None).order_by("sort_en", "id")
    assert lines[0] == ["Account", "Revenue", "Owner"]
    assert [line[0] for line in lines[1:]] == [a.name_en or a.name_zh for a in own]
    assert [line[1] for line in lines[1:]] == [float(a.annual_revenue) if a.annual_revenue else None for a in own]
    assert {line[2] for line in lines[1:]} == {"Lin Ruoxi"}


def test_near_finds_go_out_as_they_are_seen(world: World, client_of: ClientOf) -> None:
    client, given = client_of(world.chen), {"q": "Huadnog Heavy Industry", "view": "all"}
    seen = re.findall(r'class="check rowcheck"', client.get("/accounts/", given).content.decode())
    assert len(seen) > 0
    assert f"{len(seen)} 行" in client.get(PATH, given).content.decode()
    found = rows(client.post(PATH, {**given, "format": "csv", "columns": ["name"]}))
    assert len(found) == 1 + len(seen)
    assert ["华栋重工集团有限公司"] in [line[:1] for line in found]


def test_a_name_like_a_formula_leaves_the_house_as_text(world: World, client_of: ClientOf) -> None:
    Account.objects.filter(pk=world.account_id("huadong")).update(name_zh="=HYPERLINK(1)", city="@SUM(A1)", phone="+86")
    found = rows(client_of(world.chen).post(PATH, {"format": "csv", "columns": ["name", "city", "phone"]}))
    assert ["'=HYPERLINK(1)", "'@SUM(A1)", "'+86"] in found


def test_a_member_of_the_account_team_exports_only_what_is_owned(world: World, client_of: ClientOf) -> None:
    seen = Account.objects.visible_to(world.daniel.actor()).count()
    assert seen > 5
    found = rows(client_of(world.daniel).post(PATH, {"format": "csv"}))
    assert len(found) == 1


def test_masked_details_leave_the_house_masked(world: World, client_of: ClientOf) -> None:
    contact = world.contact("huadong.head_buyer")
    given = {"format": "csv", "columns": ["name", "mobile", "email", "phone", "wechat"]}
    found = rows(client_of(world.jiang).post("/lists/contacts/export/", given))
    line = next(one for one in found if one[0] == contact.name_zh)
    assert line[1] == f"{contact.mobile[:3]}****{contact.mobile[-4:]}"
    assert contact.email not in str(found)
    assert contact.phone not in str(found)


def test_every_export_is_written_down(world: World, client_of: ClientOf) -> None:
    found = rows(client_of(world.chen).post(PATH, {"format": "csv", "region": "east", "columns": ["name", "city"]}))
    event = Event.objects.get(kind="list.exported")
    assert (event.actor, event.subject_type, event.subject_id) == (world.chen, "person", world.chen.pk)
    assert event.data == {
        "list": "accounts", "rows": len(found) - 1, "format": "csv", "state": "?region=east&columns=name&columns=city",
        "columns": ["name", "city"],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("who", "path", "status"),
    [
        ("gao", PATH, 404), ("luo", PATH, 404), ("chen", "/lists/nothing/export/", 404),
        ("fang", PATH, 200), ("jiang", PATH, 200), ("zhao", PATH, 200), ("wang", "/lists/activities/export/", 200),
    ],
)  # fmt: skip
def test_who_may_take_a_list_out(world: World, client_of: ClientOf, who: str, path: str, status: int) -> None:
    client = client_of(getattr(world, who))
    assert client.get(path).status_code == status
    assert client.post(path, {"format": "csv"}).status_code == status


def test_a_format_that_is_none_is_not_there(world: World, client_of: ClientOf) -> None:
    assert client_of(world.chen).post(PATH, {"format": "exe"}).status_code == 404
    assert not Event.objects.filter(kind="list.exported").exists()


def test_a_key_account_manager_takes_a_thousand_rows_a_day_and_no_more(world: World, client_of: ClientOf) -> None:
    client = client_of(world.chen)
    owned = Account.objects.filter(owner=world.chen, deleted_at=None).count()
    Event.objects.create(
        kind="list.exported", subject_type="person", subject_id=world.chen.pk, happened_at=world.now,
        actor=world.chen, data={"rows": 1_000 - owned},
    )  # fmt: skip
    assert f"{owned}" in client.get(PATH).content.decode()
    assert client.post(PATH, {"format": "csv"}).status_code == 200
    refused = client.post(PATH, {"format": "csv"})
    assert refused.status_code == 422
    assert "今天" in refused.content.decode()
    assert Event.objects.filter(kind="list.exported").count() == 2


def test_a_lead_is_not_limited(world: World, client_of: ClientOf) -> None:
    Event.objects.create(
        kind="list.exported", subject_type="person", subject_id=world.wang.pk, happened_at=world.now,
        actor=world.wang, data={"rows": 50_000},
    )  # fmt: skip
    assert client_of(world.wang).post(PATH, {"format": "csv"}).status_code == 200


def test_a_long_list_is_made_by_a_job_and_fetched_by_its_owner_alone(
    world: World, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch, settings, tmp_path: Path
) -> None:
    monkeypatch.setattr(engine, "IN_REQUEST", 3)
    monkeypatch.setattr(views, "IN_REQUEST", 3)
    settings.MEDIA_ROOT = tmp_path
    client, wang = client_of(world.wang), world.wang
    response = client.post(PATH, {"format": "csv", "columns": ["name"]})
    notice = Notice.objects.get(person=wang, kind=RUNNING)
    assert response.headers["Location"] == f"/work/{notice.pk}/"
    make_file(Following(notice, wang, wang.actor(via="job")), "accounts", {"region": ["east"]}, "csv", 1_000)
    notice.refresh_from_db()
    stored = StoredFile.objects.get(uploaded_by=wang, name__startswith="客户 ")
    assert (notice.kind, notice.url) == (DONE, f"/exports/{stored.pk}/")
    assert path_of(stored.sha256).read_bytes().startswith(b"\xef\xbb\xbf")
    assert b"".join(client.get(notice.url).streaming_content) == path_of(stored.sha256).read_bytes()
    assert client_of(world.shen).get(notice.url).status_code == 404
    assert client.get(f"/exports/{stored.pk + 999}/").status_code == 404


def test_the_job_exports_what_its_person_may_at_that_time(world: World, settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    zhou = world.zhou
    notice = begin(zhou.pk, "客户", 99)
    make_file(Following(notice, zhou, zhou.actor(via="job")), "accounts", {"columns": ["name"]}, "csv", 1_000)
    stored = StoredFile.objects.get(uploaded_by=zhou, name__startswith="客户 ")
    text = path_of(stored.sha256).read_text("utf-8-sig")
    lines = [line[0] for line in csv.reader(io.StringIO(text, newline=""))]
    own = Account.objects.filter(owner=zhou, deleted_at=None).order_by("sort_zh", "id")
    assert lines[1:] == [a.name_zh or a.name_en for a in own]
