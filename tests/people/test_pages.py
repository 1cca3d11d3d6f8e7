"""Every page of people opens for whom it is meant, in both languages, and for nobody else."""

import pytest
from django.test import Client

from kambium.people.models import Person
from tests.people.conftest import Firm

OPEN_TO_ALL = ("/", "/me/readings/", "/me/", "/me/security/", "/me/absence/", "/me/changes/", "/settings/")
HR = ("/people/new/", "/people/{kam}/edit/", "/people/{kam}/place/", "/people/{kam}/departure/",
      "/settings/teams/new/", "/settings/teams/{east}/")  # fmt: skip
PAGES = {
    **{path: {"admin", "guard", "hr", "auditor", "boss", "director", "lead", "kam", "guest"} for path in OPEN_TO_ALL},
    "/people/": {"admin", "guard", "hr", "auditor", "boss", "director", "lead", "kam"},
    "/people/{kam}/": {"admin", "guard", "hr", "auditor", "boss", "director", "lead", "kam"},
    **{path: {"admin", "hr"} for path in HR},
    "/settings/people/": {"admin", "guard", "hr", "auditor"},
    "/settings/teams/": {"admin", "guard", "hr", "auditor"},
    "/settings/roles/": {"admin", "guard", "auditor"},
    "/settings/grants/": {"admin", "guard", "auditor"},
    "/settings/grants/new/": {"guard"},
    "/settings/readings/": {"auditor"},
    "/settings/company/": {"admin", "guard", "auditor"},
    "/settings/vocabularies/": {"admin", "guard", "auditor"},
    "/settings/vocabularies/industry/": {"admin", "guard", "auditor"},
    "/delegations/": {"director", "lead"},
    "/me/delegations/new/": {"director", "lead", "kam"},
}
READERS = ("admin", "guard", "hr", "auditor", "boss", "director", "lead", "kam", "guest")


def opened(firm: Firm, name: str, language: str = "zh-hans") -> Client:
    Person.objects.filter(pk=firm.people[name].pk).update(language=language)
    client = Client()
    client.force_login(firm.person(name))
    return client


def filled(firm: Firm, path: str) -> str:
    return path.format(kam=firm.kam.pk, east=firm.teams["east"].pk)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_opens_for_those_it_is_meant_for_and_for_nobody_else(firm: Firm, path: str) -> None:
    answers = {name: opened(firm, name).get(filled(firm, path)).status_code for name in READERS}
    assert answers == {name: 200 if name in PAGES[path] else 403 for name in READERS}
    assert Client().get(filled(firm, path)).status_code == 302


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_in_the_readers_language(firm: Firm, path: str) -> None:
    name = min(PAGES[path])
    zh = opened(firm, name).get(filled(firm, path))
    en = opened(firm, name, "en").get(filled(firm, path))
    assert (zh["Content-Language"], en["Content-Language"]) == ("zh-Hans", "en")
    assert '<html lang="zh-Hans"' in zh.content.decode()
    assert '<html lang="en"' in en.content.decode()


@pytest.mark.parametrize("path", ["/people/{n}/", "/people/{n}/edit/", "/people/{n}/place/", "/settings/teams/{n}/"])
@pytest.mark.parametrize("number", [0, 10**9, 2**63, 10**30])
def test_what_is_not_there_is_answered_like_what_one_may_not_see(firm: Firm, path: str, number: int) -> None:
    assert opened(firm, "hr").get(path.format(n=number)).status_code == 404


@pytest.mark.parametrize("path", PAGES)
def test_a_page_can_be_asked_for_as_a_part(firm: Firm, path: str) -> None:
    """In a dialog: the block alone, without the shell, and a refused form too."""
    client = opened(firm, min(PAGES[path]))
    part = client.get(filled(firm, path), headers={"HX-Request": "true"})
    assert (part.status_code, "<html" in part.content.decode()) == (200, False)
    refused = client.post(filled(firm, path), {}, headers={"HX-Request": "true"})
    assert refused.status_code in (204, 403, 405, 422)
