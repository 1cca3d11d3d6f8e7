"""Places: dated, one at a time, no reporting loop; and the unit columns of owned rows follow."""

from datetime import date, timedelta

import pytest

from kambium.accounts.models import Account, Activity, Contact
from kambium.core import terms
from kambium.core.access import Refused
from kambium.core.models import Event, Revision, SearchEntry
from kambium.people import actions
from kambium.people.actions.placing import bring_into_force
from kambium.people.models import Membership, Person
from kambium.people.queries import chain
from tests.people.conftest import NOW, TODAY, Firm

COLUMNS = ("owner_id", "division_id", "branch_id", "team_id")


def places(person: Person) -> list[tuple[str, str | None, date, date | None]]:
    rows = Membership.objects.filter(person=person).order_by("active").select_related("team", "manager")
    return [(m.team.name_en, m.manager and m.manager.name_en, m.active.lower, m.active.upper) for m in rows]


def own(person: Person, name: str) -> Account:
    """An account of theirs, with a contact and an activity, carrying the columns they have now."""
    path = person.team.path
    columns = dict(zip(COLUMNS, (person.pk, *[*path, None, None][1:3], path[-1]), strict=True))
    account = Account.objects.create(name_en=name, **columns)
    Contact.objects.create(account=account, name_en="Contact", **columns)
    Activity.objects.create(account=account, kind="call", subject="Call", happened_at=NOW, **columns)
    return account


def walked(owner: Person) -> tuple[int, int | None, int | None, int | None]:
    """What the columns must be, found by climbing from the owner's team to the root."""
    climb, team = [], owner.team
    while team:
        climb.insert(0, team.pk)
        team = team.parent
    return owner.pk, *[climb[i] if len(climb) > i else None for i in (1, 2)], climb[-1] if climb else None


def assert_stamped() -> None:
    for model in (Account, Contact, Activity, SearchEntry, Event):
        for row in model.objects.exclude(owner=None).select_related("owner__team"):
            assert (row.owner_id, row.division_id, row.branch_id, row.team_id) == walked(row.owner), (model, row.pk)


def move(firm: Firm, name: str, team: str, manager: str, start: date = TODAY) -> Membership:
    return actions.place(
        by=firm.actor("hr"), person=firm.person(name), team=firm.team(team), manager=firm.person(manager),
        title_zh="大客户经理", title_en="Key account manager", start=start, at=NOW,
    )  # fmt: skip


def test_a_place_from_today_closes_the_earlier_one_and_holds_at_once(firm: Firm) -> None:
    move(firm, "peer", "north", "north_lead")
    before = Revision.objects.get(key="people").number
    move(firm, "kam", "north", "north_lead")
    assert places(firm.kam) == [
        ("East", "Chen Siyuan", date(2024, 1, 1), TODAY),
        ("North", "Gao Yuan", TODAY, None),
    ]
    kam = firm.person("kam")
    assert (kam.team, kam.manager, kam.title_en) == (
        firm.team("north"),
        firm.person("north_lead"),
        "Key account manager",
    )
    event = Event.objects.get(kind="person.placed", subject_id=kam.pk, happened_at=NOW)
    assert (event.actor_id, event.data["team_zh"], event.data["manager_en"]) == (firm.hr.pk, "华北组", "Gao Yuan")
    assert Revision.objects.get(key="people").number == before + 1


def test_a_place_from_next_month_holds_only_from_then_on(firm: Firm) -> None:
    account = own(firm.person("kam"), "Harbour")
    move(firm, "kam", "north", "north_lead", date(2026, 12, 1))
    assert firm.person("kam").team == firm.team("east")
    assert bring_into_force(date(2026, 11, 30)) == []
    assert bring_into_force(date(2026, 12, 1)) == [firm.kam.pk]
    assert firm.person("kam").team == firm.team("north")
    account.refresh_from_db()
    assert account.team_id == firm.teams["north"].pk
    assert bring_into_force(date(2026, 12, 1)) == []


def test_a_later_place_already_planned_ends_the_new_one(firm: Firm) -> None:
    move(firm, "kam", "north", "north_lead", date(2027, 1, 1))
    move(firm, "kam", "sales", "director", TODAY)
    assert places(firm.kam) == [
        ("East", "Chen Siyuan", date(2024, 1, 1), TODAY),
        ("Key Accounts", "Zhou Lan", TODAY, date(2027, 1, 1)),
        ("North", "Gao Yuan", date(2027, 1, 1), None),
    ]


def test_a_place_on_the_same_day_replaces_the_one_written_before(firm: Firm) -> None:
    move(firm, "kam", "north", "north_lead")
    move(firm, "kam", "sales", "director")
    assert places(firm.kam) == [
        ("East", "Chen Siyuan", date(2024, 1, 1), TODAY),
        ("Key Accounts", "Zhou Lan", TODAY, None),
    ]


@pytest.mark.parametrize(("person", "manager"), [("lead", "kam"), ("director", "kam"), ("boss", "north_kam")])
def test_a_line_that_would_close_on_itself_is_refused(firm: Firm, person: str, manager: str) -> None:
    before = places(firm.people[person])
    with pytest.raises(actions.ReportingLoop) as refusal:
        move(firm, person, "sales", manager)
    assert refusal.value.field == "manager"
    assert places(firm.people[person]) == before
    assert not Event.objects.filter(kind="person.placed", happened_at=NOW).exists()


def test_a_loop_in_the_future_is_refused_too(firm: Firm) -> None:
    move(firm, "lead", "north", "north_lead", date(2027, 1, 1))
    with pytest.raises(actions.ReportingLoop):
        move(firm, "north_lead", "east", "lead", date(2027, 3, 1))
    move(firm, "lead", "east", "director", date(2027, 2, 1))
    move(firm, "north_lead", "east", "lead", date(2027, 3, 1))
    assert places(firm.north_lead)[-1] == ("East", "Chen Siyuan", date(2027, 3, 1), None)


def test_somebody_who_left_cannot_be_manager_and_a_closed_team_takes_nobody(firm: Firm) -> None:
    Person.objects.filter(pk=firm.peer.pk).update(is_active=False)
    with pytest.raises(actions.CannotPlace) as gone:
        move(firm, "kam", "east", "peer")
    assert gone.value.field == "manager"
    firm.teams["north"].is_active = False
    firm.teams["north"].save()
    with pytest.raises(actions.CannotPlace) as closed:
        move(firm, "kam", "north", "lead")
    assert closed.value.field == "team"
    assert places(firm.kam) == [("East", "Chen Siyuan", date(2024, 1, 1), None)]


@pytest.mark.parametrize("name", ["kam", "lead", "director", "boss", "auditor", "guard", "guest"])
def test_only_hr_and_administrators_place_people(firm: Firm, name: str) -> None:
    with pytest.raises(Refused):
        actions.place(
            by=firm.actor(name), person=firm.kam, team=firm.teams["north"], manager=firm.lead, start=TODAY, at=NOW
        )
    assert places(firm.kam) == [("East", "Chen Siyuan", date(2024, 1, 1), None)]


def test_rows_follow_their_owner_into_another_team(firm: Firm) -> None:
    own(firm.person("kam"), "Harbour"), own(firm.person("peer"), "Bridge")
    move(firm, "kam", "north", "north_lead")
    assert_stamped()
    assert Account.objects.get(name_en="Harbour").team_id == firm.teams["north"].pk
    assert Account.objects.get(name_en="Bridge").team_id == firm.teams["east"].pk
    assert Account.objects.visible_to(firm.actor("lead")).count() == 1
    assert list(Account.objects.visible_to(firm.actor("north_lead")).values_list("name_en", flat=True)) == ["Harbour"]


def test_rows_follow_when_a_whole_branch_moves(firm: Firm) -> None:
    hr = firm.actor("hr")
    market = actions.create_team(by=hr, parent=firm.team("company"), name_zh="市场部", name_en="Market", at=NOW)
    deep = actions.create_team(by=hr, parent=firm.team("east"), name_zh="苏州小组", name_en="Suzhou", at=NOW)
    deeper = actions.create_team(by=hr, parent=deep, name_zh="园区", name_en="Park", at=NOW)
    firm.teams |= {"market": market, "deeper": deeper}
    move(firm, "peer", "deeper", "lead")
    own(firm.person("kam"), "Harbour"), own(firm.person("peer"), "Bridge"), own(firm.person("north_kam"), "Tower")
    assert_stamped()
    changed = actions.move_team(by=hr, team=firm.team("east"), parent=market, version=None, at=NOW)
    assert changed == 6  # two accounts, each with a contact and an activity
    assert_stamped()
    assert firm.team("deeper").path == [firm.teams["company"].pk, market.pk, firm.teams["east"].pk, deep.pk, deeper.pk]
    assert firm.team("deeper").depth == 4
    assert Account.objects.visible_to(firm.actor("director")).count() == 1  # only Tower is still under sales
    assert Account.objects.visible_to(firm.actor("lead")).count() == 2


def test_the_line_above_passes_over_a_manager_who_left(firm: Firm) -> None:
    assert chain(firm.kam.pk) == [firm.lead.pk, firm.director.pk, firm.boss.pk]
    Person.objects.filter(pk=firm.director.pk).update(is_active=False)
    terms.changed("people")
    assert chain(firm.kam.pk) == [firm.lead.pk, firm.boss.pk]
    assert chain(firm.boss.pk) == []


def test_periods_of_one_person_never_overlap_whatever_the_order(firm: Firm) -> None:
    days = [TODAY + timedelta(days=n) for n in (40, 10, 30, 10, 0, 20)]
    for number, day in enumerate(days):
        move(firm, "kam", ("north", "sales", "east")[number % 3], "director", day)
    rows = places(firm.kam)
    assert [row[2] for row in rows] == [date(2024, 1, 1), *(TODAY + timedelta(days=n) for n in (0, 10, 20, 30, 40))]
    assert [row[3] for row in rows] == [*(row[2] for row in rows[1:]), None]
