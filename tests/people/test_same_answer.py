"""Nobody learns at the door who works here: known and unknown addresses get the same answer after the same work.

Times are not measured, because they say nothing on a busy machine; the statements and the hashing are counted.
"""

import re
from typing import Any, ClassVar

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob

from kambium.core.models import Event
from kambium.people.models import Person
from tests.people.conftest import Firm, work_off

SECRET = "seven ships sail at dawn"
STRANGER = "who@qinghe.example"
LITERAL = re.compile(r"""(?: E)?'(?:[^']|'')*'|\bNULL\b|\b\d+(?:\.\d+)?\b|"(?:_django_curs_|s\d+_x)\w+["]""")


class CountingHasher(Argon2PasswordHasher):
    """Argon2, which keeps count."""

    times: ClassVar[int] = 0

    def encode(self, password: str, salt: str) -> str:
        CountingHasher.times += 1
        return super().encode(password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        CountingHasher.times += 1
        return bool(super().verify(password, encoded))


@pytest.fixture(autouse=True)
def counted(settings: Any) -> None:
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]


@pytest.fixture
def known(firm: Firm) -> Person:
    person = firm.person("kam")
    person.set_password(SECRET)
    person.save(update_fields=["password"])
    return person


def work_of(path: str, **data: str) -> tuple[HttpResponse, list[str], int]:
    """The answer, the statements without their values, and how often a password was hashed."""
    cache.clear()  # both find the counters of tries as they are before the first
    return _work_of(path, data)


def _work_of(path: str, data: dict[str, str]) -> tuple[HttpResponse, list[str], int]:
    client, before = Client(headers={"accept-language": "en"}), CountingHasher.times
    client.get("/sign-in/")
    with CaptureQueriesContext(connection) as queries:
        answer = client.post(path, data)
    statements = [LITERAL.sub("?", query["sql"]) for query in queries.captured_queries]
    return answer, statements, CountingHasher.times - before  # type: ignore[return-value]


def shown(answer: HttpResponse, *addresses: str) -> str:
    """The page without the address that was typed and the form's token."""
    text = re.sub(r'(csrfmiddlewaretoken"|csrf-token") (value|content)="[^"]*"', "", answer.content.decode())
    for address in addresses:
        text = text.replace(address, "")
    return text


def test_a_wrong_password_and_an_unknown_address_cost_the_same(known: Person) -> None:
    wrong, with_wrong, hashed = work_of("/sign-in/", login=known.email, password="not this one at all")
    none, with_none, hashed_for_none = work_of("/sign-in/", login=STRANGER, password="not this one at all")
    assert with_wrong == with_none
    assert (hashed, hashed_for_none) == (1, 1)
    assert shown(wrong, known.email) == shown(none, STRANGER)


@pytest.mark.parametrize("stored", ["", "!", "!abcdef"])
def test_somebody_who_was_never_given_a_password_costs_the_same_too(known: Person, stored: str) -> None:
    Person.objects.filter(pk=known.pk).update(password=stored)
    none, with_none, hashed = work_of("/sign-in/", login=known.email, password=SECRET)
    stranger, with_stranger, hashed_for_stranger = work_of("/sign-in/", login=STRANGER, password=SECRET)
    assert with_none == with_stranger
    assert hashed == hashed_for_stranger == 1
    assert shown(none, known.email) == shown(stranger, STRANGER)


def test_somebody_who_left_is_told_so_only_with_the_right_password(known: Person) -> None:
    Person.objects.filter(pk=known.pk).update(is_active=False)
    left, with_left, hashed = work_of("/sign-in/", login=known.email, password="not this one at all")
    none, with_none, hashed_for_none = work_of("/sign-in/", login=STRANGER, password="not this one at all")
    assert (with_left, hashed) == (with_none, hashed_for_none)
    assert shown(left, known.email) == shown(none, STRANGER)


def test_the_lock_falls_on_unknown_addresses_as_on_known_ones(known: Person) -> None:
    cache.clear()
    answers = {}
    for address in (known.email, STRANGER):
        tries = [_work_of("/sign-in/", {"login": address, "password": "not this one at all"}) for _ in range(7)]
        answers[address] = [(statements, hashed) for _answer, statements, hashed in tries]
        said = re.sub(r"\d+ (minutes?|seconds?)", "", shown(tries[-1][0], address))
        answers[address].append(([said], 0))
        assert "Too many wrong tries" in said
        cache.clear()
    assert answers[known.email] == answers[STRANGER]
    assert [hashed for _statements, hashed in answers[STRANGER]] == [1, 1, 1, 1, 1, 0, 0, 0]


def test_a_forgotten_password_costs_the_same_for_an_address_nobody_has(known: Person) -> None:
    Person.objects.filter(email="peer@qinghe.example").update(is_active=False)
    works = [work_of("/password/forgotten/", email=a) for a in (known.email, STRANGER, "peer@qinghe.example")]
    assert works[0][1] == works[1][1] == works[2][1]
    assert {answer["Location"] for answer, _statements, _hashed in works} == {"/password/forgotten/sent/"}
    assert mail.outbox == []  # whoever waits for the answer does not wait for the mail server
    assert work_off() == ["kambium.people.jobs.send_password_link"] * 3
    assert [letter.to for letter in mail.outbox] == [[known.email]]


def test_the_queue_holds_no_link_and_no_address(known: Person) -> None:
    work_of("/password/forgotten/", email=known.email)
    work_of("/password/forgotten/", email=STRANGER)
    kept = [job.args for job in ProcrastinateJob.objects.order_by("id")]
    assert kept == [
        {"person_id": known.pk, "site": "http://testserver/"},
        {"person_id": 0, "site": "http://testserver/"},
    ]


def test_who_tries_an_unknown_address_is_written_down_without_it(known: Person) -> None:
    work_of("/sign-in/", login="swordfish@qinghe.example", password="not this one at all")
    event = Event.objects.get(kind="company.stranger_refused")
    assert (event.subject_type, event.subject_id, event.actor_id) == ("company", 1, None)
    assert event.data == {"where": "127.0.0.1"}
