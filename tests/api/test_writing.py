"""A program changes what its person may change, by the rules of the pages."""

from collections.abc import Callable
from typing import Any

from kambium.accounts.models import Account, Activity, Contact
from kambium.core.models import Event
from kambium.demo.world import World

Programs = Callable[..., Any]


def mine(world: World) -> Account:
    """An account of 周 without a parent."""
    found: Account = Account.objects.filter(owner=world.zhou, deleted_at=None).order_by("id")[0]
    return found


def test_an_account_is_made_changed_removed_and_restored(world: World, program_of: Programs) -> None:
    program = program_of(world.zhou, name="ERP")
    made = program.post("accounts", {"name_zh": "启明精密", "industry": "machinery", "annual_revenue": "1250000.50"})
    assert made.status_code == 201, made.said
    address = made.headers["Location"]
    assert (made.said["name_zh"], made.said["annual_revenue"], made.said["owner_id"], made.said["currency"]) == (
        "启明精密", "1250000.50", world.zhou.pk, "CNY")  # fmt: skip
    changed = program.patch(address, {"city": "苏州"}, if_match=made.headers["ETag"])
    assert (changed.status_code, changed.said["city"], changed.said["name_zh"]) == (200, "苏州", "启明精密")
    told = Event.objects.filter(root_type="account", root_id=made.said["id"]).order_by("id")
    assert {(event.kind, event.via) for event in told} == {
        ("account.created", "api: ERP"),
        ("account.changed", "api: ERP"),
    }
    assert program.ask("DELETE", address).status_code == 403  # a key account manager removes none
    lead = program_of(world.shen)
    number = mine(world).pk
    assert lead.ask("DELETE", f"accounts/{number}").status_code == 204
    assert lead.get(f"accounts/{number}").status_code == 404
    assert lead.post(f"accounts/{number}/restore").status_code == 200


def test_who_saved_second_is_told_and_nothing_is_lost(world: World, program_of: Programs) -> None:
    program, row = program_of(world.zhou), mine(world)
    path = f"accounts/{row.pk}"
    assert program.patch(path, {"city": "苏州", "version": row.version}).status_code == 200
    late = program.patch(path, {"city": "无锡", "version": row.version})
    assert (late.status_code, late.said["version"]) == (412, row.version + 1)
    unsaid = program.patch(path, {"city": "无锡"})
    assert unsaid.status_code == 428
    row.refresh_from_db()
    assert row.city == "苏州"
    assert program.patch(path, {"city": "无锡"}, if_match="*").said["city"] == "无锡"


def test_faults_are_named_field_by_field_and_nothing_is_written(world: World, program_of: Programs) -> None:
    program, before = program_of(world.zhou), Account.objects.count()
    body = {"name_zh": "启明", "employees": "many", "status": "unheard", "colour": "red"}
    assert [e["field"] for e in program.post("accounts", body).said["errors"]] == ["colour"]
    del body["colour"]
    answer = program.post("accounts", body)
    assert (answer.status_code, sorted(e["field"] for e in answer.said["errors"])) == (422, ["employees", "status"])
    unnamed = program.post("accounts", {"city": "苏州"})
    assert [e["field"] for e in unnamed.said["errors"]] == ["name_zh"]
    wrong = program.post("accounts", {"name_zh": ["a"], "employees": {"n": 1}, "tags": "x"})
    assert sorted(e["field"] for e in wrong.said["errors"]) == ["employees", "name_zh", "tags"]
    assert Account.objects.count() == before


def test_a_write_under_one_key_is_done_once(world: World, program_of: Programs) -> None:
    program = program_of(world.zhou)
    body = {"name_zh": "启明精密"}
    first, again = (program.post("accounts", body, idempotency_key="order-7") for _turn in range(2))
    assert (again.status_code, again.said, again.headers["Location"]) == (201, first.said, first.headers["Location"])
    assert (again.headers["Idempotency-Replayed"], Account.objects.filter(name_zh="启明精密").count()) == ("true", 1)
    other = program.post("accounts", {"name_zh": "另一家"}, idempotency_key="order-7")
    assert (other.status_code, other.said["type"]) == (422, "/api/#key-reused")
    assert not Account.objects.filter(name_zh="另一家").exists()


def test_a_refused_write_leaves_its_key_free(world: World, program_of: Programs) -> None:
    program = program_of(world.zhou)
    assert program.post("accounts", {}, idempotency_key="k").status_code == 422
    assert program.post("accounts", {"name_zh": "启明精密"}, idempotency_key="k").status_code == 201


def test_an_activity_is_logged_with_who_took_part_and_its_step_finished(world: World, program_of: Programs) -> None:
    program = program_of(world.zhou)
    contact = Contact.objects.filter(account__owner=world.zhou, deleted_at=None, left_on=None).order_by("id")[0]
    made = program.post("activities", {
        "account_id": contact.account_id, "kind": "visit", "subject": "工厂参观", "contacts": [contact.pk],
        "next_step": "寄样品", "next_on": "2026-12-01"})  # fmt: skip
    assert made.status_code == 201, made.said
    row = Activity.objects.get(pk=made.said["id"])
    assert (row.next_owner_id, list(row.participants.exclude(contact=None).values_list("contact_id", flat=True))) == (
        world.zhou.pk, [contact.pk])  # fmt: skip
    done = program.post(f"activities/{row.pk}/finish", {"version": row.version})
    assert done.status_code == 200, done.said
    row.refresh_from_db()
    assert not row.is_open


def test_a_contact_moves_leaves_and_returns(world: World, program_of: Programs) -> None:
    program, account = program_of(world.zhou), mine(world)
    made = program.post("contacts", {"account_id": account.pk, "name_zh": "韩梅"})
    assert made.status_code == 201, made.said
    path = made.headers["Location"]
    assert program.post(f"{path}/leave", {"left_on": "2026-11-20"}).said["left_on"] == "2026-11-20"
    assert program.post(f"{path}/return").said["left_on"] is None
    twice = program.post(f"{path}/return")
    assert twice.status_code == 422


def test_a_row_out_of_sight_is_written_to_by_nobody(world: World, program_of: Programs) -> None:
    seen = Account.objects.visible_to(world.zhou.actor()).values("id")
    hidden = Account.objects.alive().exclude(pk__in=seen).order_by("id")[0]
    program = program_of(world.zhou)
    assert program.patch(f"accounts/{hidden.pk}", {"city": "x"}, if_match="*").status_code == 404
    made = program.post("contacts", {"account_id": hidden.pk, "name_zh": "韩梅"})
    assert (made.status_code, made.said["errors"][0]["field"]) == (422, "account_id")
    hidden_city = hidden.city
    hidden.refresh_from_db()
    assert hidden.city == hidden_city


def test_many_are_changed_at_once_and_those_out_of_reach_are_named(world: World, program_of: Programs) -> None:
    program = program_of(world.zhou)
    ids = list(
        Account.objects.filter(owner=world.zhou, deleted_at=None).order_by("id").values_list("id", flat=True)[:3]
    )
    seen = Account.objects.visible_to(world.zhou.actor()).values("id")
    hidden = Account.objects.alive().exclude(pk__in=seen).order_by("id")[0].pk
    answer = program.post("accounts/bulk/status", {"ids": [*ids, hidden], "status": "dormant"})
    assert (answer.status_code, answer.said["left_out"]) == (200, [hidden]), answer.said
    assert set(Account.objects.filter(pk__in=ids).values_list("status", flat=True)) == {"dormant"}
    assert program.post("accounts/bulk/status", {"ids": list(range(1, 1002)), "status": "dormant"}).status_code == 422


def test_bodies_that_are_no_plain_json_object_are_refused(world: World, program_of: Programs) -> None:
    client = program_of(world.zhou).client

    def sent(raw: bytes, kind: str = "application/json", **headers: str) -> int:
        return int(client.post("/api/v1/accounts", raw, content_type=kind, headers=headers).status_code)

    assert sent(b"{") == 400
    assert sent(b"[]") == 400
    assert sent(b'{"a": NaN}') == 400
    assert sent(b'{"a": 1, "a": 2}') == 400
    assert sent(b"[" * 100_000) == 400
    assert sent(b'{"a":' * 9 + b"1" + b"}" * 9) == 400
    assert sent(b'{"name_zh": "a\\u0000"}') == 400
    assert sent(b'{"name_zh": "\\ud800"}') == 400
    assert sent("{}".encode("utf-16")) == 415
    assert sent(b"a=1", "application/x-www-form-urlencoded") == 415
    assert sent(b"{}", **{"content-encoding": "gzip"}) == 415
    assert sent(b'{"about": "' + b"x" * 1_000_001 + b'"}') == 413


def test_people_and_teams_are_kept_by_programs_too(world: World, program_of: Programs) -> None:
    program = program_of(world.gao)
    team = world.team("south")
    made = program.post("people", {"name_zh": "韩雪", "email": "xue.han@mingyuan.example", "team": team.pk})
    assert made.status_code == 201, made.said
    path = made.headers["Location"]
    changed = program.patch(path, {"phone": "13800001402"}, if_match=made.headers["ETag"])
    assert (changed.status_code, changed.said["name_zh"], changed.said["phone"]) == (200, "韩雪", "13800001402")
    renamed = program.patch(f"teams/{team.pk}", {"name_en": "Deep South", "version": team.version})
    assert (renamed.status_code, renamed.said["name_en"], renamed.said["name_zh"]) == (200, "Deep South", team.name_zh)
    assert program.patch(f"teams/{team.pk}", {}, if_match="*").said["version"] == team.version + 1
    assert program_of(world.zhou).post("people", {"name_zh": "x"}).status_code == 403
