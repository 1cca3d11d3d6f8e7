"""Every page that a role may open: whole, in the reader's language, under the strict policy, and unmoved by nonsense."""  # noqa: E501

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest
from django.test import Client

from kambium.config import extraction
from kambium.core.access import Scope, permissions
from kambium.core.web.middleware import POLICY
from kambium.demo.world import World
from kambium.people.models import Person
from tests.contracts.callers import HOLDERS, caller
from tests.contracts.rows import address, kind_of_row, rows_of
from tests.contracts.sheets import sheet
from tests.contracts.test_matrix import NOBODY, NOTHING_THERE, pages

LANGUAGES = {"zh-hans": "zh-Hans", "en": "en"}
JUNK = (
    {"at": "xx", "sort": "zz", "q": "\0", "page": "-1", "size": "99999999999999999999", "view": "'\"><"},
    {"at": "9" * 5000, "sort": "-" * 200, "q": "x" * 10_000, "page": "9" * 400, "view": "9" * 30, "show": "\ud7ff"},
    {"at": "e30", "q": "%00%ff\u202e' OR 1=1--", "owner": "9" * 25, "status": "\0", "from": "0000-99-99", "to": "now",
     "account": "9" * 25, "list": "\0", "columns": "x,\0,9", "group": "zz", "on": "2026-13-45"},
)  # fmt: skip
Opened = tuple[str, Client, str]
# Show names and words of the company in both languages.
IN_BOTH = {"people/<int:number>/", "settings/vocabularies/<slug:name>/"}
# Answered with other things than a page: bytes, health, and where to go on.
NOT_PAGES = {"livez", "readyz"}


def openers() -> dict[str, str]:
    """For each page the first role that may open it; nobody where everyone may."""
    found = {}
    for route, declared in pages().items():
        if "GET" in declared.methods and (route, "GET") not in NOTHING_THERE:
            held = permissions[declared.permission].roles if declared.permission else dict.fromkeys(HOLDERS, Scope.ALL)
            found[route] = NOBODY if route.startswith("sign-in/") else next(r for r in HOLDERS if held.get(r))
    return found


def opened(
    world: World, client_of: Callable[[Person], Client], language: str = "", held: dict[str, Any] | None = None
) -> Iterator[Opened]:
    """Every page's route with a client whose person may open it, and the address with that person's own row.

    `held` is filled with the clients and rows by role, for whoever wants to go on with them.
    """
    if language:
        Person.objects.update(language=language)
    held = {} if held is None else held
    for route, role in openers().items():
        if role not in held:
            client = Client(headers={"accept-language": language or "zh-hans"})
            client = client if role == NOBODY else client_of(getattr(world, HOLDERS[role]))
            client.raise_request_exception = False
            held[role] = client, {} if role == NOBODY else rows_of(caller(role, world), world)
        client, numbers = held[role]
        kind = kind_of_row(route)
        if not kind or numbers[kind].own is not None:
            yield route, client, address(route, numbers[kind].own if kind else 0)


def document(response: Any) -> str:
    """The markup of a whole page, or "" for files, fragments and redirections."""
    if response.streaming or not response.headers.get("Content-Type", "").startswith("text/html"):
        return ""
    text = str(response.content.decode())
    return text if text.lstrip().lower().startswith("<!doctype html>") else ""


@cache
def english() -> frozenset[str]:
    """Our English words whose Chinese reads otherwise."""
    found = set()
    for package in extraction.packages():
        for message in extraction.stored(package):
            if isinstance(message.id, str) and message.id and "%" not in message.id and message.string != message.id:
                found.add(message.id)
    # A contact of the demo company works in “Purchasing”: what people wrote is not ours to translate.
    # The interface for programs calls lists by their keys.
    return frozenset(found - {"en", "English", "Purchasing", "orders", "products"})


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_whole_and_in_the_readers_language(
    language: str, world: World, client_of: Callable[[Person], Client]
) -> None:
    wrong, whole = [], 0
    for route, client, url in opened(world, client_of, language):
        response = client.get(url)
        text = document(response)
        if response.status_code != 200 or not text:
            continue
        whole += 1
        found = sheet(text)
        facts = (found.lang, response.headers.get("Content-Language"), found.headings, found.inline)
        if facts != (LANGUAGES[language], LANGUAGES[language], 1, []):
            wrong.append(f"{route}: {facts}")
        if response.headers["Content-Security-Policy"] != POLICY or "no-store" not in response.headers["Cache-Control"]:
            wrong.append(f"{route}: {response.headers['Content-Security-Policy']} {response.headers['Cache-Control']}")
        if language == "zh-hans" and route not in IN_BOTH and found.texts & english():
            wrong.append(f"{route}: in English {sorted(found.texts & english())}")
    assert "\n".join(wrong) == ""
    assert whole > len(openers()) / 2


@pytest.mark.parametrize("junk", JUNK, ids=["signs", "long", "hostile"])
def test_no_page_breaks_on_nonsense_in_its_address(
    junk: dict[str, str], world: World, client_of: Callable[[Person], Client]
) -> None:
    wrong = []
    for route, client, url in opened(world, client_of):
        if route not in NOT_PAGES:
            status = client.get(url, junk).status_code
            if status not in (200, 204, 302, 400, 404, 422):
                wrong.append(f"{route}: {status}")
    assert "\n".join(wrong) == ""
