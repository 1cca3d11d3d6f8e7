"""How many times each page asks the database: `queries.json` says, and every change of a count is a change of the file.

`KAMBIUM_BASELINES=write` writes the file anew; the difference is what the reviewer looks at.
"""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kambium.accounts.models import Account, Activity, Contact
from kambium.demo.world import World
from kambium.people.models import Person

BASELINE = Path(__file__).with_name("queries.json")
PAGES = (
    "/", "/accounts/", "/contacts/", "/activities/", "/accounts/{account}/", "/accounts/{account}/people/",
    "/accounts/{account}/activity/", "/accounts/{account}/files/", "/accounts/{account}/group/",
    "/accounts/{account}/changes/", "/contacts/{contact}/", "/activities/{activity}/", "/search/palette/?q=华东",
    "/search/?q=华东", "/people/", "/people/{person}/", "/me/", "/me/security/", "/me/absence/", "/settings/",
    "/notices/", "/pins/", "/views/", "/accounts/new/", "/accounts/{account}/edit/", "/activities/new/",
    "/portfolio/tiers/", "/portfolio/proposals/", "/portfolio/accounts/{account}/", "/portfolio/people/",
    "/orders/", "/products/", "/rates/", "/contracts/", "/receivables/", "/accounts/{account}/orders/",
)  # fmt: skip
OF_DIRECTOR = ("/imports/", "/delegations/")
OF_ADMIN = ("/settings/people/", "/settings/teams/", "/settings/roles/", "/settings/grants/", "/settings/company/",
            "/settings/vocabularies/", "/settings/vocabularies/industry/", "/imports/")  # fmt: skip
READERS = {"chen": PAGES, "shen": PAGES + OF_DIRECTOR, "luo": OF_ADMIN}
LISTS = ("/accounts/", "/contacts/", "/activities/")
AT_MOST = 5  # with the session and the person; who may merge is also told of possible duplicates


def asked(client: Client, url: str) -> int:
    """How many statements a second look at a page takes: what a process remembers has been read by the first."""
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(url)
    assert response.status_code == 200, url
    return len([q for q in queries.captured_queries if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))])


def filled(url: str, world: World) -> str:
    account = world.account_id("huadong")
    return url.format(
        account=account,
        contact=Contact.objects.filter(account_id=account, deleted_at=None).order_by("id").values_list("id", flat=True)[0],  # noqa: E501
        activity=world.activities("huadong")[0].pk,
        person=world.lin.pk,
    )  # fmt: skip


@pytest.fixture
def counted(world: World, client_of: Callable[[Person], Client]) -> dict[str, dict[str, int]]:
    clients = {key: client_of(getattr(world, key)) for key in READERS}
    return {
        key: {url: asked(clients[key], filled(url, world)) for url in urls} for key, urls in READERS.items()
    }  # fmt: skip


def test_every_page_asks_as_often_as_the_baseline_says(counted: dict[str, dict[str, int]]) -> None:
    if os.environ.get("KAMBIUM_BASELINES") == "write":
        BASELINE.write_text(json.dumps(counted, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    assert counted == json.loads(BASELINE.read_text(encoding="utf-8"))


def test_the_lists_and_the_account_page_ask_five_times_at_most() -> None:
    known = json.loads(BASELINE.read_text(encoding="utf-8"))
    asked_of = {(key, url): known[key][url] for key in ("chen", "shen") for url in (*LISTS, "/accounts/{account}/")}
    over = {which: count for which, count in asked_of.items() if count > AT_MOST}
    assert over == {}


@pytest.mark.parametrize("url", LISTS)
def test_a_list_of_two_rows_asks_as_often_as_a_long_one(
    url: str, world: World, client_of: Callable[[Person], Client]
) -> None:
    client = client_of(world.shen)
    long = asked(client, url)
    model = {"/accounts/": Account, "/contacts/": Contact, "/activities/": Activity}[url]
    kept = list(model.objects.visible_to(world.shen.actor()).order_by("id").values_list("id", flat=True)[:2])
    assert model.objects.exclude(pk__in=kept).update(deleted_at=timezone.now()) > len(kept)
    assert asked(client, url) == long
