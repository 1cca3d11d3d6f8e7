"""A program and the server, over HTTP: a token from the page, rows read page by page, one change that two want."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import requests
from django.test import Client
from django.utils import timezone

from kambium.accounts.models import Account
from kambium.api.actions import make_token
from kambium.demo.world import World


@pytest.fixture
def session(world: World, live_server: Any) -> requests.Session:
    """A program of 周 with a token to read and write."""
    _token, word = make_token(by=world.zhou.actor(), name="ERP", scope="write", days=1, at=timezone.now())
    found = requests.Session()
    found.headers.update({"Authorization": f"Bearer {word}", "Accept-Language": "en"})
    return found


def test_a_program_reads_makes_and_changes_an_account(
    world: World, session: requests.Session, live_server: Any, client_of: Callable[..., Client]
) -> None:
    start = session.get(f"{live_server.url}/api/v1/").json()
    assert "accounts" in {one["key"] for one in start["resources"]}
    told, path = [], "/api/v1/accounts?limit=3&fields=id"
    while path:
        answer = session.get(live_server.url + path)
        told += [row["id"] for row in answer.json()["data"]]
        path = answer.json()["next"]
    assert len(told) == len(set(told)) > 3
    sent = {"name_en": "Qiming Precision", "annual_revenue": 1250000.5}
    keyed = {"Idempotency-Key": "order-7"}
    first, again = (session.post(f"{live_server.url}/api/v1/accounts", json=sent, headers=keyed) for _turn in range(2))
    assert (first.status_code, again.status_code, again.json()["id"]) == (201, 201, first.json()["id"])
    here, tag = live_server.url + first.headers["Location"], first.headers["ETag"]
    early = session.patch(here, json={"city": "Suzhou"}, headers={"If-Match": tag})
    late = session.patch(here, json={"city": "Wuxi"}, headers={"If-Match": tag})
    assert (early.json()["city"], late.status_code, late.json()["type"]) == ("Suzhou", 412, "/api/#changed")
    page = client_of(world.zhou).get(f"/accounts/{first.json()['id']}/")
    assert "Suzhou" in page.content.decode()


def test_eight_requests_at_once_under_one_key_make_one_account(session: requests.Session, live_server: Any) -> None:
    headers = {**session.headers, "Idempotency-Key": "order-8"}

    def post(_turn: int) -> tuple[int, int]:
        body = {"name_en": "Qiming Precision"}
        answer = requests.post(f"{live_server.url}/api/v1/accounts", json=body, headers=headers, timeout=60)
        return answer.status_code, answer.json()["id"]

    with ThreadPoolExecutor(8) as pool:
        answers = set(pool.map(post, range(8)))
    assert len(answers) == 1
    assert Account.objects.filter(name_en="Qiming Precision").count() == 1


def test_what_is_no_request_of_ours_is_answered_all_the_same(session: requests.Session, live_server: Any) -> None:
    here = f"{live_server.url}/api/v1/accounts"
    assert session.post(here, data="x" * 2_000_000, headers={"Content-Type": "application/json"}).status_code == 413
    assert session.post(here, data="a=b").status_code == 415
    assert session.put(here, json={}).headers["Allow"] == "GET, POST"
    assert session.head(here).status_code == 200
    unknown = requests.get(here, headers={"Authorization": "Bearer kbm_guess"}, timeout=10)
    assert (unknown.status_code, unknown.headers["Content-Type"]) == (401, "application/problem+json")
