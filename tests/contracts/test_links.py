"""No page leads a reader where the reader may not go: every role follows every link it is shown, from its home on."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client

from kambium.demo.world import World
from kambium.people.models import Person
from tests.contracts.callers import HOLDERS

LINK = re.compile(r'\s(?:href|data-href|hx-get|action)="(/[^"#]*)')
# Files and what ends the sitting are not pages to read.
ELSEWHERE = re.compile(r"^/(static/|sign-out/|me/security/)")
SAMPLES = 3  # rows of one kind that are looked at: the first ones may be one's own, the next ones not


@pytest.mark.parametrize("role", HOLDERS)
def test_every_link_a_role_is_shown_opens(role: str, world: World, client_of: Callable[[Person], Client]) -> None:
    client = client_of(getattr(world, HOLDERS[role]))
    seen: dict[str, int] = {}
    waiting, wrong = [("/", "sign-in")], []
    while waiting:
        url, shown_on = waiting.pop(0)
        kind = re.sub(r"\d+", "N", url.split("?")[0])
        if ELSEWHERE.match(url) or seen.get(kind, 0) >= SAMPLES:
            continue
        seen[kind] = seen.get(kind, 0) + 1
        answer = client.get(url)
        if answer.status_code not in (200, 204, 302, 405, 422):  # 405: the address of a form that only posts
            wrong.append(f"{answer.status_code} {url} shown on {shown_on}")
        if not answer.streaming and answer.headers.get("Content-Type", "").startswith("text/html"):
            waiting += [(unescape(link), url) for link in dict.fromkeys(LINK.findall(answer.content.decode()))]
    assert "\n".join(wrong) == ""
    assert len(seen) > 10
