"""What somebody sees when something may not be, is not there, or broke."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.test import Client

from kambium.demo.world import World
from kambium.people.models import Person

pytestmark = pytest.mark.django_db
Sign = Callable[[Person], Client]


@contextmanager
def a_dead_database() -> Iterator[None]:
    """Every statement meets a server that is gone."""

    def gone(*_statement: Any) -> None:
        raise OperationalError("server closed the connection unexpectedly")

    with connection.execute_wrapper(gone):
        yield


def told(client: Client, path: str, **extra: Any) -> HttpResponse:
    """The answer instead of the fault itself."""
    client.raise_request_exception = False
    answer: HttpResponse = client.get(path, **extra)
    return answer


def test_chen_reads_chinese_when_the_database_is_gone(world: World, client_of: Sign) -> None:
    client = client_of(world.chen)
    with a_dead_database():
        answer = told(client, "/accounts/?q=hd")
    text = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"], answer["Content-Language"]) == (503, "30", "zh-Hans")
    assert "数据库没有响应" in text
    assert '<a class="btn primary" href="/accounts/?q=hd">' in text
    assert 'lang="zh-Hans" data-theme="auto"' in text


def test_an_english_browser_is_told_in_english(world: World, client_of: Sign) -> None:
    client = client_of(world.chen)
    with a_dead_database():
        answer = told(client, "/", headers={"accept-language": "en-GB,en;q=0.8"})
    assert "The database does not answer" in answer.content.decode()
    assert answer["Content-Language"] == "en"


def test_a_part_of_a_page_is_told_in_a_toast(world: World, client_of: Sign) -> None:
    client = client_of(world.chen)
    with a_dead_database():
        answer = told(client, "/search/palette/?q=hd", headers={"hx-request": "true"})
    text = answer.content.decode()
    assert answer.status_code == 503
    assert text.startswith('<div id="toasts" hx-swap-oob="beforeend">')
    assert "数据库没有响应：" in text


def test_a_colleague_keeps_the_way_around_where_nothing_is(world: World, client_of: Sign) -> None:
    text = told(client_of(world.chen), "/accounts/999999/").content.decode()
    assert '<nav class="side"' in text
    assert "这里没有内容" in text


def test_a_stranger_sees_only_what_is_missing(visitor: Client) -> None:
    answer = told(visitor, "/nowhere/")
    text = answer.content.decode()
    assert answer.status_code == 404
    assert '<nav class="side"' not in text
    assert "Nothing here" in text
