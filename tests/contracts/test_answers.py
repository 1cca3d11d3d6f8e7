"""What every answer carries, whatever it is: page, part, refusal, failure, file of ours, file of somebody's."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kambium.accounts.models import Account
from kambium.core.models import AccessRecord, Event
from kambium.core.web.middleware import POLICY
from kambium.demo.world import World
from kambium.people.models import Person

ClientOf = Callable[[Person], Client]
ALWAYS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


def carried(answer: Any) -> dict[str, str]:
    return {name: answer.headers.get(name, "") for name in ALWAYS}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/accounts/", 200),
        ("/accounts/999999999/", 404),
        ("/no/such/page/", 404),
        ("/settings/grants/new/", 403),
        ("/me/sessions/", 405),
        ("/livez", 200),
        ("/search/palette/?q=a", 200),
    ],
)
def test_every_answer_is_guarded(path: str, status: int, world: World, client_of: ClientOf) -> None:
    answer = client_of(world.chen).get(path)
    assert (answer.status_code, carried(answer)) == (status, ALWAYS)
    assert answer.headers["Cache-Control"] == "no-store"


def test_also_the_door_and_what_it_refuses(world: World, visitor: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    for answer, status in ((visitor.get("/sign-in/"), 200), (visitor.get("/accounts/"), 302),
                           (strict.post("/sign-in/", {"login": "a"}), 403)):  # fmt: skip
        assert (answer.status_code, carried(answer)) == (status, ALWAYS)


def test_also_a_failure_of_ours(world: World, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch) -> None:
    client = client_of(world.chen)
    client.raise_request_exception = False

    def broken(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("secret-of-the-house")

    monkeypatch.setattr("kambium.core.views.search.find", broken)
    answer = client.get("/search/?q=a")
    assert (answer.status_code, carried(answer)) == (500, ALWAYS)
    assert "secret-of-the-house" not in answer.content.decode()


def test_also_our_own_scripts_and_pictures(visitor: Client) -> None:
    answer = visitor.get("/static/kambium/logo.svg")
    assert (answer.status_code, carried(answer)) == (200, ALWAYS)


def test_what_somebody_sent_is_downloaded_or_shown_in_a_sandbox(
    world: World, client_of: ClientOf, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    client, number = client_of(world.chen), world.account_id("huadong")
    page = SimpleUploadedFile("plan.html", b"<script>alert(1)</script>", content_type="image/png")
    assert client.post(f"/accounts/{number}/files/", {"upload": page}).status_code in (200, 302)
    kept = world.account("huadong").files.latest("id")
    answer = client.get(f"/files/{kept.pk}/?show=1")
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"] == "application/octet-stream"
    assert carried(answer) == {
        **ALWAYS,
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    }


def test_cookies_are_out_of_reach_of_scripts_and_of_other_sites(world: World, visitor: Client) -> None:
    visitor.get("/sign-in/")
    visitor.post("/sign-in/", {"login": world.chen.email, "password": "mingyuan-2026"})
    for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME):
        assert (visitor.cookies[name]["httponly"], visitor.cookies[name]["samesite"]) == (True, "Lax")


def test_who_works_in_the_place_of_a_colleague_is_written_down_with_that_colleague(
    world: World, client_of: ClientOf
) -> None:
    client, theirs = client_of(world.chen), Account.objects.alive().filter(owner=world.xu).first()
    card = theirs.contacts.exclude(mobile="").first()
    client.get(f"/contacts/{card.pk}/")
    read = AccessRecord.objects.get(kind="contact.read", subject_id=card.pk)
    assert (read.reader_id, read.on_behalf_of_id) == (world.chen.pk, world.xu.pk)
    client.post(f"/accounts/{theirs.pk}/comments/", {"body": "代为跟进"})
    said = Event.objects.filter(root_type="account", root_id=theirs.pk).latest("id")
    assert (said.kind, said.actor_id, said.on_behalf_of_id) == ("comment.written", world.chen.pk, world.xu.pk)


def test_ones_own_work_names_nobody_else(world: World, client_of: ClientOf) -> None:
    client_of(world.chen).post(f"/accounts/{world.account_id('huadong')}/comments/", {"body": "我的客户"})
    assert Event.objects.latest("id").on_behalf_of_id is None
    other = Account.objects.alive().filter(owner=world.xu).first()
    client_of(world.wang).post(f"/accounts/{other.pk}/comments/", {"body": "主管意见"})
    assert Event.objects.latest("id").on_behalf_of_id is None
