"""Everything the kit draws, on one page: sound for screen readers in every look, and whole on the narrowest phone."""

import pytest

OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["zh-hans", "en"])
def test_axe_finds_nothing(world, signed_in_page, axe, lang, theme, width):
    page = signed_in_page(world.chen, lang=lang, theme=theme, width=width)
    page.goto("/components/")
    assert page.locator("html").get_attribute("data-theme") == theme
    axe(page)


@pytest.mark.parametrize("lang", ["zh-hans", "en"])
def test_nothing_runs_over_the_edge_at_320_pixels(world, signed_in_page, lang):
    page = signed_in_page(world.chen, lang=lang, width=320)
    page.goto("/components/")
    assert page.evaluate(OVERFLOW) == 0


def test_it_prints_on_paper_without_what_is_only_for_screens(world, signed_in_page):
    page = signed_in_page(world.chen, theme="dark")
    page.emulate_media(media="print")
    page.goto("/components/")
    assert (
        page.locator(".side, .find, .tabbar, .toolbar").evaluate_all("all => all.filter(e => e.offsetParent).length")
        == 0
    )
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator("h1").is_visible()
