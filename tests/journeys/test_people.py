"""People's pages in the browser: the passkey from adding to removing, and every page by the eyes of axe."""

import itertools
import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from kambium.demo.world import PASSWORD, World

PHONE_KEY = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip
PAGES = (
    ("chen", "/"), ("chen", "/people/"), ("chen", "/people/{lin}/"), ("chen", "/me/"), ("chen", "/me/security/"),
    ("chen", "/me/absence/"), ("chen", "/me/changes/"), ("chen", "/me/delegations/new/"), ("wang", "/delegations/"),
    ("luo", "/"), ("luo", "/settings/"), ("luo", "/settings/people/"), ("luo", "/settings/people/?q=nobody"),
    ("luo", "/settings/teams/"), ("luo", "/settings/teams/new/"), ("luo", "/settings/teams/{east}/"),
    ("luo", "/settings/roles/"), ("luo", "/settings/company/"), ("luo", "/settings/vocabularies/"),
    ("luo", "/settings/vocabularies/size/"), ("luo", "/people/new/"), ("luo", "/people/{chen}/edit/"),
    ("luo", "/people/{chen}/place/"), ("luo", "/people/{chen}/departure/"), ("qian", "/people/{chen}/"),
    ("qian", "/people/{du}/"), ("qian", "/settings/grants/"), ("qian", "/settings/grants/new/"),
)  # fmt: skip
OUTSIDE = ("/sign-in/", "/password/forgotten/", "/password/forgotten/sent/", "/sign-in/inactive/", "/sso/cancelled/")
LOOKS = list(itertools.product(("zh-hans", "en"), ("light", "dark"), (1440, 390)))


@pytest.fixture
def key(visitor_page: Callable[..., Page]) -> Iterator[Page]:
    """A page whose browser holds a key that answers at once."""
    page = visitor_page("en")
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": PHONE_KEY})
    yield page
    session.detach()


def sign_in(page: Page, email: str) -> None:
    page.goto("/sign-in/")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()


def test_a_passkey_is_added_used_renamed_and_removed(world: World, key: Page) -> None:
    sign_in(key, world.lin.email)
    key.goto("/me/security/passkeys/new/")
    key.get_by_label("Password").fill(PASSWORD)  # it concerns safety: who is there?
    key.get_by_role("button", name="Confirm").click()
    key.get_by_label("Name").fill("Work laptop")
    key.get_by_role("button", name="Add a passkey").click()
    expect(key.get_by_role("heading", name="Recovery codes")).to_be_visible()
    assert key.locator(".codes li").count() == 10
    key.get_by_role("link", name="Done").click()
    expect(key.get_by_text("Work laptop")).to_be_visible()

    key.context.clear_cookies()
    key.goto("/sign-in/")
    key.get_by_role("button", name="Log in with a passkey").click()
    expect(key.get_by_role("heading", name=re.compile(world.lin.name_en))).to_be_visible()

    key.goto("/me/security/")
    key.get_by_role("link", name="Rename Work laptop").click()
    key.get_by_role("button", name="Use a passkey").or_(key.get_by_role("button", name="Confirm")).wait_for()
    key.get_by_label("Password").fill(PASSWORD)
    key.get_by_role("button", name="Confirm").click()
    key.get_by_label("Name").fill("Old laptop")
    key.get_by_role("button", name="Save").click()
    key.get_by_role("link", name="Remove Old laptop").click()
    key.get_by_role("button", name="Remove").click()
    expect(key.get_by_text("No passkey yet")).to_be_visible()

    key.context.clear_cookies()
    key.goto("/sign-in/")
    key.get_by_role("button", name="Log in with a passkey").click()
    expect(key).to_have_url(re.compile("/sign-in/$"))


def test_a_passkey_is_the_second_step_after_a_password(world: World, key: Page) -> None:
    sign_in(key, world.lin.email)
    key.goto("/me/security/passkeys/new/")
    key.get_by_label("Password").fill(PASSWORD)
    key.get_by_role("button", name="Confirm").click()
    key.get_by_role("button", name="Add a passkey").click()
    expect(key.get_by_role("heading", name="Recovery codes")).to_be_visible()
    key.context.clear_cookies()
    sign_in(key, world.lin.email)
    expect(key.get_by_role("heading", name="One more step")).to_be_visible()
    key.get_by_role("button", name="Use a passkey").click()
    expect(key.get_by_role("heading", name=re.compile(world.lin.name_en))).to_be_visible()


def test_looks_change_at_once_and_stay(world: World, signed_in_page: Callable[..., Page]) -> None:
    page = signed_in_page(world.chen, lang="en")
    page.goto("/me/")
    for name, label, value in (("theme", "Dark", "dark"), ("density", "Compact", "compact")):
        page.locator(".setrow").get_by_role("button", name=label, exact=True).click()
        expect(page.locator("html")).to_have_attribute(f"data-{name}", value)
    expect(page.get_by_text("Preferences saved").first).to_be_visible()
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.locator(".setrow").get_by_role("button", name="中文").click()
    expect(page.get_by_role("heading", name="显示与语言")).to_be_visible()


def test_the_list_of_people_narrows_while_one_types(world: World, signed_in_page: Callable[..., Page]) -> None:
    page = signed_in_page(world.luo)
    page.goto("/settings/people/")
    page.get_by_role("searchbox").fill("csy")
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.locator("tbody tr")).to_contain_text("陈思远")
    expect(page).to_have_url(re.compile(r"q=csy"))
    page.get_by_role("searchbox").fill("")
    page.get_by_role("combobox", name="状态").select_option("left")
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.locator("tbody tr")).to_contain_text("杜文涛")


@pytest.mark.parametrize(("number", "who", "path"), [(n, *page) for n, page in enumerate(PAGES)])
def test_a_page_has_nothing_for_axe_to_find(
    world: World, signed_in_page: Callable[..., Page], axe: Callable[[Page], None], number: int, who: str, path: str
) -> None:
    """Each page in one of the eight looks, in turn; nothing is wider than the screen."""
    lang, theme, width = LOOKS[number % len(LOOKS)]
    page = signed_in_page(getattr(world, who), lang=lang, theme=theme, width=width)
    ids = {"lin": world.lin.pk, "chen": world.chen.pk, "du": world.du.pk, "east": world.chen.team_id}
    page.goto(path.format(**ids))
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize(("number", "path"), list(enumerate(OUTSIDE)))
def test_a_page_outside_has_nothing_for_axe_to_find(
    world: World, visitor_page: Callable[..., Page], axe: Callable[[Page], None], number: int, path: str
) -> None:
    lang, theme, width = LOOKS[(3 * number) % len(LOOKS)]
    page = visitor_page(lang, theme, width)
    page.goto(path)
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
