"""Tokens: made by their person, shown once, ended by a day, by revoking, and with the person."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client, override_settings
from django.utils import timezone

from kambium.api.actions import make_token, revoke_token
from kambium.api.actions.tokens import TooManyTokens
from kambium.api.models import Token
from kambium.core.access import NotThere, Refused
from kambium.core.models import Event
from kambium.demo.world import World
from kambium.people.models import Person

Programs = Callable[..., Any]


def test_the_word_is_on_one_answer_and_not_in_the_database(world: World, client_of: Callable[..., Client]) -> None:
    client = client_of(world.zhou)
    page = client.post("/me/tokens/", {"name": "ERP", "scope": "read", "days": "30"}).content.decode()
    word = page.split('id="token">kbm_')[1].split("<")[0]
    assert len(word) == 43
    assert word not in str(Token.objects.values())
    assert word not in client.get("/me/tokens/").content.decode()


def test_a_token_that_ended_or_was_revoked_opens_nothing(world: World, program_of: Programs) -> None:
    program = program_of(world.zhou)
    assert program.get("me").said["person"]["id"] == world.zhou.pk
    Token.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert program.get("me").status_code == 401
    Token.objects.update(expires_at=timezone.now() + timedelta(1))
    revoke_token(by=world.zhou.actor(), token_id=Token.objects.get().pk, at=timezone.now())
    assert program.get("me").status_code == 401


def test_a_token_ends_with_its_person(world: World, program_of: Programs) -> None:
    program = program_of(world.zhou)
    Person.objects.filter(pk=world.zhou.pk).update(is_active=False)
    assert program.get("me").status_code == 401


def test_a_token_loses_what_its_person_loses(world: World, program_of: Programs) -> None:
    program = program_of(world.shen)
    assert program.get("accounts").status_code == 200
    world.shen.grants.filter(role="director").delete()
    assert program.get("accounts").status_code == 401  # no role is left that may have a token


def test_a_token_to_read_writes_nothing(world: World, program_of: Programs) -> None:
    answer = program_of(world.zhou, scope="read").post("accounts", {"name_zh": "新客户"})
    assert (answer.status_code, answer.said["type"]) == (403, "/api/#read-only")


@override_settings(API_A_MINUTE=2)
def test_requests_beyond_the_limit_are_told_when_to_come_again(world: World, program_of: Programs) -> None:
    program = program_of(world.zhou)
    assert [program.get("me").status_code for _turn in range(3)] == [200, 200, 429]
    answer = program.get("me")
    assert answer.headers["RateLimit"].startswith('"minute";r=0;t=')
    assert 1 <= int(answer.headers["Retry-After"]) <= 60


def test_who_has_no_programs_makes_no_token(world: World) -> None:
    with pytest.raises(Refused):
        make_token(by=world.ma.actor(), name="x", scope="read", days=30, at=timezone.now())
    assert not Token.objects.exists()


def test_twenty_tokens_are_enough(world: World) -> None:
    for number in range(20):
        make_token(by=world.zhou.actor(), name=f"{number}", scope="read", days=30, at=timezone.now())
    with pytest.raises(TooManyTokens):
        make_token(by=world.zhou.actor(), name="20", scope="read", days=30, at=timezone.now())


def test_nobody_ends_the_token_of_a_colleague_but_who_oversees_them(world: World, program_of: Programs) -> None:
    program_of(world.zhou)
    number = Token.objects.get().pk
    with pytest.raises(NotThere):
        revoke_token(by=world.lin.actor(), token_id=number, at=timezone.now())
    assert Token.objects.get().revoked_at is None
    revoke_token(by=world.luo.actor(), token_id=number, at=timezone.now())
    told = Event.objects.filter(kind__startswith="token.").order_by("id").values_list("kind", "actor_id")
    assert list(told) == [("token.created", world.zhou.pk), ("token.revoked", world.luo.pk)]
