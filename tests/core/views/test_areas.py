"""The side bar's entries, and the pages that belong to one of them."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from kambium.demo.world import World
from kambium.people.models import Person

pytestmark = pytest.mark.django_db
Sign = Callable[[Person], Client]
SIDE = re.compile(r'<nav class="side".*?</nav>', re.DOTALL)
AREA = re.compile(r'<ul class="area">.*?</ul>', re.DOTALL)
CURRENT = re.compile(r'<a href="([^"]+)" aria-current="page">')


def test_contacts_and_activities_are_pages_of_the_accounts(world: World, client_of: Sign) -> None:
    text = client_of(world.chen).get("/contacts/").content.decode()
    side, area = SIDE.search(text), AREA.search(text)
    assert side
    assert area
    assert 'href="/contacts/"' not in side.group()
    assert CURRENT.findall(side.group()) == ["/accounts/"]
    assert re.findall(r'href="([^"]+)"', area.group()) == ["/accounts/", "/activities/"]
    assert '<h1 aria-current="page">联系人</h1>' in area.group()


def test_an_area_of_one_page_has_a_plain_title(world: World, client_of: Sign) -> None:
    text = client_of(world.chen).get("/people/").content.decode()
    side = SIDE.search(text)
    assert side
    assert not AREA.search(text)
    assert CURRENT.findall(side.group()) == ["/people/"]
