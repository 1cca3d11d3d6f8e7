"""The browser of the journeys: Chromium on the live server, a colleague signed in, every complaint of the page noted.

A message on the console, a breach of the content policy or a request to another host fails the test that caused it.
"""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, ConsoleMessage, Page, Request
from pytest_django.live_server_helper import LiveServer

from kambium.people.models import Person

# Playwright runs a loop in this thread, which makes Django think that its own calls here were asynchronous.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--font-render-hinting=none",
)  # fmt: skip
PHONE = 480
# An answer that refuses something is part of a journey; the browser reports it on the console all the same.
REFUSED = re.compile(r"status of (400|403|404|409|422)\b")
SPOKEN = {"zh-hans": "zh-CN", "en": "en-GB"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without Chromium the journeys are left out, except where everything has to run."""
    if CHROMIUM is None and not os.environ.get("CI"):
        for item in items:
            if "journeys" in item.path.parts:
                item.add_marker(pytest.mark.skip(reason="Chromium is not installed"))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": list(FLAGS)}


@dataclass
class Complaints:
    """What pages complained about."""

    host: str
    heard: list[str] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        """Note the page's complaints from now on."""
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.heard.append(f"error in a script: {error}"))
        page.on("request", self._request)

    def _console(self, message: ConsoleMessage) -> None:
        loud = message.type in ("error", "warning") or "Content Security Policy" in message.text
        place = message.location.get("url") or ""
        if loud and ("/static/" in place or not REFUSED.search(message.text)):
            self.heard.append(f"{message.type} on {place}: {message.text}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.host, "data:", "blob:", "about:")):
            self.heard.append(f"asked another host: {request.url}")


@pytest.fixture
def complaints(live_server: LiveServer) -> Iterator[Complaints]:
    """Everything heard from the pages of this test; there must be nothing in the end."""
    found = Complaints(live_server.url)
    yield found
    assert found.heard == []


@pytest.fixture
def signed_in_page(
    live_server: LiveServer, browser: Browser, complaints: Complaints, client_of: Callable[[Person], Client]
) -> Iterator[Callable[..., Page]]:
    """A browser page of a colleague: `signed_in_page(world.chen, lang="en", theme="dark", width=390)`.

    Addresses are relative to the live server: `page.goto("/accounts/")`.
    """
    contexts = []

    def opened(person: Person, lang: str = "zh-hans", theme: str = "light", width: int = 1440) -> Page:
        Person.objects.filter(pk=person.pk).update(language=lang, theme=theme)
        context = new_context(browser, live_server.url, lang, theme, width)
        contexts.append(context)
        session = client_of(person).cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
        page = context.new_page()
        complaints.listen(page)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def visitor_page(live_server: LiveServer, browser: Browser, complaints: Complaints) -> Iterator[Callable[..., Page]]:
    """A browser page of somebody not signed in, whose browser speaks `lang`."""
    contexts = []

    def opened(lang: str = "zh-hans", theme: str = "light", width: int = 1440) -> Page:
        contexts.append(new_context(browser, live_server.url, lang, theme, width))
        page = contexts[-1].new_page()
        complaints.listen(page)
        return page

    yield opened
    for context in contexts:
        context.close()


def new_context(browser: Browser, url: str, lang: str, theme: str, width: int) -> Any:
    """A browser of its own: no cookies, one size, one language, light or dark, and at rest."""
    phone = width <= PHONE
    return browser.new_context(
        base_url=url, viewport={"width": width, "height": 844 if phone else 900}, locale=SPOKEN[lang],
        color_scheme="dark" if theme == "dark" else "light", reduced_motion="reduce", has_touch=phone,
        timezone_id="Asia/Shanghai",
    )  # fmt: skip


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Check a page for accessibility: `axe(page)` fails with the list of violations."""

    def check(page: Page) -> None:
        page.wait_for_load_state("load")  # what a click opened can be read before its style sheet is there
        page.evaluate("Promise.allSettled(document.getAnimations().map(one => one.finished))")  # colours on their way
        results = Axe().run(page)
        assert results.violations_count == 0, results.generate_report()

    return check
