"""A program at the door: `program_of(world.zhou)` speaks JSON with a token of that person."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from kambium.api.actions import make_token
from kambium.people.models import Person


class Program:
    """An HTTP client with a token; every answer is read as JSON."""

    def __init__(self, word: str, language: str = "en") -> None:
        self.client = Client(headers={"authorization": f"Bearer {word}", "accept-language": language})
        self.client.raise_request_exception = False

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """The answer, with what it says as `.said`."""
        given = {} if body is None else {"data": json.dumps(body), "content_type": "application/json"}
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        url = path if path.startswith("/") else f"/api/v1/{path}"
        answer: Any = self.client.generic(method, url, headers=named, **given)
        answer.said = json.loads(answer.content) if answer.content else None
        return answer

    def get(self, path: str, **headers: str) -> Any:
        return self.ask("GET", path, **headers)

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        return self.ask("POST", path, {} if body is None else body, **headers)

    def patch(self, path: str, body: Any, **headers: str) -> Any:
        return self.ask("PATCH", path, body, **headers)


@pytest.fixture
def program_of() -> Callable[..., Program]:
    def made(person: Person, scope: str = "write", language: str = "en", name: str = "ERP") -> Program:
        _token, word = make_token(by=person.actor(), name=name, scope=scope, days=30, at=timezone.now())
        return Program(word, language)

    return made
