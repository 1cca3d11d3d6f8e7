"""The palette and the search page."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from kambium.demo.world import World
from kambium.people.models import Person

ClientOf = Callable[[Person], Client]
PART = {"HX-Request": "true"}


def groups(client: Client, text: str) -> list[tuple[str, list[str]]]:
    """Headings and what stands below them."""
    response = client.get("/search/palette/", {"q": text}, headers=PART)
    assert response.status_code == 200
    found = re.split(r'role="group" aria-label="([^"]+)"', response.content.decode())
    return [
        (head, re.findall(r"<span>([^<]+?)(?:<small>|</span>)", body))
        for head, body in zip(found[1::2], found[2::2], strict=True)
    ]


def test_without_text_it_offers_what_can_be_created_and_opened(world: World, client_of: ClientOf) -> None:
    found = dict(groups(client_of(world.chen), ""))
    assert found["新建"][:3] == ["记录跟进", "新建客户", "新建联系人"]
    assert found["前往"][:3] == ["首页", "客户", "联系人"]


def test_accounts_contacts_and_colleagues_stand_under_their_headings(world: World, client_of: ClientOf) -> None:
    found = dict(groups(client_of(world.chen), "hdzg"))
    assert "华栋重工集团有限公司" in found["客户"]
    assert dict(groups(client_of(world.chen), "陈思远"))["同事"] == ["陈思远"]


@pytest.mark.parametrize(
    ("typed", "command"), [("新建客", "新建客户"), ("xjkh", "新建客户"), ("gzd", ""), ("huishou", "回收站")]
)
def test_commands_are_found_by_their_words_and_their_pinyin(
    world: World, client_of: ClientOf, typed: str, command: str
) -> None:
    offered = [label for _head, labels in groups(client_of(world.chen), typed) for label in labels]
    assert (command in offered) if command else offered == []


def test_a_command_somebody_may_not_run_is_not_offered(world: World, client_of: ClientOf) -> None:
    for who, text, label in (("gao", "", "新建客户"), ("chen", "重复", "重复客户"), ("zhao", "", "记录跟进")):
        offered = [name for _head, labels in groups(client_of(getattr(world, who)), text) for name in labels]
        assert label not in offered


def test_the_page_shows_what_the_palette_cuts_off(world: World, client_of: ClientOf) -> None:
    client = client_of(world.shen)
    assert len(dict(groups(client, "有限公司"))["客户"]) == 6
    text = client.get("/search/?q=有限公司").content.decode()
    assert text.count('class="hit"') > 30


@pytest.mark.parametrize("typed", ["%00", "%F0%A0%AE%B7", "a" * 9_000, "%25", "<script>"])
def test_whatever_is_asked_is_answered(world: World, client_of: ClientOf, typed: str) -> None:
    client = client_of(world.chen)
    for path in ("/search/", "/search/palette/"):
        response = client.get(f"{path}?q={typed}")
        assert response.status_code == 200
        assert b"<script>" not in response.content


def test_nobody_searches_without_signing_in(world: World, visitor: Client) -> None:
    assert visitor.get("/search/palette/?q=a", headers=PART).headers["HX-Redirect"] == "/sign-in/"
    assert visitor.get("/search/?q=a").status_code == 302
