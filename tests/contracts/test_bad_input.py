"""Whatever is typed into whatever field of whatever form: an answer, never a failure, and nothing comes back unescaped.

Each form is posted as a browser would, from the page it stands on, by somebody who may: once with all fields bad, and
once for each field with only that one bad, so that what looks at the other fields first does not shield it.
"""

import logging
from collections.abc import Callable, Iterator
from itertools import cycle
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import Resolver404, resolve

from kambium.core.access import Scope, permissions
from kambium.demo.world import World
from kambium.people.models import Person
from tests.contracts.callers import HOLDERS, caller
from tests.contracts.forms import Form, forms_of
from tests.contracts.rows import address, kind_of_row, rows_of
from tests.contracts.test_matrix import ALSO, pages, undone
from tests.contracts.test_pages import document, opened

ALIVE = "<script>alert(4711)</script>"
SUMMED = "{{ 4711 * 4711 }}{% raw %}${4711*4711}"
CORPUS = {
    "nul": "a\0b",
    "lone surrogate": "\ud800",
    "right to left": "\u202e\u2066 هذا نص \u2069",
    "a million letters": "长" * 1_000_000,
    "two to the 63rd": str(2**63),
    "negative": "-1",
    "not a number": "NaN",
    "endless": "Infinity",
    "tiny": "1e-300",
    "huge": "9e999999",
    "full width digits": "１２３",
    "year nought": "0000-00-00",
    "last day there is": "9999-12-31",
    "no such day": "2026-02-30",
    "markup": f"'\"><img src=x onerror=alert(1)>{ALIVE}",
    "template": SUMMED,
    "sql": "'); DROP TABLE people_person; --",
    "emoji": "👩‍👩‍👧‍👦" * 40,
    "lines": "a\r\nb\u2028c",
}
LONG = 100_000  # from here on a form sent whole would be refused for its size alone: only one field at a time
ENDS_IT_ALL = {"account_logout", "setup"}
GUESSED = ("name", "value", "q", "ids", "version", "at", "on", "last", "reason", "to", "keep", "state", "label", "code")
Posted = tuple[Client, Form]
Sent = tuple[str, dict[str, str]]
ENCODED = "application/x-www-form-urlencoded"


def name_of(path: str) -> str:
    try:
        return resolve(path).view_name
    except Resolver404:
        return ""


def on_pages(world: World, client_of: Callable[[Person], Client], held: dict[str, Any]) -> Iterator[Posted]:
    """Every form of every page, once for each address and set of fields."""
    seen = set()
    for _route, client, url in opened(world, client_of, held=held):
        for form in forms_of(document(client.get(url)), url):
            key = (name_of(form.action), tuple(form.fields))
            if key not in seen and key[0] not in ENDS_IT_ALL:
                seen.add(key)
                yield client, form


def without_page(
    world: World, client_of: Callable[[Person], Client], held: dict[str, Any], shown: set[str]
) -> Iterator[Posted]:
    """What is posted by buttons and scripts alone, with fields as they are called elsewhere."""
    for route, declared in pages().items():
        asked = [key for key in (declared.permission, ALSO.get((route, "POST"))) if key]
        role = next((r for r in HOLDERS if all(permissions[k].roles.get(r, Scope(0)) for k in asked)), None)
        if "POST" not in declared.methods or role is None:
            continue
        if role not in held:
            client = client_of(getattr(world, HOLDERS[role]))
            client.raise_request_exception = False
            held[role] = client, rows_of(caller(role, world), world)
        client, numbers = held[role]
        kind = kind_of_row(route)
        url = address(route, (numbers[kind].own or 0) if kind else 0)
        if name_of(url) not in shown | ENDS_IT_ALL:
            yield client, Form(url, dict.fromkeys(GUESSED, ""))


def encoded(fields: dict[str, str]) -> str:
    """Fields as a request's body; what has no letters in UTF-8 goes as the bytes it would have."""
    return "&".join(f"{quote(name)}={quote(text.encode('utf-8', 'surrogatepass'))}" for name, text in fields.items())


def whole(form: Form) -> Iterator[Sent]:
    """Every field bad, once for each value; what would be refused for its size alone is left to single fields."""
    for name, value in CORPUS.items():
        if len(value) < LONG:
            yield f"all {name}", dict.fromkeys(form.fields, value)


def single(form: Form, turn: Iterator[str]) -> Iterator[Sent]:
    """One field bad and the others as the page has them; each field gets the next value in turn."""
    for field in form.fields:
        name = next(turn)
        yield f"{field} {name}", {**form.fields, field: CORPUS[name]}


def faults(client: Client, form: Form, sent: Iterator[Sent]) -> Iterator[str]:
    for what, fields in sent:
        with undone():
            response: Any = client.post(form.action, encoded(fields), content_type=ENCODED)
        client.cookies.pop("messages", None)
        if response.status_code >= 500:
            yield f"{form.action} {what}: {response.status_code} {getattr(response, 'exc_info', ('', ''))[1]!r:.300}"
        elif not response.streaming and (ALIVE in (text := response.content.decode()) or str(4711**2) in text):
            yield f"{form.action} {what}: came back alive"


@pytest.fixture(autouse=True)
def quiet(caplog: pytest.LogCaptureFixture) -> None:
    """Thousands of refusals are meant."""
    caplog.set_level(logging.CRITICAL, "django.request")


def test_no_form_breaks_whatever_is_typed_into_it(world: World, client_of: Callable[[Person], Client]) -> None:
    held: dict[str, Any] = {}
    shown = list(on_pages(world, client_of, held))
    names = {name_of(form.action) for _client, form in shown}
    others = list(without_page(world, client_of, held, names))
    turn = cycle(CORPUS)
    wrong = [fault for client, form in shown for fault in faults(client, form, single(form, turn))]
    wrong += [fault for client, form in [*shown, *others] for fault in faults(client, form, whole(form))]
    assert "\n".join(wrong) == ""
    assert len(names) > 40
