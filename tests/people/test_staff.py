"""People are entered, changed, invited, leave and come back."""

import re
from datetime import date, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.utils import translation

from kambium.accounts.models import Account
from kambium.core.access import Refused
from kambium.core.models import Event, SearchEntry
from kambium.core.search.find import find
from kambium.people import actions
from kambium.people.actions.departing import shut_departed
from kambium.people.models import Delegation, Grant, Leave, Membership, Person
from kambium.people.queries import directory
from tests.people.conftest import NOW, TODAY, Firm


def newcomer(firm: Firm, by: str = "hr", **facts: object) -> Person:
    values = {"email": "new@qinghe.example", "name_zh": "重庆明", "name_en": "Chong Qingming"} | facts
    return actions.enter(by=firm.actor(by), at=NOW, **values)


def test_a_newcomer_is_known_placed_and_found_but_cannot_sign_in_yet(firm: Firm) -> None:
    person = newcomer(firm, team=firm.teams["east"], manager=firm.lead, start=TODAY, title_zh="顾问")
    assert (person.team, person.manager, person.title_zh) == (firm.teams["east"], firm.lead, "顾问")
    assert not person.has_usable_password()
    assert person.sort_zh == "chong qing ming"
    assert [hit.object_id for hit in find(firm.actor("kam"), "cqm", kinds=["person"])] == [person.pk]
    assert directory(person.people_revision)[person.pk].team_en == "East"
    assert Event.objects.get(kind="person.entered", happened_at=NOW).data["person_zh"] == "重庆明"


@pytest.mark.parametrize(
    ("facts", "refusal", "field"),
    [
        ({"email": "KAM@qinghe.example"}, actions.AlreadyTaken, "email"),
        ({"name_zh": " ", "name_en": ""}, actions.NoName, "name_zh"),
    ],
)
def test_a_newcomer_with_a_taken_address_or_no_name_is_not_entered(
    firm: Firm, facts: dict[str, str], refusal: type[actions.Rejected], field: str
) -> None:
    count = Person.objects.count()
    with pytest.raises(refusal) as no:
        newcomer(firm, **facts)
    assert no.value.field == field
    assert Person.objects.count() == count


def test_a_staff_number_is_taken_once(firm: Firm) -> None:
    newcomer(firm, staff_no="K-7")
    with pytest.raises(actions.AlreadyTaken) as no:
        newcomer(firm, email="other@qinghe.example", staff_no=" K-7 ")
    assert no.value.field == "staff_no"


@pytest.mark.parametrize("name", ["kam", "lead", "director", "boss", "auditor", "guard", "guest"])
def test_only_hr_and_administrators_enter_and_change_people(firm: Firm, name: str) -> None:
    with pytest.raises(Refused):
        newcomer(firm, by=name)
    with pytest.raises(Refused):
        actions.change(by=firm.actor(name), person=firm.peer, at=NOW, version=None, phone="1")
    assert firm.person("peer").phone == ""


def test_a_changed_address_takes_the_old_one_out_of_sign_in(firm: Firm) -> None:
    EmailAddress.objects.create(user=firm.kam, email=firm.kam.email, verified=True, primary=True)
    kam = actions.change(
        by=firm.actor("hr"), person=firm.kam, at=NOW, version=firm.person("kam").version, email="Lin@New.example"
    )
    assert kam.email == "lin@new.example"
    assert not EmailAddress.objects.filter(user=kam).exists()
    assert Event.objects.get(kind="person.changed").data["fields"] == ["email"]


def test_a_change_on_an_old_version_is_refused_and_shows_what_is_stored(firm: Firm) -> None:
    read = firm.person("kam").version
    actions.change(by=firm.actor("hr"), person=firm.kam, at=NOW, version=read, phone="111")
    with pytest.raises(actions.Stale) as stale:
        actions.change(by=firm.actor("admin"), person=firm.kam, at=NOW, version=read, phone="222")
    assert stale.value.row.phone == "111"
    assert firm.person("kam").phone == "111"


def test_saving_nothing_new_writes_no_event_and_no_version(firm: Firm) -> None:
    read = firm.person("kam").version
    actions.change(by=firm.actor("hr"), person=firm.kam, at=NOW, version=read, name_zh="林晓")
    assert firm.person("kam").version == read
    assert not Event.objects.filter(kind="person.changed").exists()


def test_an_invitation_carries_a_link_that_sets_a_password_once(firm: Firm, client: object) -> None:
    link = actions.invite(by=firm.actor("hr"), person=firm.guest, site="https://kam.example/", at=NOW)
    (letter,) = mail.outbox
    assert letter.to == ["guest@qinghe.example"]
    assert link in letter.body
    assert "白露" in letter.body
    assert re.match(r"https://kam\.example/[a-z/-]+/[0-9a-z]+-[0-9a-z]+-[0-9a-f]+/$", link)


def test_an_invitation_is_in_the_language_of_who_gets_it(firm: Firm) -> None:
    Person.objects.filter(pk=firm.guest.pk).update(language="en")
    with translation.override("zh-hans"):
        actions.invite(by=firm.actor("hr"), person=firm.person("guest"), site="https://kam.example", at=NOW)
    assert mail.outbox[0].subject == "Qinghe Instruments: your access to Kambium"


def test_who_has_no_address_or_left_is_not_invited(firm: Firm) -> None:
    Person.objects.filter(pk=firm.guest.pk).update(email="")
    Person.objects.filter(pk=firm.peer.pk).update(is_active=False)
    for name in ("guest", "peer"):
        with pytest.raises(actions.CannotInvite):
            actions.invite(by=firm.actor("hr"), person=firm.person(name), site="https://kam.example", at=NOW)
    assert mail.outbox == []
    assert not Event.objects.filter(kind="person.invited").exists()


def leave_company(firm: Firm, name: str, last_day: date = TODAY, by: str = "hr") -> actions.Departure:
    return actions.depart(by=firm.actor(by), person=firm.person(name), last_day=last_day, at=NOW)


def test_a_departure_today_ends_everything_at_once(firm: Firm) -> None:
    Account.objects.create(name_en="Harbour", owner=firm.lead)
    Delegation.objects.create(
        from_person=firm.lead, to_person=firm.north_lead, areas=["accounts"], requested_by=firm.lead,
        active=(NOW, NOW + timedelta(days=5)), approved_at=NOW, approved_by=firm.director,
    )  # fmt: skip
    Leave.objects.create(person=firm.lead, away=(TODAY + timedelta(9), TODAY + timedelta(12)))
    done = leave_company(firm, "lead")
    assert (done.at_once, done.reports, [(h.count) for h in done.open]) == (True, 2, [1])
    lead = firm.person("lead")
    assert (lead.is_active, lead.left_on, lead.team) == (False, TODAY, firm.teams["east"])
    assert Account.objects.get().owner == lead
    assert firm.person("kam").manager == firm.person("peer").manager == firm.director
    assert not Grant.objects.filter(person=lead, active__contains=NOW).exists()
    assert Delegation.objects.get().revoked_at == NOW
    assert Leave.objects.get().cancelled_at == NOW
    assert Membership.objects.get(person=lead).active.upper == TODAY + timedelta(days=1)
    assert not SearchEntry.objects.filter(kind="person", object_id=lead.pk).exists()
    assert lead.actor().grants == ()


def test_a_departure_next_week_lets_people_work_until_the_last_day_is_over(firm: Firm) -> None:
    last = TODAY + timedelta(days=7)
    assert leave_company(firm, "lead", last).at_once is False
    midnight = NOW.replace(hour=16) + timedelta(days=7)  # 00:00 in Shanghai
    assert firm.person("lead").is_active
    assert Grant.objects.get(person=firm.lead).active.upper == midnight
    assert firm.person("kam").manager == firm.lead
    assert shut_departed(midnight - timedelta(seconds=1)) == []
    assert shut_departed(midnight) == [firm.lead.pk]
    assert firm.person("lead").is_active is False
    rows = Membership.objects.filter(person=firm.kam).order_by("active")
    assert [(r.manager, r.active.lower) for r in rows] == [
        (firm.lead, date(2024, 1, 1)), (firm.director, last + timedelta(days=1)),
    ]  # fmt: skip


def test_nobody_enters_their_own_departure_or_one_before_the_first_day(firm: Firm) -> None:
    with pytest.raises(actions.CannotDepart):
        leave_company(firm, "hr")
    with pytest.raises(actions.CannotDepart) as early:
        leave_company(firm, "kam", date(2023, 12, 31))
    assert early.value.field == "last_day"
    assert firm.person("hr").is_active
    assert firm.person("kam").is_active


def test_the_last_administrator_cannot_leave(firm: Firm) -> None:
    with pytest.raises(actions.LastOne):
        leave_company(firm, "admin")
    leave_company(firm, "guard")
    with pytest.raises(actions.LastOne):
        leave_company(firm, "second_guard")
    assert firm.person("admin").is_active
    assert firm.person("second_guard").is_active


@pytest.mark.parametrize("name", ["lead", "director", "guard", "auditor"])
def test_only_hr_and_administrators_end_an_employment(firm: Firm, name: str) -> None:
    with pytest.raises(Refused):
        leave_company(firm, "kam", by=name)
    assert firm.person("kam").is_active


def test_who_comes_back_has_a_place_but_no_role(firm: Firm) -> None:
    leave_company(firm, "kam", TODAY - timedelta(days=30))
    back = actions.rejoin(
        by=firm.actor("hr"), person=firm.person("kam"), start=TODAY, at=NOW, team=firm.teams["north"],
        manager=firm.north_lead, title_en="Adviser",
    )  # fmt: skip
    assert (back.is_active, back.left_on, back.team, back.title_en) == (True, None, firm.teams["north"], "Adviser")
    assert back.actor().grants == ()
    rows = Membership.objects.filter(person=back).order_by("active").values_list("active", flat=True)
    assert [(r.lower, r.upper) for r in rows] == [
        (date(2024, 1, 1), TODAY - timedelta(days=29)), (TODAY, None),
    ]  # fmt: skip
    with pytest.raises(actions.StillHere):
        actions.rejoin(by=firm.actor("hr"), person=back, start=TODAY, at=NOW, team=None, manager=None)
