"""The first set-up, the company's settings, preferences and vocabularies."""

import pytest
from django.test import Client

from kambium.core import terms
from kambium.core.access import NotThere, Refused
from kambium.core.models import Event, Term
from kambium.people import actions
from kambium.people.actions import installing
from kambium.people.actions.preferring import fingerprint
from kambium.people.models import Company, Grant, Membership, Person, Team
from kambium.people.queries import company
from tests.people.conftest import NOW, TODAY, Firm

FIRST = {
    "company_zh": "青禾仪器", "company_en": "Qinghe Instruments", "currency": "CNY", "time_zone": "Asia/Shanghai",
    "name_zh": "罗安", "name_en": "Luo An", "email": "An@Qinghe.example", "password": "a quiet river at dawn",
}  # fmt: skip


def test_the_first_administrator_gets_company_root_team_and_both_roles(db: None) -> None:
    person = installing.install(at=NOW, language="zh-hans", **FIRST)
    assert (company().name_zh, company().currency) == ("青禾仪器", "CNY")
    root = Team.objects.get()
    assert (root.name_en, root.path, root.depth, person.team) == ("Qinghe Instruments", [root.pk], 0, root)
    assert (person.email, person.check_password("a quiet river at dawn")) == ("an@qinghe.example", True)
    given = Grant.objects.filter(person=person).values_list("role", "granted_by", "active").order_by("role")
    assert [(role, by, period.lower, period.upper) for role, by, period in given] == [
        ("admin", None, NOW, None), ("security", None, NOW, None),
    ]  # fmt: skip
    assert Membership.objects.get().active.lower == TODAY
    assert Event.objects.get(kind="company.installed").via == "setup"


def test_the_door_closes_for_good(db: None) -> None:
    installing.install(at=NOW, language="en", **FIRST)
    with pytest.raises(installing.AlreadyInstalled):
        installing.install(at=NOW, language="en", **FIRST | {"email": "intruder@qinghe.example"})
    assert Person.objects.count() == 1


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"password": "short"}, "password"),
        ({"password": "password1234"}, "password"),
        ({"company_zh": " ", "company_en": ""}, "company_zh"),
        ({"name_zh": "", "name_en": ""}, "name_zh"),
        ({"currency": "ABC"}, "currency"),
        ({"time_zone": "Mars/Olympus"}, "time_zone"),
    ],
)
def test_an_unfit_first_administrator_leaves_the_installation_empty(db: None, facts: dict, field: str) -> None:
    with pytest.raises(actions.Rejected) as no:
        installing.install(at=NOW, language="en", **FIRST | facts)
    assert no.value.field == field
    assert (Person.objects.count(), Team.objects.count(), Company.objects.count()) == (0, 0, 0)


def test_an_empty_installation_leads_everybody_to_the_set_up(db: None) -> None:
    client = Client()
    for path in ("/", "/sign-in/"):
        assert client.get(path)["Location"] == "/setup/"
    page = client.get("/setup/")
    assert page.status_code == 200
    answer = client.post("/setup/", FIRST)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.get("/").status_code == 200  # signed in at once
    assert Client().get("/setup/")["Location"] == "/"
    assert Client().post("/setup/", FIRST | {"email": "x@qinghe.example"})["Location"] == "/"
    assert Person.objects.count() == 1


def test_a_set_up_with_faults_says_so_and_sets_nothing_up(db: None) -> None:
    answer = Client().post("/setup/", FIRST | {"password": "short", "email": "no address"})
    assert answer.status_code == 422
    assert Person.objects.count() == 0


def test_a_short_password_is_refused_in_the_readers_language(db: None) -> None:
    for language, words in (("zh-hans", "太短：至少 12 个字符"), ("en", "Too short: at least 12 characters")):
        answer = Client(headers={"accept-language": language}).post("/setup/", FIRST | {"password": "short"})
        assert words in answer.text


def test_preferences_are_ones_own_and_only_what_is_offered(firm: Firm) -> None:
    done = actions.prefer(by=firm.actor("kam"), at=NOW, theme="dark", language="en", time_zone="Europe/Berlin")
    assert (done.theme, done.language, done.time_zone) == ("dark", "en", "Europe/Berlin")
    assert Event.objects.get(kind="person.preferred").data["fields"] == ["theme", "language", "time_zone"]
    for name, value in (("theme", "neon"), ("language", "tlh"), ("time_zone", "Mars/Olympus"), ("currency", "cny")):
        with pytest.raises(actions.NotOffered) as no:
            actions.prefer(by=firm.actor("kam"), at=NOW, **{name: value})
        assert no.value.field == name
    assert firm.person("kam").currency == "CNY"


def test_the_company_is_changed_by_an_administrator_who_read_it_as_it_is(firm: Firm) -> None:
    read = fingerprint(company())
    actions.change_company(by=firm.actor("admin"), at=NOW, read=read, currency="EUR")
    assert company().currency == "EUR"
    with pytest.raises(actions.Stale):
        actions.change_company(by=firm.actor("admin"), at=NOW, read=read, currency="USD")
    with pytest.raises(actions.NotOffered):
        actions.change_company(by=firm.actor("admin"), at=NOW, name_zh="", name_en=" ")
    for name in ("guard", "hr", "boss", "kam"):
        with pytest.raises(Refused):
            actions.change_company(by=firm.actor(name), at=NOW, currency="USD")
    assert company().currency == "EUR"


@pytest.fixture
def sizes(db: None) -> list[Term]:
    Term.objects.filter(vocabulary="paint").delete()
    terms.put("paint", [("red", "红", "Red"), ("blue", "蓝", "Blue"), ("green", "绿", "Green")])
    return list(Term.objects.filter(vocabulary="paint"))


def order() -> list[str]:
    return list(Term.objects.filter(vocabulary="paint").values_list("code", flat=True))


def test_a_word_is_added_at_the_end_with_a_code_made_from_its_name(firm: Firm, sizes: list[Term]) -> None:
    admin = firm.actor("admin")
    for zh, en, code in (("天蓝", "Sky blue", "sky-blue"), ("墨黑", "", "mohei"), ("", "Sky-Blue!", "sky-blue-2")):
        added = actions.add_term(by=admin, vocabulary="paint", name_zh=zh, name_en=en, at=NOW)
        assert (added.code, order()[-1]) == (code, code)
    assert terms.vocabulary("paint")["mohei"].name_zh == "墨黑"


def test_a_word_stands_once_in_its_vocabulary_and_needs_a_name(firm: Firm, sizes: list[Term]) -> None:
    for zh, en, field in (("", "", "name_zh"), ("蓝", "", "name_zh"), ("", " BLUE ", "name_en")):
        with pytest.raises(actions.CannotName) as no:
            actions.add_term(by=firm.actor("admin"), vocabulary="paint", name_zh=zh, name_en=en, at=NOW)
        assert no.value.field == field
    with pytest.raises(NotThere):
        actions.add_term(by=firm.actor("admin"), vocabulary="nothing", name_zh="新", name_en="New", at=NOW)
    assert order() == ["red", "blue", "green"]


def test_a_renamed_word_keeps_its_code_and_every_process_reads_it_anew(firm: Firm, sizes: list[Term]) -> None:
    assert terms.vocabulary("paint")["blue"].name_en == "Blue"
    done = actions.rename_term(by=firm.actor("admin"), term=sizes[1], name_zh="海蓝", name_en="Navy", at=NOW)
    assert (done.code, terms.vocabulary("paint")["blue"].name_en) == ("blue", "Navy")


def test_words_move_and_retire(firm: Firm, sizes: list[Term]) -> None:
    admin = firm.actor("admin")
    actions.move_term(by=admin, term=sizes[2], up=True, at=NOW)
    assert order() == ["red", "green", "blue"]
    actions.move_term(by=admin, term=sizes[0], up=True, at=NOW)  # first already
    assert order() == ["red", "green", "blue"]
    actions.switch_term(by=admin, term=sizes[0], active=False, at=NOW)
    assert terms.vocabulary("paint")["red"].is_active is False


@pytest.mark.parametrize("name", ["guard", "hr", "auditor", "boss", "director", "kam", "guest"])
def test_only_administrators_change_words(firm: Firm, sizes: list[Term], name: str) -> None:
    with pytest.raises(Refused):
        actions.add_term(by=firm.actor(name), vocabulary="paint", name_zh="紫", name_en="Violet", at=NOW)
    with pytest.raises(Refused):
        actions.rename_term(by=firm.actor(name), term=sizes[0], name_zh="紫", name_en="Violet", at=NOW)
    with pytest.raises(Refused):
        actions.switch_term(by=firm.actor(name), term=sizes[0], active=False, at=NOW)
    assert order() == ["red", "blue", "green"]
