"""The interface for programs against what is declared: nothing is missing, and it answers what the pages answer."""

import json
import logging
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client, override_settings
from django.utils import timezone
from openapi_spec_validator import OpenAPIV31SpecValidator

from kambium.api.actions import make_token
from kambium.api.problems import TITLES
from kambium.api.queries.openapi import document
from kambium.api.queries.resources import plural, resources
from kambium.core import terms
from kambium.core.access import permissions
from kambium.core.deeds import deeds
from kambium.core.registry import records, verbs
from kambium.core.web.listing import Listing, lists
from kambium.demo.world import World
from kambium.people.models import Person
from tests.contracts.callers import HOLDERS
from tests.contracts.test_matrix import undone

TITLES_BY_STATUS = [status for status, _title in TITLES.values()]
WITH_TOKENS = [role for role in HOLDERS if role in permissions["api.use"].roles]


def described(world: World, role: str) -> dict[str, Any]:
    person = Person.objects.sitting().get(pk=getattr(world, HOLDERS[role]).pk)
    return document(person, person.actor(), terms.words(person.terms_revision), timezone.now())


def test_every_record_list_verb_and_deed_is_part_of_a_resource() -> None:
    known = resources()
    assert {plural(record.key) for record in records} | {spec.key for spec in lists} == set(known)
    assert {verb.key for verb in verbs} == {verb.key for one in known.values() for verb in one.verbs}
    assert {deed.key for deed in deeds} == {deed.key for one in known.values() for deed in one.deeds}


@pytest.mark.parametrize("role", WITH_TOKENS)
def test_the_description_is_valid_openapi(world: World, role: str) -> None:
    found = described(world, role)
    assert [str(error.message) for error in OpenAPIV31SpecValidator(found).iter_errors()] == []
    operations = [said["operationId"] for item in found["paths"].values() for said in item.values()
                  if isinstance(said, dict)]  # fmt: skip
    assert len(operations) == len(set(operations))


def test_every_verb_and_deed_is_described_to_somebody(world: World) -> None:
    told = {said["operationId"] for role in WITH_TOKENS for item in described(world, role)["paths"].values()
            for said in item.values() if isinstance(said, dict)}  # fmt: skip
    missing_deeds = {deed.key for deed in deeds} - told
    missing_verbs = {f"{verb.list_key}.bulk.{verb.name}" for verb in verbs} - told
    assert (missing_deeds, missing_verbs) == (set(), set())


@pytest.mark.parametrize("role", WITH_TOKENS)
def test_programs_and_pages_answer_the_same_rows(world: World, role: str) -> None:
    person = Person.objects.sitting().get(pk=getattr(world, HOLDERS[role]).pk)
    _token, word = make_token(by=person.actor(), name="contract", scope="read", days=1, at=timezone.now())
    client = Client(headers={"authorization": f"Bearer {word}"})
    for key, resource in resources().items():
        answer = client.get(f"/api/v1/{key}?limit=200")
        if not person.actor().can(resource.permission):
            assert answer.status_code == 403, key
            continue
        assert answer.status_code == 200, (key, answer.content)
        told = [row["id"] for row in answer.json()["data"]]
        assert told == on_page(resource, person), key


def on_page(resource: Any, person: Person) -> list[int]:
    """The first rows as the list's page shows them; of a record without a list, those its gate lets through."""
    if resource.spec:
        listing = Listing.of(resource.spec, person, person.actor(), timezone.now(), {})
        return [row.id for row in listing.page(200).rows]
    return list(resource.visible_to(person.actor()).order_by("id").values_list("id", flat=True)[:200])


def test_no_address_of_the_interface_opens_without_a_token(world: World, client_of: Callable[..., Client]) -> None:
    client = client_of(world.shen)
    for path in (
        "",
        "openapi.json",
        "me",
        "accounts",
        "accounts/1",
        "accounts/1/assign",
        "accounts/bulk/status",
        "x/y",
    ):
        for method in ("get", "post", "patch", "delete", "put"):
            assert getattr(client, method)(f"/api/v1/{path}").status_code == 401, (method, path)


NONSENSE: tuple[Any, ...] = (
    None, "", "x", "a" * 5_000, -1, 0, 2**63, 1.5, True, [], ["x"], [1, None], {}, {"a": 1}, "2026-13-45", "9999-12-31",
    "\u202e反", "' OR 1=1 --", "<script>", "{{7*7}}", "=1+1",
)  # fmt: skip


@pytest.mark.parametrize("role", ["director", "hr"])
def test_nonsense_in_any_field_or_condition_breaks_nothing(
    world: World, role: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Every operation, every member and condition, one value that means nothing after the other."""
    caplog.set_level(logging.CRITICAL, "django.request")
    person = Person.objects.sitting().get(pk=getattr(world, HOLDERS[role]).pk)
    _token, word = make_token(by=person.actor(), name="contract", scope="write", days=1, at=timezone.now())
    client = Client(headers={"authorization": f"Bearer {word}"}, raise_request_exception=False)
    told = set(TITLES_BY_STATUS) | {200, 201, 202, 204, 304}
    asked, wrong = 0, []
    with override_settings(API_A_MINUTE=10**6):
        for path, method, sent in nonsense(described(world, role)):
            with undone():
                answer = client.generic(method, path, **sent, headers={"If-Match": "*"})
            asked += 1
            if answer.status_code >= 500 or answer.status_code not in told:
                wrong.append(f"{method} {path} {sent}: {answer.status_code}")
    assert wrong == []
    assert asked > 500


def nonsense(found: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, item in found["paths"].items():
        here = path.replace("{number}", "1").replace("{delivery}", "1")
        for method, said in item.items():
            if not isinstance(said, dict):
                continue
            for one in said["parameters"]:
                if one.get("in") == "query":
                    for value in NONSENSE[:9]:
                        yield f"{here}?{urlencode({one['name']: value})}", method.upper(), {}
            schema = said.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
            for name in schema.get("properties", {}):
                for value in NONSENSE:
                    body = json.dumps({name: value})
                    yield here, method.upper(), {"data": body, "content_type": "application/json"}
