"""What the pages do: forms save through actions, refusals stand beside their field, nothing breaks on bad input."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from kambium.core.models import Event, Revision, Term
from kambium.core.story import told
from kambium.people.models import Company, Delegation, Grant, Leave, Membership, Person, Team
from kambium.people.queries import directory, names
from kambium.people.queries.stories import changes_of
from tests.people.conftest import Firm
from tests.people.test_pages import opened

BAD = (
    "\0",
    "x" * 10_000,
    "9" * 400,
    "-1",
    "2" * 19,
    "１２",
    "<script>alert(1)</script>",
    "2026-13-45",
    "NaN",
    "\u202eabc",
    "😀" * 90,
)


def today() -> str:
    return timezone.localdate().isoformat()


def enter(client: Client, firm: Firm, **changes: Any) -> Any:
    data = {
        "name_zh": "新人", "name_en": "New Person", "email": "new@qinghe.example", "language": "en", "start": today(),
        "team": firm.teams["east"].pk, "manager": firm.lead.pk, "title_zh": "顾问", "title_en": "Adviser",
    }  # fmt: skip
    return client.post("/people/new/", data | changes)


def test_hr_enters_a_person_who_gets_a_letter(firm: Firm) -> None:
    answer = enter(opened(firm, "hr"), firm, invite="on")
    person = Person.objects.get(email="new@qinghe.example")
    assert (answer.status_code, answer["Location"]) == (302, f"/people/{person.pk}/")
    assert (person.team, person.manager, person.language) == (firm.teams["east"], firm.lead, "en")
    assert mail.outbox[0].to == ["new@qinghe.example"]


def test_a_person_without_the_letter_is_entered_quietly(firm: Firm) -> None:
    enter(opened(firm, "hr"), firm)
    assert Person.objects.filter(email="new@qinghe.example").exists()
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"email": "kam@qinghe.example"}, "already belongs to somebody"),
        ({"name_zh": "", "name_en": ""}, "at least one language"),
        ({"email": "", "invite": "on"}, "An invitation needs an e-mail address"),
        ({"team": "0"}, 'aria-invalid="true"'),
        ({"start": "tomorrow"}, 'aria-invalid="true"'),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nobody_is_entered(firm: Firm, changes: dict, text: str) -> None:
    answer = enter(opened(firm, "hr", "en"), firm, **changes)
    assert answer.status_code == 422
    assert text in answer.content.decode()
    assert Person.objects.count() == 13


@pytest.mark.parametrize("value", BAD)
def test_no_form_breaks_on_bad_input_or_changes_anything(firm: Firm, value: str) -> None:
    before = (Person.objects.count(), Team.objects.count(), Grant.objects.count(), Membership.objects.count())
    hr, guard, admin, kam = (opened(firm, name) for name in ("hr", "guard", "admin", "kam"))
    posts = (
        (hr, "/people/new/", ("name_zh", "name_en", "email", "staff_no", "joined_on", "team", "manager", "start")),
        (hr, f"/people/{firm.peer.pk}/place/", ("team", "manager", "start")),
        (hr, f"/people/{firm.peer.pk}/departure/", ("last_day", "heir")),
        (hr, "/settings/teams/new/", ("parent",)),
        (guard, "/settings/grants/new/", ("person", "role", "unit", "start", "last_day", "reason")),
        (admin, "/settings/company/", ("currency", "time_zone", "country", "read")),
        (kam, "/me/absence/", ("first", "last", "kind", "stand_in")),
        (kam, "/me/delegations/new/", ("receiver", "areas", "start", "last")),
        (kam, "/me/preferences/", ("theme", "language", "time_zone", "currency")),
    )
    for client, path, fields in posts:
        answer = client.post(path, dict.fromkeys(fields, value))
        assert answer.status_code in (200, 302, 409, 422), (path, answer.status_code)
        assert "<script>alert" not in answer.content.decode()
    assert before == (Person.objects.count(), Team.objects.count(), Grant.objects.count(), Membership.objects.count())
    assert not Leave.objects.exists()
    assert not Delegation.objects.exists()


@pytest.mark.parametrize("value", [*BAD, "", "zz", "eyJ4IjoxfQ"])
@pytest.mark.parametrize("path", ["/people/", "/settings/people/", "/settings/grants/", "/settings/teams/new/"])
def test_no_list_breaks_on_a_bad_address(firm: Firm, path: str, value: str) -> None:
    client = opened(firm, "hr" if "teams" in path else "guard")
    for name in ("q", "team", "state", "role", "at", "under", "closed", "person"):
        assert client.get(path, {name: value}).status_code == 200, name


def test_two_people_changing_one_record_are_both_heard(firm: Firm) -> None:
    hr, admin = opened(firm, "hr", "en"), opened(firm, "admin", "en")
    path, version = f"/people/{firm.kam.pk}/edit/", firm.person("kam").version
    same = {"name_zh": "林晓", "name_en": "Lin Xiao", "email": "kam@qinghe.example", "version": version}
    assert hr.post(path, {**same, "phone": "111", "staff_no": "K1"}).status_code == 302
    answer = admin.post(path, {**same, "phone": "222", "staff_no": "K2", "joined_on": "2024-01-01"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert (firm.person("kam").phone, firm.person("kam").staff_no) == ("111", "K1")
    for value in ("111", "222", "K1", "K2"):
        assert value in page
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    assert fields["version"] == str(version + 1)
    kept = {**fields, "keep-phone": "theirs", "keep-staff_no": "yours"}
    assert admin.post(path, kept).status_code == 302
    kam = firm.person("kam")
    assert (kam.phone, kam.staff_no, kam.joined_on.isoformat()) == ("111", "K2", "2024-01-01")


def test_two_people_changing_the_company_are_both_heard(firm: Firm) -> None:
    first, second = opened(firm, "admin", "en"), opened(firm, "admin", "en")
    read = re.search(r'name="read" value="([^"]*)"', second.get("/settings/company/").content.decode())[1]
    values = {"name_zh": "青禾仪器", "name_en": "Qinghe", "currency": "CNY", "time_zone": "Asia/Shanghai", "read": read}
    assert first.post("/settings/company/", {**values, "currency": "EUR"}).status_code == 302
    answer = second.post("/settings/company/", {**values, "currency": "USD"})
    assert answer.status_code == 409
    assert Company.objects.get().currency == "EUR"


def test_a_placement_a_departure_and_a_return_by_form(firm: Firm) -> None:
    client, path = opened(firm, "hr", "en"), f"/people/{firm.kam.pk}"
    place = {"team": firm.teams["north"].pk, "manager": firm.north_lead.pk, "title_en": "Senior", "start": today()}
    assert client.post(f"{path}/place/", place)["Location"] == f"{path}/"
    assert firm.person("kam").team == firm.teams["north"]
    loop = client.post(f"/people/{firm.lead.pk}/place/", place | {"manager": firm.peer.pk})
    assert "the line would close on itself" in loop.content.decode()
    client.post(f"{path}/departure/", {"last_day": today()})
    assert firm.person("kam").is_active is False
    assert "Take back" in client.get(f"{path}/").content.decode()
    client.post(f"{path}/place/", place)
    assert firm.person("kam").is_active is True


def test_a_role_is_given_and_ended_by_form(firm: Firm) -> None:
    client = opened(firm, "guard", "en")
    data = {"person": firm.guest.pk, "role": "lead", "unit": firm.teams["north"].pk, "reason": "Cover"}
    assert client.post("/settings/grants/new/", data)["Location"] == f"/people/{firm.guest.pk}/"
    row = Grant.objects.get(person=firm.guest)
    assert (row.team, row.granted_by, row.reason) == (firm.teams["north"], firm.guard, "Cover")
    again = client.post("/settings/grants/new/", data)
    assert "already has this role" in again.content.decode()
    own = client.post("/settings/grants/new/", data | {"person": firm.guard.pk, "role": "admin", "unit": ""})
    assert "You cannot give yourself a role" in own.content.decode()
    client.post(f"/settings/grants/{row.pk}/end/")
    assert not Grant.objects.filter(person=firm.guest, active__contains=timezone.now()).exists()


def test_a_role_with_a_last_day_ends_at_midnight_in_the_company(firm: Firm) -> None:
    client = opened(firm, "guard", "en")
    data = {"person": firm.guest.pk, "role": "kam", "reason": "Cover", "last_day": "2099-06-30"}
    client.post("/settings/grants/new/", data)
    assert Grant.objects.get(person=firm.guest).active.upper == datetime(2099, 6, 30, 16, tzinfo=UTC)


def test_teams_are_created_renamed_moved_and_closed_by_form(firm: Firm) -> None:
    client = opened(firm, "hr", "en")
    client.post("/settings/teams/new/", {"parent": firm.teams["east"].pk, "name_en": "Suzhou"})
    team = Team.objects.get(name_en="Suzhou")
    path = f"/settings/teams/{team.pk}/"
    client.post(path, {"name_en": "Suzhou One", "version": team.version})
    client.post(f"{path}place/", {"parent": firm.teams["north"].pk})
    team.refresh_from_db()
    assert (team.name_en, team.parent) == ("Suzhou One", firm.teams["north"])
    inside = client.post(f"/settings/teams/{firm.teams['sales'].pk}/place/", {"parent": team.pk})
    assert (inside.status_code, "cannot stand under itself" in inside.content.decode()) == (422, True)
    client.post(f"{path}closure/")
    team.refresh_from_db()
    assert team.is_active is False
    client.post(f"/settings/teams/{firm.teams['east'].pk}/closure/")
    assert firm.team("east").is_active


def test_a_leave_a_delegation_and_its_approval_by_form(firm: Firm) -> None:
    kam, lead = opened(firm, "kam", "en"), opened(firm, "lead", "en")
    first, last = (timezone.localdate() + timedelta(days=n) for n in (10, 15))
    kam.post("/me/absence/", {"first": first, "last": last, "kind": "annual", "stand_in": firm.peer.pk})
    row = Delegation.objects.get()
    assert "Wu Tong" in kam.get("/me/absence/").content.decode()
    assert "Lin Xiao to Wu Tong" in lead.get("/delegations/").content.decode()
    assert kam.post(f"/delegations/{row.pk}/approval/").status_code == 403
    assert opened(firm, "north_lead").post(f"/delegations/{row.pk}/approval/").status_code == 404
    lead.post(f"/delegations/{row.pk}/approval/")
    row.refresh_from_db()
    assert row.approved_by == firm.lead
    assert opened(firm, "north_kam").post(f"/delegations/{row.pk}/end/").status_code == 404
    opened(firm, "peer").post(f"/delegations/{row.pk}/end/")
    row.refresh_from_db()
    assert row.revoked_at is not None
    leave = Leave.objects.get()
    assert opened(firm, "peer").post(f"/leaves/{leave.pk}/cancellation/").status_code == 404
    kam.post(f"/leaves/{leave.pk}/cancellation/")
    leave.refresh_from_db()
    assert leave.cancelled_at is not None


def test_words_are_kept_by_administrators(firm: Firm) -> None:
    client = opened(firm, "admin", "en")
    path = "/settings/vocabularies/size/"
    client.post(path, {"name_zh": "超大", "name_en": "Huge"})
    term = Term.objects.get(vocabulary="size", code="huge")
    client.post(f"/settings/terms/{term.pk}/", {"name_zh": "巨大", "name_en": "Enormous", "tone": "good"})
    client.post(f"/settings/terms/{term.pk}/change/", {"do": "up"})
    client.post(f"/settings/terms/{term.pk}/change/", {"do": "off"})
    term.refresh_from_db()
    assert (term.name_zh, term.tone, term.is_active) == ("巨大", "good", False)
    assert list(Term.objects.filter(vocabulary="size"))[-2] == term
    assert client.post(f"/settings/terms/{term.pk}/change/", {"do": "explode"}).status_code == 404
    assert opened(firm, "auditor").post(path, {"name_en": "No"}).status_code == 403


def test_the_auditor_reads_the_company_but_changes_nothing(firm: Firm) -> None:
    client = opened(firm, "auditor", "en")
    page = client.get("/settings/company/").content.decode()
    assert "Qinghe Instruments" in page
    assert "<select" not in page
    assert (
        client.post("/settings/company/", {"name_en": "Hacked", "currency": "CNY", "time_zone": "UTC"}).status_code
        == 403
    )
    assert Company.objects.get().name_en == "Qinghe Instruments"


@pytest.mark.parametrize(("reader", "seen"), [("hr", True), ("auditor", True), ("peer", False), ("boss", False)])
def test_telephone_and_staff_number_are_masked_for_most(firm: Firm, reader: str, seen: bool) -> None:
    Person.objects.filter(pk=firm.kam.pk).update(phone="13812345678", staff_no="QH-2024-001")
    page = opened(firm, reader, "en").get(f"/people/{firm.kam.pk}/").content.decode()
    assert ("13812345678" in page, "QH-2024-001" in page) == (seen, seen)
    if not seen:
        assert "138****5678" in page
    own = opened(firm, "kam", "en").get(f"/people/{firm.kam.pk}/").content.decode()
    assert "13812345678" in own


def test_masked_facts_are_not_found_by_searching_for_them(firm: Firm) -> None:
    Person.objects.filter(pk=firm.kam.pk).update(phone="13812345678", staff_no="QH-2024-001")
    client = opened(firm, "peer")
    for text in ("13812345678", "QH-2024"):
        assert "林晓" not in client.get("/people/", {"q": text}).content.decode()


def test_the_directory_finds_by_pinyin_and_by_team(firm: Firm) -> None:
    client = opened(firm, "kam")
    for text in ("lx", "linxiao", "晓", "Lin", "kam@"):
        assert "林晓" in client.get("/people/", {"q": text}).content.decode(), text
    page = client.get("/people/", {"team": firm.teams["north"].pk}).content.decode()
    assert ("高远" in page, "陈思远" in page) == (True, False)


def test_a_part_is_answered_alone(firm: Firm) -> None:
    answer = opened(firm, "kam").get("/people/", {"q": "lx"}, headers={"HX-Request": "true"})
    assert answer.content.decode().lstrip().startswith('<div id="list">')


def test_preferences_without_sign_in_are_kept_by_the_browser(firm: Firm) -> None:
    client = Client(headers={"accept-language": "zh-CN"})
    answer = client.post("/me/preferences/", {"language": "en", "next": "/sign-in/"})
    assert (answer["Location"], answer.cookies["lang"].value) == ("/sign-in/", "en")
    assert '<html lang="en"' in client.get("/sign-in/").content.decode()
    for away in ("https://evil.example/", "//evil.example"):
        assert client.post("/me/preferences/", {"language": "zh-hans", "next": away})["Location"] == "/"
    assert "lang" not in client.post("/me/preferences/", {"language": "tlh"}).cookies


def test_the_directory_in_memory_goes_by_its_revision(firm: Firm) -> None:
    number = Revision.objects.get_or_create(key="people")[0].number
    assert directory(number)[firm.kam.pk].name_en == "Lin Xiao"
    Person.objects.filter(pk=firm.kam.pk).update(name_en="Changed Behind")
    assert directory(number)[firm.kam.pk].name_en == "Lin Xiao"
    assert names.now()[firm.kam.pk].name_en == "Lin Xiao"
    opened(firm, "hr").post(f"/people/{firm.peer.pk}/edit/", {"name_en": "Wu Two", "email": "peer@qinghe.example"})
    assert (names.now()[firm.kam.pk].name_en, names.now()[firm.peer.pk].name_en) == ("Changed Behind", "Wu Two")


def test_what_was_changed_about_me_says_who_when_and_from_where(firm: Firm) -> None:
    client = opened(firm, "hr", "en")
    data = {"name_zh": "林晓", "name_en": "Lin Xiao", "email": "kam@qinghe.example", "phone": "555"}
    client.post(f"/people/{firm.kam.pk}/edit/", data, REMOTE_ADDR="10.1.2.3")
    change = next(c for c in changes_of(firm.person("kam")) if c.after == "555")
    assert (change.before, change.actor_id, change.where) == ("–", firm.hr.pk, "10.1.2.3")
    assert "Han Jing" in opened(firm, "kam", "en").get("/me/changes/").content.decode()


def test_a_sentence_is_told_in_the_readers_language(firm: Firm) -> None:
    from django.utils import translation

    client = opened(firm, "hr")
    place = {"team": firm.teams["north"].pk, "manager": firm.north_lead.pk, "start": "2026-11-23"}
    client.post(f"/people/{firm.kam.pk}/place/", place)
    data = Event.objects.get(kind="person.placed").data
    with translation.override("en"):
        assert told("person.placed", data).text == "Placed in North under Gao Yuan from 23 Nov 2026"
    with translation.override("zh-hans"):
        assert told("person.placed", data).text == "自 2026-11-23 起调入 华北组，向 高远 汇报"
        assert told("person.placed", {}).text == "自 – 起调入 –，向 – 汇报"


def test_first_steps_stand_on_the_home_page_until_they_are_done(db: None) -> None:
    client = Client(headers={"accept-language": "en"})
    client.post("/setup/", {
        "company_en": "Qinghe", "currency": "CNY", "time_zone": "Asia/Shanghai", "name_en": "Luo An",
        "email": "an@qinghe.example", "password": "a quiet river at dawn",
    })  # fmt: skip
    Grant.objects.update(active=(timezone.now() - timedelta(hours=1), None))  # the test's transaction began before it
    assert "0 of 6 done" in client.get("/").content.decode()
    Company.objects.update(name_zh="青禾")
    assert "1 of 6 done" in client.get("/").content.decode()


def test_who_looks_after_people_sees_at_a_glance_whose_access_needs_a_look(firm: Firm) -> None:
    Grant.objects.filter(person=firm.kam).delete()
    home = opened(firm, "admin").get("/").content.decode()
    assert "/settings/people/?role=none" in home
    found = opened(firm, "admin").get("/settings/people/?role=none").content.decode()
    assert f'href="/people/{firm.kam.pk}/"' in found
    assert f'href="/people/{firm.people["lead"].pk}/"' not in found
    assert "/settings/people/" not in opened(firm, "kam").get("/").content.decode()


def test_who_may_not_see_roles_learns_none_from_a_filter(firm: Firm) -> None:
    Grant.objects.filter(person=firm.kam).delete()
    home = opened(firm, "hr").get("/").content.decode()
    assert "/settings/people/?state=invited" in home
    assert "role=none" not in home
    found = opened(firm, "hr").get("/settings/people/?role=none").content.decode()
    assert f'href="/people/{firm.people["lead"].pk}/"' in found
