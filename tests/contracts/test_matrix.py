"""Every address × every role × every relation to the row × every method, as the pages themselves declare them.

What a role may do is taken from the policy table; which rows are a caller's own and which are hidden is walked over
owners and teams in `callers.py`. Each case plays in a savepoint.
"""

import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client

from kambium.core import terms
from kambium.core.access import Actor, Scope, permissions, roles
from kambium.core.checks import our_patterns
from kambium.demo.world import World
from kambium.people.models import Person
from kambium.people.queries import names
from tests.contracts.callers import CALLERS, HOLDERS, NOBODY, Caller, caller
from tests.contracts.rows import MISSING, OF_ACCOUNTS, address, kind_of_row, rows_of, unmapped

OPENS = {200, 204, 302, 409, 422}
# Held by every role, because everybody is a colleague.
FOR_EVERYBODY = {"people.directory", "people.view", "people.leave"}
# Where the page asks for more than its declaration says: by the method, or by what a word in the address names.
ALSO = {
    ("accounts/<int:number>/files/", "POST"): "files.edit",
    ("bin/", "GET"): "activities.delete",
    ("accounts/<int:number>/cells/<slug:key>/", "GET"): "accounts.edit",
    ("accounts/<int:number>/cells/<slug:key>/", "POST"): "accounts.edit",
    ("members/<int:number>/end/", "POST"): "accounts.team",
    ("lists/<slug:key>/export/", "GET"): "accounts.export",
    ("lists/<slug:key>/export/", "POST"): "accounts.export",
    ("lists/<slug:key>/bulk/<slug:name>/", "POST"): "accounts.edit",
    ("rates/", "POST"): "rates.edit",
    ("settings/company/", "POST"): "settings.edit",
    ("settings/vocabularies/<slug:name>/", "POST"): "settings.edit",
}
# Nothing is there even for whoever may: no such tab, no single sign-on set up, no row in the bin, nothing refused in the  # noqa: E501
# import, no recovery codes, and words in the address or form that the case leaves empty.
NOTHING_THERE = {
    ("accounts/<int:number>/<slug:key>/", "GET"),
    ("accounts/<int:number>/merges/<int:other>/", "GET"), ("accounts/<int:number>/merges/<int:other>/", "POST"),
    ("accounts/<int:number>/distinct/<int:other>/", "POST"),
    ("sso/<slug:provider_id>/", "GET"), ("sso/<slug:provider_id>/", "POST"),
    ("sso/<slug:provider_id>/callback/", "GET"), ("sso/<slug:provider_id>/callback/", "POST"),
    ("accounts/<int:number>/restoration/", "POST"),
    ("contacts/<int:number>/restoration/", "POST"),
    ("activities/<int:number>/restoration/", "POST"),
    ("orders/<int:number>/restoration/", "POST"),
    ("lists/<slug:key>/export/", "POST"),
    ("imports/<int:run_id>/refused/", "GET"), ("imports/<int:run_id>/sheet/", "POST"),
    ("settings/terms/<int:number>/change/", "POST"),
    ("views/new/", "GET"), ("views/new/", "POST"),
    ("me/webhooks/<int:number>/log/<int:delivery>/", "POST"),
    ("me/security/codes/", "GET"), ("me/security/codes/file/", "GET"),
}  # fmt: skip
WRITES = """SELECT relname, n_tup_ins, n_tup_upd, n_tup_del FROM pg_stat_xact_user_tables
            WHERE relname NOT IN ('django_session', 'usersessions_usersession', 'core_cache')"""
TOKEN = re.compile(r'(name="csrfmiddlewaretoken" value|name="csrf-token" content)="[^"]*"')


@dataclass(frozen=True)
class Case:
    """One request, and what the table says about it."""

    role: str
    route: str
    method: str
    relation: str
    url: str
    open_to: str
    needs: tuple[str, ...]
    is_declared: bool

    @property
    def may(self) -> bool:
        """Whether the role holds everything asked for."""
        return self.open_to == "everyone" or (
            self.role != NOBODY and all(permissions[key].roles.get(self.role, Scope(0)) for key in self.needs)
        )

    @property
    def is_sent_to_sign_in(self) -> bool:
        return self.is_declared and self.role == NOBODY and self.open_to != "everyone"

    @property
    def is_refused(self) -> bool:
        return not (self.is_declared and self.may) or self.relation in ("hidden", "missing")

    @property
    def expected(self) -> set[int]:
        """The answers that agree with the table."""
        if not self.is_declared:
            return {405}
        if self.is_sent_to_sign_in:
            return {204}
        if not self.may:
            return {403, 404} if "<" in self.route else {403}
        if self.relation in ("hidden", "missing") or (self.route, self.method) in NOTHING_THERE:
            return {404}
        if self.route == "views/<int:number>/" and self.role not in permissions["accounts.view"].roles:
            return {404}  # a view of a list that the role does not have
        return OPENS

    def __str__(self) -> str:
        return f"{self.role} {self.method} {self.url} ({self.relation})"


@cache
def pages() -> dict[str, Any]:
    """Every page of ours with what it declares; of two patterns with one route the first answers.

    What opens by a token alone is asked for in `test_api.py`.
    """
    found: dict[str, Any] = {}
    for route, pattern in our_patterns():
        if not unmapped(route) and pattern.callback.declared.open_to != "token":
            found.setdefault(route, pattern.callback.declared)
    return found


def cases(role: str, numbers: dict[str, Any]) -> Iterator[Case]:
    for route, declared in pages().items():
        kind = kind_of_row(route)
        related = {"none": 0} if not kind else {"own": numbers[kind].own, "hidden": numbers[kind].hidden,
                                                "missing": MISSING}  # fmt: skip
        for relation, number in related.items():
            if number is None:
                continue
            for method in ("GET", "POST", "PUT"):
                if method == "PUT" and relation not in ("none", "missing"):
                    continue
                asked = (declared.permission, ALSO.get((route, method)))
                yield Case(role, route, method, relation, address(route, number), declared.open_to,
                           tuple(key for key in asked if key), method in declared.methods)  # fmt: skip


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens within is taken back, in the database and in what the process remembers by revision."""
    point, before = transaction.savepoint(), written()
    try:
        yield
    finally:
        transaction.savepoint_rollback(point)
        if written() != before:
            terms._memory.clear()
            names._memory.clear()


def written() -> dict[str, tuple[int, int, int]]:
    """How many rows this transaction has written so far, by table; counts do not go back when work is undone."""
    with connection.cursor() as cursor:
        cursor.execute(WRITES)
        return {name: tuple(counts) for name, *counts in cursor.fetchall() if any(counts)}  # type: ignore[misc]


def body(response: Any, url: str) -> str:
    return TOKEN.sub("", response.content.decode().replace(url, ""))


def as_fragment(case: Case) -> dict[str, str]:
    """Changes and refusals are asked as htmx does, which is quick; pages, and what is not there, as a whole."""
    return {} if case.method == "GET" and case.may and case.is_declared else {"HX-Request": "true"}


def faults(client: Client, case: Case, bodies: dict[tuple[str, str], str]) -> Iterator[str]:
    """Play one case; yield what is wrong with the answer."""
    with undone():
        before = written()
        response: Any = client.generic(case.method, case.url, headers=as_fragment(case))
        changed = sorted(set(written().items()) - set(before.items()))
    client.cookies.pop("messages", None)
    status = response.status_code
    if status not in case.expected:
        yield f"{case}: {status}, expected {sorted(case.expected)}"
    if case.is_refused and changed:
        yield f"{case}: {status}, and yet wrote to {[table for table, _counts in changed]}"
    if case.is_sent_to_sign_in and not sign_in_of(response).startswith("/sign-in/"):
        yield f"{case}: not sent to the sign-in page"
    if status == 404 and case.relation in ("hidden", "missing"):
        told = bodies.setdefault((case.route, case.method), body(response, case.url))
        if told != body(response, case.url):
            yield f"{case}: a hidden row is told from a missing one"


def sign_in_of(response: Any) -> str:
    return str(response.headers.get("Location") or response.headers.get("HX-Redirect", ""))


@pytest.fixture
def client_for(world: World, client_of: Callable[[Person], Client]) -> Callable[[str], Client]:
    def made(role: str) -> Client:
        client = Client() if role == NOBODY else client_of(getattr(world, HOLDERS[role]))
        client.raise_request_exception = False
        return client

    return made


@pytest.fixture(autouse=True)
def quiet(caplog: pytest.LogCaptureFixture) -> None:
    """Thousands of refusals are meant; the log would only slow them down."""
    caplog.set_level(logging.CRITICAL, "django.request")


def rows_for(role: str, world: World) -> tuple[Caller, dict[str, Any]]:
    who = caller("kam" if role == NOBODY else role, world)
    return who, rows_of(who, world)


@pytest.mark.parametrize("role", CALLERS)
def test_every_page_answers_each_caller_as_the_policy_says(
    role: str, world: World, client_for: Callable[[str], Client]
) -> None:
    client, (_who, numbers) = client_for(role), rows_for(role, world)
    bodies: dict[tuple[str, str], str] = {}
    asked = list(cases(role, numbers))
    assert "\n".join(fault for case in asked for fault in faults(client, case, bodies)) == ""
    assert len(asked) >= 3 * len(pages())


def test_every_parameter_of_an_address_has_an_example() -> None:
    """Add what is missing to `KINDS` (a row) or `WORDS` (anything else) in tests/contracts/rows.py."""
    assert [kind for route, _pattern in our_patterns() for kind in unmapped(route)] == []


def test_every_exception_of_the_matrix_is_a_page() -> None:
    declared = {(route, method) for route, page in pages().items() for method in page.methods}
    assert {*ALSO, *NOTHING_THERE} - declared == set()


def test_every_permission_is_held_by_a_role_and_refused_to_another() -> None:
    held = {p.key: {key for key, scope in p.roles.items() if scope} for p in permissions}
    assert [key for key, by in held.items() if not by] == []
    assert {key for key, by in held.items() if by == {role.key for role in roles}} == FOR_EVERYBODY


def test_every_role_has_a_holder_with_no_other_role(world: World, actor_of: Callable[[Person], Actor]) -> None:
    holders = {role: actor_of(getattr(world, key)).roles for role, key in HOLDERS.items()}
    assert holders == {role.key: {role.key} for role in roles}


@pytest.mark.parametrize("role", ["kam", "lead", "director"])
def test_the_walk_finds_rows_of_ones_own_and_rows_out_of_sight(role: str, world: World) -> None:
    _who, numbers = rows_for(role, world)
    assert [kind for kind in OF_ACCOUNTS if None in (numbers[kind].own, numbers[kind].hidden)] == []
