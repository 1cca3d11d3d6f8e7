"""A program reads what its person may see, row by row and field by field, and no more."""

from collections.abc import Callable
from typing import Any

from django.test import Client

from kambium.accounts.models import Account, Contact
from kambium.core.models import AccessRecord
from kambium.demo.world import World

Programs = Callable[..., Any]


def all_pages(program: Any, path: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    while path:
        answer = program.get(path)
        assert answer.status_code == 200, answer.said
        found += answer.said["data"]
        path = answer.said["next"]
    return found


def test_a_page_leads_to_the_next_until_all_were_read_once(world: World, program_of: Programs) -> None:
    rows = all_pages(program_of(world.shen), "accounts?limit=7&fields=id")
    seen = Account.objects.visible_to(world.shen.actor())
    assert sorted(row["id"] for row in rows) == sorted(seen.values_list("id", flat=True))


def test_a_key_account_manager_reads_no_account_of_others(world: World, program_of: Programs) -> None:
    mine = set(Account.objects.visible_to(world.zhou.actor()).values_list("id", flat=True))
    other = Account.objects.alive().exclude(pk__in=mine).order_by("id")[0]
    program = program_of(world.zhou)
    assert {row["id"] for row in all_pages(program, "accounts?limit=200")} == mine
    hidden, missing = program.get(f"accounts/{other.pk}"), program.get("accounts/999999999")
    assert (hidden.status_code, hidden.said) == (404, missing.said)
    assert hidden.headers["Content-Type"] == "application/problem+json"


def test_conditions_and_orders_are_those_of_the_list(world: World, program_of: Programs) -> None:
    program = program_of(world.shen)
    rows = all_pages(program, "accounts?status=active&sort=-revenue&fields=status,annual_revenue,currency")
    assert {row["status"] for row in rows} == {"active"}
    sums = [row["annual_revenue"] for row in rows if row["annual_revenue"] is not None]
    assert sums == sorted(sums, key=lambda text: -float(text))


def test_what_means_nothing_in_an_address_is_refused_and_named(world: World, program_of: Programs) -> None:
    program = program_of(world.shen)
    faults = {"colour=red": "colour", "limit=0": "limit", "limit=9999": "limit", "fields=x": "fields",
              "after=%21": "after", "updated_since=yesterday": "updated_since"}  # fmt: skip
    for query, field in faults.items():
        answer = program.get(f"accounts?{query}")
        assert (answer.status_code, answer.said["errors"][0]["field"]) == (422, field)


def test_masked_fields_are_empty_and_named_as_masked(world: World, program_of: Programs) -> None:
    contact = Contact.objects.exclude(mobile="").order_by("id")[0]
    found = program_of(world.jiang).get(f"contacts/{contact.pk}").said
    assert (found["mobile"], "mobile" in found["masked"]) == (None, True)


def test_a_parent_out_of_sight_is_not_named(world: World, program_of: Programs) -> None:
    mine = Account.objects.filter(owner=world.zhou, deleted_at=None).order_by("id")[0]
    seen = Account.objects.visible_to(world.zhou.actor()).values("id")
    hidden = Account.objects.alive().exclude(pk__in=seen).order_by("id")[0]
    Account.objects.filter(pk=mine.pk).update(parent=hidden)
    assert program_of(world.zhou).get(f"accounts/{mine.pk}").said["parent_id"] is None


def test_an_unchanged_row_is_not_sent_again(world: World, program_of: Programs) -> None:
    program, number = program_of(world.shen), world.account_id("huadong")
    first = program.get(f"accounts/{number}")
    assert first.headers["ETag"] == f'"{first.said["version"]}"'
    assert program.get(f"accounts/{number}", if_none_match=first.headers["ETag"]).status_code == 304


def test_reading_is_written_into_the_access_record_with_the_token(world: World, program_of: Programs) -> None:
    program_of(world.shen, name="Data warehouse").get("contacts?limit=3")
    note = AccessRecord.objects.order_by("-id")[0]
    assert (note.kind, note.reader_id, note.via) == ("api.read", world.shen.pk, "api: Data warehouse")
    assert note.data == {"resource": "contacts", "rows": 3, "token": "Data warehouse"}


def test_a_role_that_may_not_read_a_resource_is_refused(world: World, program_of: Programs) -> None:
    program = program_of(world.luo)
    assert program.get("accounts").status_code == 403
    assert "accounts" not in {one["key"] for one in program.get("/api/v1/").said["resources"]}


def test_a_cookie_opens_nothing(world: World, client_of: Callable[..., Client]) -> None:
    answer = client_of(world.shen).get("/api/v1/accounts")
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, 'Bearer realm="Kambium"')


def test_refusals_are_in_the_language_asked_for(world: World, program_of: Programs) -> None:
    assert program_of(world.shen, language="zh-CN").get("nothing").said["title"] == "这里没有内容"
    assert program_of(world.shen, language="en").get("nothing").said["title"] == "Nothing here"


def test_an_address_that_is_none_answers_in_json(world: World, program_of: Programs) -> None:
    answer = program_of(world.shen).get("accounts/1/2/3/4")
    assert (answer.status_code, answer.said["type"]) == (404, "/api/#not-there")


def test_a_key_account_manager_takes_out_no_more_in_a_day_than_as_files(world: World, program_of: Programs) -> None:
    note = {"kind": "api.read", "reader_id": world.zhou.pk, "data": {"rows": 999}}
    AccessRecord.objects.create(**note)
    answer = program_of(world.zhou).get("accounts?limit=50")
    assert (answer.status_code, answer.said["type"]) == (429, "/api/#budget")
