"""Whose rows an import may touch: those of the own units; accounts of others are as if they were not there."""

import pytest

from kambium.accounts.models import Account, Contact
from kambium.core.access import Actor, Granted, Refused
from kambium.demo.world import World
from kambium.exchange.models import Run
from kambium.people.models import Grant, Person
from tests.exchange.conftest import Imports, counts

pytestmark = pytest.mark.django_db


@pytest.fixture
def foreign(world: World) -> Account:
    """An account of somebody outside the director's department."""
    return Account.objects.create(
        name_en="Elsewhere Ltd", name_key="elsewhere", sort_zh="elsewhere", sort_en="elsewhere", owner=world.fang,
        team_id=world.fang.team_id, division_id=world.team("corporate").pk, city="Wuxi",
    )  # fmt: skip


def codes(outcome: object) -> list[str]:
    return [f.code for f in outcome.parts[0].faults]  # type: ignore[attr-defined]


def test_a_director_changes_no_account_of_another_department(world: World, imports: Imports, foreign: Account) -> None:
    _run, outcome = imports("account", "Account Name,City\nElsewhere Ltd,Suzhou\n", by=world.shen.actor())
    assert (counts(outcome), codes(outcome)) == ({"refused": 1}, ["not_yours"])
    foreign.refresh_from_db()
    assert foreign.city == "Wuxi"


def test_a_new_account_of_a_director_is_the_directors_unless_the_file_names_an_owner(
    world: World, imports: Imports
) -> None:
    text = f"Account Name,Owner\nNew One,\nNew Two,{world.chen.email}\nNew Three,{world.fang.email}\n"
    _run, outcome = imports("account", text, by=world.shen.actor())
    assert (counts(outcome), codes(outcome)) == ({"created": 2, "refused": 1}, ["owner_not_yours"])
    owners = dict(Account.objects.filter(name_en__startswith="New ").values_list("name_en", "owner_id"))
    assert owners == {"New One": world.shen.pk, "New Two": world.chen.pk}
    division = Account.objects.get(name_en="New Two").division_id
    assert division == world.team("key_accounts").pk


def test_a_director_hands_no_account_to_an_owner_of_another_department(world: World, imports: Imports) -> None:
    mine = world.account("huadong")
    text = f"客户名称,负责人\n{mine.name_zh},{world.fang.email}\n"
    _run, outcome = imports("account", text, by=world.shen.actor())
    assert (counts(outcome), codes(outcome)) == ({"refused": 1}, ["owner_not_yours"])
    assert world.account("huadong").owner_id == world.chen.pk


def test_a_contact_of_a_foreign_account_is_refused_in_the_words_of_an_unknown_one(
    world: World, imports: Imports, foreign: Account
) -> None:
    text = "Name,Account Name\nAnn,Elsewhere Ltd\nBob,Nowhere Ltd\n"
    _run, outcome = imports("contact", text, by=world.shen.actor())
    assert codes(outcome) == ["no_account", "no_account"]
    told = [f.text().replace("Elsewhere", "…").replace("Nowhere", "…") for f in outcome.parts[0].faults]
    assert told[0] == told[1]
    assert not Contact.objects.filter(name_en__in=["Ann", "Bob"]).exists()


def test_a_foreign_account_is_no_parent(world: World, imports: Imports, foreign: Account) -> None:
    text = "Account Name,Parent Account\nChild One,Elsewhere Ltd\n"
    _run, outcome = imports("account", text, by=world.shen.actor())
    assert codes(outcome) == ["no_parent"]


def test_a_director_imports_no_people(world: World, imports: Imports) -> None:
    with pytest.raises(Refused):
        imports("person", "Name,E-mail\nAnn,ann@new.example\n", by=world.shen.actor())
    assert not Person.objects.filter(email="ann@new.example").exists()


@pytest.mark.parametrize("who", ["chen", "wang", "fang", "zhao"])
def test_who_may_not_import_gets_403_from_every_import_page(world: World, client_of, who: str) -> None:
    run = Run.objects.create(preset="account", by=world.shen)
    client = client_of(getattr(world, who))
    assert client.get("/imports/").status_code == 403
    for step in ("mapping", "start", "stop", "reversion"):
        assert client.post(f"/imports/{run.pk}/{step}/").status_code == 403
    run.refresh_from_db()
    assert (run.state, run.wish_stop) == ("new", False)


def test_the_import_of_a_colleague_is_not_there(world: World, client_of) -> None:
    run = Run.objects.create(preset="account", by=world.gao)
    client = client_of(world.shen)
    assert client.get(f"/imports/{run.pk}/").status_code == 404
    assert client.post(f"/imports/{run.pk}/stop/").status_code == 404


@pytest.mark.parametrize(("roles", "granted"), [(("hr",), []), (("hr", "security"), ["kam"])])
def test_a_file_gives_roles_only_for_somebody_who_may_grant_them(
    roles: tuple[str, ...], granted: list[str], imports: Imports
) -> None:
    actor = Actor(0, tuple(Granted(role) for role in roles), via="command")
    text = "Name,Email,Role\nAnn Lee,ann@x.test,kam\nBo Ray,bo@x.test,admin\n"
    _run, outcome = imports("person", text, by=actor)
    assert outcome.count("created") == 2
    assert list(Grant.objects.values_list("role", flat=True)) == granted
