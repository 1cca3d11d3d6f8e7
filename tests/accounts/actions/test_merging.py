"""Two accounts become one and two again."""

import hashlib
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone

from kambium.accounts import actions
from kambium.accounts.actions.merging import CannotPart, OnlyTheName, SameAccount
from kambium.accounts.models import (
    Account,
    AccountFile,
    AccountMember,
    Activity,
    Address,
    Comment,
    Contact,
    Follow,
    Merge,
    NotDuplicate,
)
from kambium.core.access import NotThere, Refused
from kambium.core.models import Event, Notice, SearchEntry
from kambium.demo.world import World
from kambium.people.actions.rejected import Stale

TABLES = (
    "accounts_account", "accounts_contact", "accounts_activity", "accounts_address", "accounts_accountfile",
    "accounts_comment", "accounts_accountmember", "accounts_follow", "accounts_participant",
)  # fmt: skip


def checksums() -> dict[str, str]:
    """What every row is, table by table, but for the version and the moment of the last change."""
    found = {}
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"SELECT to_jsonb(t) - 'version' - 'updated_at' FROM {table} t ORDER BY id")
            rows = "\n".join(str(sorted(row[0].items()) if isinstance(row[0], dict) else row[0]) for row in cursor)
            found[table] = hashlib.sha256(rows.encode()).hexdigest()
        cursor.execute("SELECT kind, object_id, root_id, owner_id, haystack FROM core_searchentry ORDER BY 1, 2")
        found["search"] = hashlib.sha256(str(cursor.fetchall()).encode()).hexdigest()
        cursor.execute(
            "SELECT id, root_id, owner_id, team_id FROM core_event WHERE kind NOT LIKE 'account.%merged' ORDER BY 1"
        )
        found["events"] = hashlib.sha256(str(cursor.fetchall()).encode()).hexdigest()
    return found


def merged(world: World, kept: str = "junhe", gone: str = "junhe_twin", **more: Any) -> Merge:
    given: dict[str, Any] = {"choices": {}, "at": world.now, **more}
    return actions.merge(by=world.shen.actor(), kept_id=world.account_id(kept), gone_id=world.account_id(gone), **given)


def sure(world: World, kept: str) -> Mapping[str, str]:
    return {"typed": world.account(kept).name_zh}


def test_everything_of_the_one_that_goes_belongs_to_the_other(world: World) -> None:
    kept, gone = world.account_id("lanchuan"), world.account_id("lanchuan_truck")
    counts = {model: model.objects.filter(account_id__in=(kept, gone)).count()
              for model in (Contact, Activity, Address, AccountFile, Comment)}  # fmt: skip
    merged(world, "lanchuan", "lanchuan_truck", **sure(world, "lanchuan"))
    for model, count in counts.items():
        assert model.objects.filter(account_id=kept).count() == count, model
        assert not model.objects.filter(account_id=gone).exists(), model
    away = world.account("lanchuan_truck")
    assert (away.merged_into_id, away.deleted_by_id) == (kept, world.shen.pk)
    assert not SearchEntry.objects.filter(kind="account", object_id=gone).exists()
    roots = set(SearchEntry.objects.filter(kind="contact", root_id__in=(kept, gone)).values_list("root_id", flat=True))
    assert roots == {kept}


def test_what_moves_gets_the_owner_of_the_account_that_stays(world: World) -> None:
    merged(world, "huadong", "yueling", **sure(world, "huadong"))
    chen = world.account("huadong")
    for model in (Contact, Activity):
        owners = set(model.objects.filter(account=chen).values_list("owner_id", "team_id"))
        assert owners == {(world.chen.pk, world.team("east").pk)}, model
    events = Event.objects.filter(root_type="account", root_id=chen.pk)
    assert set(events.values_list("owner_id", flat=True)) == {world.chen.pk}


def test_values_are_chosen_field_by_field_and_blanks_are_filled(world: World) -> None:
    kept, gone = world.account("kunyue"), world.account("cangyu")
    Account.objects.filter(pk=kept.pk).update(website="", domain="", tags=["tender"], extra={"payment_terms": "a"})
    Account.objects.filter(pk=gone.pk).update(tags=["overseas", "tender"], extra={"payment_terms": "b", "other": 1})
    choices = {"city": "gone", "status": "kept", "tags": "both", "extra": "both", "employees": "gone"}
    merged(world, "kunyue", "cangyu", choices=choices, **sure(world, "kunyue"))
    now = world.account("kunyue")
    assert (now.city, now.status, now.employees) == (gone.city, kept.status, gone.employees)
    assert (now.name_zh, now.registration_no) == (kept.name_zh, kept.registration_no)
    assert (now.website, now.domain) == (gone.website, gone.domain)
    assert (now.tags, now.extra) == (["tender", "overseas"], {"payment_terms": "a", "other": 1})


def test_a_number_that_only_the_other_has_comes_along_although_it_is_unique(world: World) -> None:
    Account.objects.filter(pk=world.account_id("kunyue")).update(registration_no="")
    number = world.account("cangyu").registration_no
    merged(world, "kunyue", "cangyu", **sure(world, "kunyue"))
    assert world.account("kunyue").registration_no == number


def test_the_key_in_another_system_comes_along_when_there_is_none(world: World) -> None:
    Account.objects.filter(pk=world.account_id("cangyu")).update(source="zoho", source_key="A-17")
    merged(world, "kunyue", "cangyu", **sure(world, "kunyue"))
    now = world.account("kunyue")
    assert (now.source, now.source_key) == ("zoho", "A-17")


def test_subsidiaries_move_and_the_group_does_not_close_on_itself(world: World) -> None:
    group = world.account_id("hanyu")
    merged(world, "huadong", "hanyu", **sure(world, "huadong"))
    assert set(Account.objects.filter(parent_id=world.account_id("huadong"), deleted_at=None).values_list("pk")) >= {
        (world.account_id("hanyu_storage"),), (world.account_id("hanyu_wind"),)}  # fmt: skip
    assert not Account.objects.filter(parent_id=group, deleted_at=None).exists()
    merged(world, "huadong_port", "huadong", **sure(world, "huadong_port"))
    assert world.account("huadong_port").parent_id is None
    assert world.account("huadong_smart").parent_id == world.account_id("huadong_port")


def test_members_and_followers_who_are_there_already_stay_where_they_were(world: World) -> None:
    kept, gone = world.account_id("kunyue"), world.account_id("cangyu")
    Follow.objects.filter(account_id__in=(kept, gone)).delete()
    AccountMember.objects.filter(account_id__in=(kept, gone)).delete()
    for person, accounts in ((world.lin, (kept, gone)), (world.xu, (gone,))):
        for account in accounts:
            Follow.objects.create(account_id=account, person=person)
            AccountMember.objects.create(
                account_id=account, person=person, role="presales",
                active=DateTimeTZRange(world.now - timedelta(9), None),
            )  # fmt: skip
    merged(world, "kunyue", "cangyu", **sure(world, "kunyue"))
    for model in (Follow, AccountMember):
        assert set(model.objects.filter(account_id=kept).values_list("person_id", flat=True)) == {6, 7}
        assert set(model.objects.filter(account_id=gone).values_list("person_id", flat=True)) == {6}


def test_last_activity_and_next_step_are_those_of_both(world: World) -> None:
    latest = max(a.last_activity_at for a in (world.account("kunyue"), world.account("cangyu")) if a.last_activity_at)
    merged(world, "kunyue", "cangyu", **sure(world, "kunyue"))
    assert world.account("kunyue").last_activity_at == latest


def test_it_is_told_once_to_those_who_own_them(world: World) -> None:
    row = merged(world, "huadong", "yueling", **sure(world, "huadong"))
    event = Event.objects.get(kind="account.merged")
    assert (event.root_id, event.data["merge"]) == (world.account_id("huadong"), row.pk)
    assert event.data["gone_zh"] == world.account("yueling").name_zh
    told = set(Notice.objects.filter(kind="account.merged").values_list("person_id", flat=True))
    assert told == {world.chen.pk}


def test_a_name_alone_does_not_suffice(world: World) -> None:
    before = checksums()
    for typed in ("", "朔川", world.account("shuochuan_fs").name_zh + "x"):
        with pytest.raises(OnlyTheName):
            merged(world, "shuochuan_nb", "shuochuan_fs", typed=typed)
    assert checksums() == before
    assert not Merge.objects.exists()


@pytest.mark.parametrize(
    ("column", "value"), [("domain", "shuochuan.example"), ("phone_key", "+8657487654321"), ("registration_no", "X1")]
)
def test_one_more_fact_that_agrees_does(world: World, column: str, value: str) -> None:
    pair = (world.account_id("shuochuan_nb"), world.account_id("shuochuan_fs"))
    Account.objects.filter(pk__in=pair[1:]).update(**{column: value, "country": ""})
    Account.objects.filter(pk__in=pair[:1]).update(**{column: value})
    assert merged(world, "shuochuan_nb", "shuochuan_fs").pk


def test_a_contact_in_common_speaks_too_and_an_open_mail_domain_does_not(world: World) -> None:
    pair = (world.account_id("shuochuan_nb"), world.account_id("shuochuan_fs"))
    Account.objects.filter(pk__in=pair).update(domain="qq.com")
    with pytest.raises(OnlyTheName):
        merged(world, "shuochuan_nb", "shuochuan_fs")
    for account in pair:
        first = Contact.objects.filter(account_id=account).order_by("pk").first()
        assert first
        Contact.objects.filter(pk=first.pk).update(
            email="Chief@Example.test" if account == pair[0] else "chief@example.test"
        )
    assert merged(world, "shuochuan_nb", "shuochuan_fs").pk


def test_undoing_brings_back_every_row_as_it_was(world: World) -> None:
    pairs = (("lanchuan", "lanchuan_truck"), ("huadong", "hanyu"), ("junhe", "junhe_twin"), ("huadong_port", "huadong"))
    for kept, gone in pairs:
        before = checksums()
        choices = dict.fromkeys(
            ("city", "tags", "extra", "registration_no", "employees", "website", "parent_id"), "gone"
        )
        row = merged(world, kept, gone, choices=choices, **sure(world, kept))
        during = checksums()
        assert all(during[name] != before[name] for name in ("accounts_account", "accounts_contact", "search"))
        actions.unmerge(by=world.shen.actor(), merge_id=row.pk, at=world.now)
        assert checksums() == before, (kept, gone)
        row.refresh_from_db()
        assert (row.undone_at, row.undone_by) == (world.now, world.shen)


def test_merges_one_after_another_are_undone_from_the_last(world: World) -> None:
    before, shen = checksums(), world.shen.actor()
    first = merged(world, "kunyue", "cangyu", **sure(world, "kunyue"))
    between = checksums()
    second = merged(world, "suguang", "kunyue", **sure(world, "suguang"))
    held = checksums()
    with pytest.raises(CannotPart):
        actions.unmerge(by=shen, merge_id=first.pk, at=world.now)
    assert checksums() == held
    actions.unmerge(by=shen, merge_id=second.pk, at=world.now)
    assert checksums() == between
    actions.unmerge(by=shen, merge_id=first.pk, at=world.now)
    assert checksums() == before != between


@pytest.mark.parametrize("what", ["account", "contact", "moved on", "removed"])
def test_what_was_worked_on_since_is_not_torn_apart(world: World, what: str) -> None:
    row = merged(world, "kunyue", "cangyu", **sure(world, "kunyue"))
    shen, at = world.shen.actor(), timezone.now()
    contact = world.contact("cangyu.buyer")
    if what == "account":
        actions.change(by=shen, account_id=row.kept_id, version=None, values={"city": "丽水"}, at=at)
    elif what == "contact":
        actions.change_contact(by=shen, contact_id=contact.pk, version=None, values={"title": "总监"}, at=at)
    elif what == "moved on":
        actions.move_contact(by=shen, contact_id=contact.pk, account_id=world.account_id("hanyu"), version=None, at=at)
    else:
        actions.remove(by=shen, account_id=row.kept_id, at=at)
    before = checksums()
    with pytest.raises(NotThere if what == "removed" else CannotPart):
        actions.unmerge(by=shen, merge_id=row.pk, at=at)
    assert checksums() == before


def test_several_merged_into_one_are_undone_from_the_last_too(world: World) -> None:
    before, shen = checksums(), world.shen.actor()
    rows = [merged(world, "huadong", gone, **sure(world, "huadong")) for gone in ("kunyue", "cangyu", "suguang")]
    with pytest.raises(CannotPart):
        actions.unmerge(by=shen, merge_id=rows[0].pk, at=world.now)
    for row in reversed(rows):
        actions.unmerge(by=shen, merge_id=row.pk, at=world.now)
    assert checksums() == before


def test_new_work_stays_with_the_account_that_stayed(world: World) -> None:
    row = merged(world, "kunyue", "cangyu", **sure(world, "kunyue"))
    values = {"kind": "call", "subject": "合并后", "happened_at": world.now}
    new = actions.log(by=world.chen.actor(), account_id=row.kept_id, values=values, at=world.now)
    actions.unmerge(by=world.shen.actor(), merge_id=row.pk, at=world.now)
    assert Activity.objects.get(pk=new.pk).account_id == world.account_id("kunyue")


def test_a_number_taken_meanwhile_keeps_the_merge(world: World) -> None:
    row = merged(world, "kunyue", "cangyu", choices={}, **sure(world, "kunyue"))
    gone = world.account("cangyu")
    Account.objects.filter(pk=world.account_id("suguang")).update(registration_no=gone.registration_no, country="CN")
    with pytest.raises(CannotPart):
        actions.unmerge(by=world.shen.actor(), merge_id=row.pk, at=world.now)
    assert world.account("cangyu").merged_into_id == row.kept_id


def test_undone_is_undone(world: World) -> None:
    row = merged(world)
    actions.unmerge(by=world.shen.actor(), merge_id=row.pk, at=world.now)
    with pytest.raises((CannotPart, NotThere)):
        actions.unmerge(by=world.shen.actor(), merge_id=row.pk, at=world.now)


def test_an_account_is_not_merged_into_itself_nor_twice(world: World) -> None:
    with pytest.raises(SameAccount):
        merged(world, "junhe", "junhe")
    merged(world)
    with pytest.raises(NotThere):
        merged(world)


def test_two_who_merge_at_once_do_not_both_win(world: World) -> None:
    version = world.account("junhe").version
    actions.change(by=world.shen.actor(), account_id=world.account_id("junhe"), version=None, values={"city": "嘉兴"},
                   at=world.now)  # fmt: skip
    before = checksums()
    with pytest.raises(Stale):
        merged(world, kept_version=version)
    with pytest.raises(Stale):
        merged(world, gone_version=99)
    assert checksums() == before


@pytest.mark.parametrize(("who", "no"), [("chen", Refused), ("zhao", Refused), ("gao", Refused), ("wang", NotThere)])
def test_only_who_leads_both_may_merge(world: World, who: str, no: type[Exception]) -> None:
    before, actor = checksums(), getattr(world, who).actor()
    given = {"kept_id": world.account_id("huadong"), "gone_id": world.account_id("yueling"), "at": world.now}
    with pytest.raises(no):
        actions.merge(by=actor, choices={}, typed=world.account("huadong").name_zh, **given)
    with pytest.raises(no):
        actions.not_duplicate(by=actor, one_id=given["kept_id"], other_id=given["gone_id"], at=world.now)
    assert checksums() == before
    assert not NotDuplicate.objects.exists()


def test_a_merged_account_does_not_come_back_from_the_bin_alone(world: World) -> None:
    merged(world)
    with pytest.raises(actions.account.MergedAway):
        actions.restore(by=world.shen.actor(), account_id=world.account_id("junhe_twin"), at=world.now)
