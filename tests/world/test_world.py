"""The demo company: its counts, that it is the same every time, and that its rows agree with each other."""

import hashlib
from collections import Counter
from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F, Q
from django.urls import resolve

from kambium.accounts import registration
from kambium.accounts.actions.own_fields import as_stored
from kambium.accounts.models import (
    Account,
    AccountMember,
    Activity,
    Address,
    Comment,
    Contact,
    CustomField,
    Follow,
    Participant,
)
from kambium.core.access.owned import OWNER_COLUMNS, owned_models
from kambium.core.files import path_of
from kambium.core.history import as_of
from kambium.core.models import Event, Notice, Pin, SavedView, SearchEntry, StoredFile, Term
from kambium.core.registry import events, searchables
from kambium.core.web.listing import lists
from kambium.core.web.listing.state import lists_of, read
from kambium.demo import cast, companies
from kambium.demo.world import World, build, sign_ins
from kambium.people.models import Company, Delegation, Grant, Leave, Membership, Person, Team


def test_the_company_has_the_size_it_says(world):
    assert Company.objects.get().is_demo
    counts = {
        model.__name__: model.objects.count()
        for model in (Person, Team, Account, Contact, Activity, Participant, AccountMember, Follow, Comment, StoredFile)
    }
    assert counts == {
        "Person": 19,
        "Team": 5,
        "Account": 60,
        "Contact": 206,
        "Activity": 1564,
        "Participant": 1883,
        "AccountMember": 25,
        "Follow": 39,
        "Comment": 55,
        "StoredFile": 9,
    }


def test_every_role_is_held_and_most_by_somebody_who_holds_no_other(world):
    held = Counter(key for person in Person.objects.active() for key in [person.actor().roles])
    assert {role for roles in held for role in roles} == {
        "kam", "lead", "director", "hr", "trainer", "support", "finance", "executive", "auditor", "admin", "security",
    }  # fmt: skip
    alone = {role for roles in held if len(roles) == 1 for role in roles}
    assert alone == {role for roles in held for role in roles}
    assert world.liang.actor().roles == {"lead", "kam"}


def test_accounts_are_owned_as_told(world):
    owners = Counter(Account.objects.alive().values_list("owner_id", flat=True))
    by_name = {key: owners[getattr(world, key).pk] for key in ("chen", "lin", "xu", "zhou", "he", "liang", "wang")}
    assert by_name == {"chen": 12, "lin": 11, "xu": 8, "zhou": 11, "he": 10, "liang": 6, "wang": 0}
    assert owners[None] == 1


def test_what_each_sees(world, actor_of):
    seen = {
        key: Account.objects.visible_to(actor_of(getattr(world, key))).count()
        for key in (
            "shen",
            "wang",
            "liang",
            "chen",
            "lin",
            "xu",
            "zhou",
            "he",
            "daniel",
            "zhao",
            "fang",
            "jiang",
            "gao",
        )
    }
    assert seen == {
        "shen": 59,  # the whole division, what waits for an owner included
        "wang": 31,
        "liang": 27,
        "chen": 22,  # 12 own, 2 as a member, 8 of Xu, who is away
        "lin": 13,
        "xu": 8,
        "zhou": 12,  # 11 own and one as a member; He's delegation to come is over
        "he": 10,
        "daniel": 13,
        "zhao": 59,
        "fang": 59,
        "jiang": 59,
        "gao": 0,
    }


def test_one_delegation_is_in_force_and_one_has_run_out(world):
    assert [d.person_id for d in world.chen.actor().delegates] == [world.xu.pk]
    assert world.he.actor().delegates == ()
    assert Delegation.objects.count() == 2
    assert list(Leave.objects.filter(away__contains=world.today).values_list("person_id", flat=True)) == [world.xu.pk]


def test_who_left_signs_in_no_more_and_who_moved_has_two_places(world):
    assert not Person.objects.get(pk=world.du.pk).is_active
    assert Person.objects.get(pk=world.du.pk).actor().roles == frozenset()
    places = Membership.objects.filter(person=world.he).order_by("active").values_list("team__name_en", "active")
    assert [(team, period.lower, period.upper) for team, period in places] == [
        ("East team", date(2023, 3, 23), date(2025, 9, 1)),
        ("South team", date(2025, 9, 1), None),
    ]


def test_places_of_today_are_copied_to_the_person(world):
    for row in Membership.objects.filter(active__contains=world.today).select_related("person"):
        copied = (row.person.team_id, row.person.manager_id, row.person.title_zh, row.person.title_en)
        assert copied == (row.team_id, row.manager_id, row.title_zh, row.title_en)


def test_grants_name_their_unit_and_who_gave_them(world):
    assert not Grant.objects.filter(granted_by=None).exists()
    assert set(Grant.objects.exclude(team=None).values_list("role", "team__name_en")) == {
        ("director", "Key Accounts"),
        ("lead", "East team"),
        ("lead", "South team"),
    }


@pytest.mark.parametrize("model", owned_models(), ids=lambda m: m.__name__)
def test_owner_columns_are_those_of_the_owner_s_team(world, model):
    paths = {p.pk: p.team.path for p in Person.objects.select_related("team") if p.team}
    wrong = [
        row
        for row in model.objects.exclude(owner=None).values(*OWNER_COLUMNS)
        if [row["division_id"], row["branch_id"], row["team_id"]]
        != [paths[row["owner_id"]][1], (*paths[row["owner_id"]], None)[2], paths[row["owner_id"]][-1]]
    ]
    assert wrong == []


@pytest.mark.parametrize("model", [Contact, Activity, Address, Comment], ids=lambda m: m.__name__)
def test_rows_of_an_account_carry_the_account_s_owner_columns(world, model):
    differs = ~Q(owner_id=F("account__owner_id")) | ~Q(team_id=F("account__team_id"))
    assert not model.objects.exclude(account__owner=None).filter(differs).exists()


def test_what_is_nobody_s_waits_in_the_division(world):
    waiting = world.account("lichuan")
    division = world.team("key_accounts")
    assert (waiting.owner_id, waiting.division_id, waiting.branch_id, waiting.team_id) == (
        None, division.pk, None, division.pk,
    )  # fmt: skip


def test_every_chinese_registration_number_passes_its_check(world):
    numbers = Account.objects.filter(country="CN").exclude(registration_no="").values_list("registration_no", flat=True)
    assert len(numbers) == 51
    assert [number for number in numbers if not registration.is_credit_identifier(number)] == []
    assert [n for n in numbers if registration.organisation_check(n[8:16]) != n[16]] == []


def test_namesakes_are_two_companies_and_the_twin_is_one_entered_twice(world):
    north, south = world.account("shuochuan_nb"), world.account("shuochuan_fs")
    assert north.name_zh == south.name_zh
    assert north.name_key == south.name_key
    assert {north.registration_no, north.domain, north.phone_key}.isdisjoint(
        {south.registration_no, south.domain, south.phone_key}
    )
    first, twin = world.account("junhe"), world.account("junhe_twin")
    assert (first.name_key, first.domain, first.phone_key) == (twin.name_key, twin.domain, twin.phone_key)
    assert twin.registration_no == ""


def test_the_account_in_the_bin_took_its_rows_along(world):
    gone = world.account("muyu")
    assert gone.deleted_at is not None
    for model in (Contact, Activity, Address):
        assert set(model.objects.filter(account=gone).values_list("deleted_at", flat=True)) == {gone.deleted_at}


def test_both_names_are_there_except_for_those_abroad(world):
    assert not Account.objects.filter(country="CN").filter(Q(name_zh="") | Q(name_en="")).exists()
    assert set(Account.objects.filter(name_zh="").values_list("country", flat=True)) == {
        "DE", "DK", "NO", "JP", "US", "VN", "AE", "KR",
    }  # fmt: skip
    assert not Contact.objects.filter(account__country="CN").filter(Q(name_zh="") | Q(name_en="")).exists()
    assert not Person.objects.filter(Q(title_zh="") | Q(title_en="") | Q(name_en="")).exists()
    assert list(Person.objects.filter(name_zh="").values_list("name_en", flat=True)) == ["Daniel Krüger"]
    assert not Team.objects.filter(Q(name_zh="") | Q(name_en="")).exists()


def test_every_code_is_a_word_of_its_vocabulary(world):
    codes = {(t.vocabulary, t.code) for t in Term.objects.all()}
    for vocabulary, column in (
        ("industry", "industry"),
        ("region", "region"),
        ("size", "size"),
        ("account_status", "status"),
    ):
        used = set(Account.objects.exclude(**{column: ""}).values_list(column, flat=True))
        assert {(vocabulary, code) for code in used} <= codes
    assert {("tag", tag) for tags in Account.objects.values_list("tags", flat=True) for tag in tags} <= codes
    assert {("contact_role", r) for roles in Contact.objects.values_list("roles", flat=True) for r in roles} <= codes
    assert {("seniority", code) for code in Contact.objects.values_list("seniority", flat=True)} <= codes
    assert {("member_role", code) for code in AccountMember.objects.values_list("role", flat=True)} <= codes


def test_contacts_report_within_their_account_and_somebody_has_left(world):
    assert not Contact.objects.exclude(reports_to=None).exclude(account=F("reports_to__account")).exists()
    former = world.contact("huadong.clerk")
    assert (former.name_zh, former.left_on) == ("韩立新", date(2026, 6, 26))
    assert world.contact("huadong.head_buyer").name == "郑丽华"
    assert Contact.objects.exclude(left_on=None).count() == 3
    late = Participant.objects.filter(activity__happened_at__date__gt=F("contact__left_on"))
    assert not late.exists()


def test_the_group_has_its_subsidiaries(world):
    assert set(Account.objects.filter(parent=world.account("huadong")).values_list("short_name", flat=True)) == {
        "华栋港机", "华栋智能", "华栋起重",
    }  # fmt: skip
    assert Account.objects.exclude(parent=None).count() == 11


def test_search_knows_everybody_outside_the_bin(world):
    found = Counter(SearchEntry.objects.values_list("kind", flat=True))
    assert found == {"account": 59, "contact": 205, "person": 18, "product": 114}
    assert set(found) == {thing.key for thing in searchables}


def test_new_rows_get_numbers_after_those_of_the_world(world):
    """Numbers are never given back, so tests that ran before may have used the first ones."""
    assert Account.objects.create(name_zh="新客户").pk > Account.objects.exclude(name_zh="新客户").latest("pk").pk == 60
    assert Team.objects.create(name_en="New").pk > Team.objects.exclude(name_en="New").latest("pk").pk == 5


def test_every_event_is_of_a_declared_kind_and_fills_its_sentence(world):
    for kind, data in Event.objects.values_list("kind", "data"):
        assert str(events[kind].sentence) % data


def test_events_agree_with_the_rows(world):
    kinds = Counter(Event.objects.values_list("kind", flat=True))
    assert kinds == {
        "account.created": 60,
        "account.changed": 30,
        "account.assigned": 18,
        "account.removed": 1,
        "contact.created": 206,
        "contact.left": 3,
        "activity.logged": 1564,
        "activity.step_done": Activity.objects.exclude(next_done_at=None).count(),
        "comment.written": 55,
        "file.added": 9,
        "member.added": 25,
        "member.ended": 2,
    }
    logged = dict(Event.objects.filter(kind="activity.logged").values_list("subject_id", "happened_at"))
    assert logged == dict(Activity.objects.values_list("pk", "happened_at"))
    assert not Event.objects.filter(recorded_at__lt=F("happened_at")).exists()
    assert not Event.objects.filter(recorded_at__gt=world.now).exists()
    assert list(Event.objects.order_by("recorded_at", "pk").values_list("pk", flat=True)) == list(
        range(1, sum(kinds.values()) + 1)
    )


def test_what_an_account_was_on_a_day_can_be_asked(world):
    shuoshi = Account.objects.filter(pk=world.account_id("shuoshi"))
    row = as_of(shuoshi, world.now - timedelta(days=500))[world.account_id("shuoshi")]
    assert (row["owner_id"], row["employees"], row["tags"], row["version"]) == (world.du.pk, 6800, ["strategic"], 1)
    today = as_of(shuoshi, world.now)[world.account_id("shuoshi")]
    assert (today["owner_id"], today["employees"], today["version"]) == (world.he.pk, 7200, 4)
    assert as_of(shuoshi, world.now - timedelta(days=600)) == {world.account_id("shuoshi"): None}


def test_before_the_turn_the_east_owned_what_xu_owns_now(world):
    numbers = [world.account_id("tangxi")]
    row = as_of(Account.objects.filter(pk__in=numbers), world.now - timedelta(days=480))[numbers[0]]
    assert (row["owner_id"], row["branch_id"]) == (world.he.pk, world.team("east").pk)


def test_the_sign_ins_work_and_the_most_rewarding_come_first(world):
    offered = sign_ins()
    people = [Person.objects.get(email=email) for _role, email, _password in offered]
    assert people[0].check_password(offered[0][2])
    assert {person.password for person in people} == {people[0].password}
    assert {password for _role, _email, password in offered} == {offered[0][2]}
    assert [person.pk for person in people[:3]] == [world.shen.pk, world.wang.pk, world.chen.pk]


def test_a_second_company_is_not_put_over_the_first(world):
    with pytest.raises(CommandError):
        call_command("demo")
    assert Person.objects.count() == 19


def test_every_named_person_and_account_is_there(world):
    assert set(World.__annotations__) == set(cast.COLLEAGUES)
    for key in cast.COLLEAGUES:
        assert Person.objects.get(pk=getattr(world, key).pk).email == getattr(world, key).email
    assert Account.objects.filter(pk__in=companies.numbers().values()).count() == 60


@pytest.mark.parametrize("day", [date(2026, 2, 28), date(2026, 11, 21), date(2027, 1, 1), date(2028, 2, 29)])
def test_the_company_can_be_made_for_any_day(db, day):
    made = build(day)
    assert (made.today, Account.objects.count(), Activity.objects.count()) == (day, 60, 1564)
    assert not Activity.objects.filter(happened_at__gt=made.now).exists()
    assert not Activity.objects.filter(next_done_at__gt=made.now).exists()


def test_the_command_makes_the_company_and_says_so(db, capsys):
    call_command("demo", today=date(2026, 11, 23))
    assert "2026-11-23" in capsys.readouterr().out
    assert Account.objects.count() == 60


def test_every_saved_view_says_only_what_its_list_understands(world):
    assert SavedView.objects.count() == 7
    for view in SavedView.objects.select_related("person"):
        spec = lists[view.list_key]
        look = spec.look(view.person, view.person.actor(), world.now)
        reading = read(spec, lists_of(view.query), spec.columns(look), spec.filters(look), look)
        assert reading.faults == ()
        assert reading.state.kept() == view.query


def test_every_pinned_page_and_every_notice_leads_to_an_account_the_person_may_see(world):
    for row in (*Pin.objects.select_related("person"), *Notice.objects.select_related("person")):
        found = resolve(row.url.partition("#")[0])
        number = found.kwargs["number"]
        assert Account.objects.visible_to(row.person.actor()).filter(pk=number).exists(), (row.person, row.url)


def test_own_fields_hold_values_of_their_kind(world):
    fields = list(CustomField.objects.all())
    assert {field.key for field in fields} == {"payment_terms", "production_sites", "needs_acceptance", "newsletter"}
    for record, model in (("account", Account), ("contact", Contact)):
        known = {field.key: field for field in fields if field.record == record}
        values = [extra for extra in model.objects.values_list("extra", flat=True) if extra]
        assert set(known) == {key for extra in values for key in extra}
        assert all(as_stored(known[key], value) == value for extra in values for key, value in extra.items())


def test_the_files_can_be_opened(world):
    for file in StoredFile.objects.all():
        content = path_of(file.sha256).read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (file.size, file.sha256)
        assert content.startswith(b"%PDF-1.4") == (file.content_type == "application/pdf")


def test_everybody_who_comments_or_is_called_may_see_the_account(world):
    actors = {person.pk: person.actor() for person in Person.objects.active()}
    for comment in Comment.objects.all():
        for number in (comment.author_id, *comment.mentions):
            assert Account.objects.visible_to(actors[number]).filter(pk=comment.account_id).exists(), comment
