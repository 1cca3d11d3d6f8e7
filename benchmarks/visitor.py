"""A signed-in person with one connection that stays open."""

from http.client import HTTPConnection
from urllib.parse import urlencode

from django.conf import settings
from django.test import Client

from kambium.config.instance import Address
from kambium.people.models import Person

CSRF = "k" * 32


class Failed(Exception):
    """A page did not answer as it should: there is nothing to measure."""


class Visitor:
    """One person, over HTTP and, for counting statements, inside this process."""

    def __init__(self, address: Address, email: str) -> None:
        self.inside = Client(headers={"host": "127.0.0.1"})
        self.inside.force_login(Person.objects.get(email=email))
        session = self.inside.cookies[settings.SESSION_COOKIE_NAME].value
        self._headers = {
            "Host": "127.0.0.1",
            "Cookie": f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={CSRF}",
            "X-CSRFToken": CSRF,
        }
        self._line = HTTPConnection(address.host, address.port, timeout=60)

    def reconnect(self) -> None:
        """The server hangs up on who was silent for long: the next request opens a new line."""
        self._line.close()

    def get(self, path: str, *, fragment: bool = False) -> bytes:
        """A page, or with `fragment` what htmx asks for."""
        return self._ask("GET", path, None, fragment=fragment)

    def post(self, path: str, form: dict[str, str]) -> bytes:
        """Send a form the way htmx does."""
        return self._ask("POST", path, urlencode(form), fragment=True)

    def _ask(self, method: str, path: str, body: str | None, *, fragment: bool) -> bytes:
        headers = dict(self._headers)
        if fragment:
            headers["HX-Request"] = "true"
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self._line.request(method, path, body, headers)
        answer = self._line.getresponse()
        content = answer.read()
        if answer.status not in (200, 204):
            raise Failed(f"{method} {path}: {answer.status}")
        return content


def plain_get(address: Address) -> "HTTPConnection":
    """A connection of nobody in particular."""
    return HTTPConnection(address.host, address.port, timeout=60)
