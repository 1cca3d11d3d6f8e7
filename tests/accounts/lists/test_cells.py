"""A cell of the list of accounts, edited in its place."""

import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from html import unescape

import pytest
from django.test import Client

from kambium.accounts.models import Account, Activity
from kambium.core.models import Event
from kambium.demo.world import World
from kambium.people.models import Person

ClientOf = Callable[[Person], Client]
PART = {"HX-Request": "true"}


def path(account: Account, key: str) -> str:
    return f"/accounts/{account.pk}/cells/{key}/"


def save(client: Client, account: Account, key: str, value: object, **more: object):
    given = {"value": value, "version": account.version, **more}
    return client.post(path(account, key), given, headers=PART)


def undo_of(text: str) -> dict[str, object]:
    """What the toast would send."""
    found = re.search(r'hx-vals="([^"]+)"', text)
    assert found
    values: dict[str, object] = json.loads(unescape(found[1]))
    return values


def test_the_editor_offers_the_words_in_use_with_the_stored_one_chosen(world: World, client_of: ClientOf) -> None:
    text = client_of(world.chen).get(path(world.account("kunyue"), "status"), headers=PART).content.decode()
    assert '<option value="dormant" selected>沉睡</option>' in text
    assert f'name="version" value="{world.account("kunyue").version}"' in text


@pytest.mark.parametrize(
    ("key", "value", "field", "stored"),
    [
        ("status", "active", "status", "active"),
        ("industry", "rail", "industry", "rail"),
        ("industry", "", "industry", ""),
        ("region", "europe", "region", "europe"),
        ("size", "1-49", "size", "1-49"),
        ("tags", ["tender", "overseas"], "tags", ["tender", "overseas"]),
        ("tags", [], "tags", []),
    ],
)
def test_a_new_value_is_saved_and_shown_and_can_be_undone(
    world: World, client_of: ClientOf, key: str, value: object, field: str, stored: object
) -> None:
    account, client = world.account("kunyue"), client_of(world.chen)
    before = getattr(account, field)
    response = save(client, account, key, value)
    text = response.content.decode()
    assert response.status_code == 200
    assert text.startswith(f'<td id="c-{account.pk}-{key}"')
    now = world.account("kunyue")
    assert (getattr(now, field), now.version) == (stored, account.version + (stored != before))
    if stored != before:
        assert f'hx-post="{path(account, key)}"' in text
        undone = client.post(path(account, key), undo_of(text), headers=PART)
        assert getattr(world.account("kunyue"), field) == before
        assert undone.content.decode().startswith('<td hx-swap-oob="true"')


@pytest.mark.parametrize("value", ["[", "[1,", '["nonsense"]', "[[]]", "[" * 50_000, "[null]"])
def test_an_undo_nobody_was_offered_changes_nothing(world: World, client_of: ClientOf, value: str) -> None:
    account = world.account("huadong")
    assert save(client_of(world.chen), account, "tags", value, undo="1").status_code == 422
    assert world.account("huadong").tags == account.tags


def test_a_value_that_is_none_keeps_the_editor_and_changes_nothing(world: World, client_of: ClientOf) -> None:
    account = world.account("kunyue")
    response = save(client_of(world.chen), account, "status", "nonsense")
    assert response.status_code == 422
    assert 'class="editor"' in response.content.decode()
    assert 'role="alert"' in response.content.decode()
    now = world.account("kunyue")
    assert (now.status, now.version) == ("dormant", account.version)


def test_somebody_who_saved_first_is_not_overwritten_and_both_are_shown(world: World, client_of: ClientOf) -> None:
    account, client = world.account("kunyue"), client_of(world.chen)
    save(client, account, "status", "lost")
    response = save(client, account, "status", "active")
    text = response.content.decode()
    assert response.status_code == 409
    assert "已流失" in text
    assert '<option value="active" selected>' in text
    assert world.account("kunyue").status == "lost"
    newer = re.search(r'name="version" value="(\d+)"', text)
    assert newer
    client.post(path(account, "status"), {"value": "active", "version": newer[1]}, headers=PART)
    assert world.account("kunyue").status == "active"


def test_a_lead_gives_an_account_to_another_owner_from_the_list(world: World, client_of: ClientOf) -> None:
    account = world.account("kunyue")
    response = save(client_of(world.wang), account, "owner", str(world.lin.pk))
    assert response.status_code == 200
    assert "林若溪" in response.content.decode()
    assert world.account("kunyue").owner_id == world.lin.pk


def test_who_may_not_assign_gets_no_editor_for_the_owner(world: World, client_of: ClientOf) -> None:
    account, client = world.account("kunyue"), client_of(world.chen)
    assert client.get(path(account, "owner"), headers=PART).status_code == 403
    assert save(client, account, "owner", str(world.lin.pk)).status_code == 403
    assert world.account("kunyue").owner_id == world.chen.pk


def test_the_day_of_the_next_step_is_moved_with_its_activity(world: World, client_of: ClientOf, today: date) -> None:
    steps = Activity.objects.filter(owner=world.chen, next_done_at=None, deleted_at=None).exclude(next_step="")
    step = steps.order_by("next_on", "id").first()
    assert step is not None
    account = step.account
    day = today + timedelta(days=40)
    response = save(client_of(world.chen), account, "step", day.isoformat())
    assert response.status_code == 200
    step.refresh_from_db()
    assert step.next_on == day


def test_a_day_for_a_step_that_is_not_there_is_refused(world: World, client_of: ClientOf, today: date) -> None:
    account = Account.objects.filter(owner=world.chen, next_step="", deleted_at=None).first()
    assert account is not None
    response = save(client_of(world.chen), account, "step", today.isoformat())
    assert response.status_code == 422
    assert save(client_of(world.chen), account, "step", "tomorrow").status_code == 422


@pytest.mark.parametrize(
    ("key", "value", "stored"),
    [("f_production_sites", "12", 12), ("f_production_sites", "2.5", 2.5), ("f_needs_acceptance", "true", True)],
)
def test_own_fields_are_edited_too(world: World, client_of: ClientOf, key: str, value: str, stored: object) -> None:
    account, client = world.account("kunyue"), client_of(world.chen)
    assert client.get(path(account, key), headers=PART).status_code == 200
    assert save(client, account, key, value).status_code == 200
    assert world.account("kunyue").extra[key.removeprefix("f_")] == stored


def test_an_own_number_that_is_none_is_refused(world: World, client_of: ClientOf) -> None:
    account = world.account("kunyue")
    assert save(client_of(world.chen), account, "f_production_sites", "many").status_code == 422
    assert world.account("kunyue").extra == account.extra


@pytest.mark.parametrize("key", ["name", "registration", "nothing", "f_nothing"])
def test_what_is_not_edited_in_place_is_not_there(world: World, client_of: ClientOf, key: str) -> None:
    assert client_of(world.chen).get(path(world.account("kunyue"), key), headers=PART).status_code == 404


@pytest.mark.parametrize("who", ["zhou", "lin"])
def test_a_hidden_account_is_not_there(world: World, client_of: ClientOf, who: str) -> None:
    account = world.account("kunyue")
    client = client_of(getattr(world, who))
    assert client.get(path(account, "status"), headers=PART).status_code == 404
    assert save(client, account, "status", "active").status_code == 404
    assert world.account("kunyue").status == "dormant"


def test_saving_what_is_there_already_writes_nothing(world: World, client_of: ClientOf) -> None:
    account, before = world.account("kunyue"), Event.objects.count()
    response = save(client_of(world.chen), account, "status", "dormant")
    assert response.status_code == 200
    assert (world.account("kunyue").version, Event.objects.count()) == (account.version, before)
    assert "撤销" not in response.content.decode()


def test_leaving_the_editor_shows_the_cell_again(world: World, client_of: ClientOf) -> None:
    account = world.account("kunyue")
    text = client_of(world.chen).get(f"{path(account, 'status')}?show=1", headers=PART).content.decode()
    assert "沉睡" in text
    assert "cellbtn" in text
