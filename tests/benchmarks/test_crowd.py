"""The made-up company is whole: everything hangs together as if people had entered it."""

from datetime import UTC, datetime

import pytest

from kambium.accounts.models import Account, Activity, Contact
from kambium.accounts.naming import account_key
from kambium.core.models import SearchEntry
from kambium.core.search.find import find
from kambium.core.search.fold import sort_key
from kambium.demo.crowd import Inhabited, Sizes, filling
from kambium.demo.crowd.names import company
from kambium.people.models import Person

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
SMALL = Sizes(accounts=84, contacts=100, activities=200, people=60)


def put(sizes: Sizes = SMALL) -> None:
    """The company in a test: inside its transaction, so without VACUUM."""
    filling.write(sizes, NOW)


@pytest.mark.django_db
def test_all_rows_are_there_and_findable() -> None:
    put()
    counts = [model.objects.count() for model in (Person, Account, Contact, Activity)]
    assert counts == [60, 84, 100, 200]
    kinds = {kind: SearchEntry.objects.filter(kind=kind).count() for kind in ("account", "contact", "person")}
    assert kinds == {"account": 84, "contact": 100, "person": 60}


@pytest.mark.django_db
def test_owner_columns_say_where_the_owner_works() -> None:
    put()
    for row in Account.objects.select_related("owner__team"):
        root, division, branch = row.owner.team.path
        assert (root, row.division_id, row.branch_id, row.team_id) == (1, division, branch, branch)
    assert not Contact.objects.exclude(owner_id__in=Person.objects.filter(title_en="Key account manager")).exists()


@pytest.mark.django_db
def test_an_account_knows_its_last_activity_and_its_open_step() -> None:
    put()
    for row in Account.objects.all():
        last = row.activities.order_by("-happened_at")[0]
        assert abs((row.last_activity_at - last.happened_at).total_seconds()) < 1
        assert (last.next_step, last.next_on) == (row.next_step, row.next_step_on)
    assert Account.objects.exclude(next_step="").count() == 28


@pytest.mark.django_db
def test_a_key_account_manager_finds_own_accounts_only() -> None:
    put()
    kam = Person.objects.get(email="kam1@crowd.example").actor()
    seen = Account.objects.visible_to(kam)
    assert [row.owner_id for row in seen] == [kam.person_id] * len(seen)
    assert sorted(row.pk for row in seen) == [42, 84]
    assert seen[0].pk in [hit.object_id for hit in find(kam, seen[0].name, kinds=["account"])]


@pytest.mark.django_db
def test_rows_can_be_added_afterwards() -> None:
    put()
    assert Account.objects.create(name_zh="新客户").pk == 85


@pytest.mark.django_db
def test_it_does_not_move_in_with_others() -> None:
    Person.objects.create(email="somebody@example.com", name_en="Somebody")
    with pytest.raises(Inhabited):
        put()
    assert Account.objects.count() == 0


def test_names_are_half_chinese_half_latin_and_never_twice() -> None:
    names = [company(n) for n in range(1, 20_001)]
    assert len({name.zh or name.en for name in names}) == 20_000
    assert sum(bool(name.zh) for name in names) == 10_000
    assert all((name.key, name.sort) == (account_key(name.zh, name.en), sort_key(name.zh or name.en)) for name in names)
