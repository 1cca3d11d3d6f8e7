"""The stage itself: what the journeys rely on is seen to notice a fault."""

import pytest

from kambium.people.models import Person

GOOD = '<html lang="en"><head><title>T</title></head><body><main><h1>Heading</h1><p>Text</p></main></body></html>'


def test_a_script_error_a_console_message_and_a_foreign_host_are_heard(world, visitor_page, complaints, live_server):
    page = visitor_page("en")
    page.route("**/*", lambda route: route.fulfill(body=GOOD, content_type="text/html"))
    page.goto("/")
    page.evaluate("console.error('broken')")
    page.evaluate("new Promise(done => { setTimeout(done, 50); setTimeout(() => { throw new Error('thrown') }) })")
    page.evaluate("fetch('https://elsewhere.example/x', {mode: 'no-cors'})")
    heard, complaints.heard = complaints.heard, []
    assert heard == [
        "error on : broken",
        "error in a script: thrown",
        "asked another host: https://elsewhere.example/x",
    ]


def test_a_breach_of_the_content_policy_is_heard(world, visitor_page, complaints):
    page = visitor_page("en")
    strict = {"content-security-policy": "default-src 'none'; style-src 'self'"}
    body = GOOD.replace("<h1>", '<h1 style="color: red">')
    page.route("**/*", lambda route: route.fulfill(body=body, content_type="text/html", headers=strict))
    page.goto("/")
    heard, complaints.heard = complaints.heard, []
    assert len(heard) == 1
    assert "Content Security Policy" in heard[0]


def test_axe_finds_a_picture_without_words(visitor_page, axe):
    page = visitor_page("en")
    page.set_content(GOOD)
    axe(page)
    page.set_content(GOOD.replace("<p>", '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><p>'))
    with pytest.raises(AssertionError, match="image-alt"):
        axe(page)


@pytest.mark.parametrize("lang", ["zh-hans", "en"])
def test_a_signed_in_page_belongs_to_the_person_in_the_language_asked_for(world, signed_in_page, lang):
    page = signed_in_page(world.chen, lang=lang, width=390)
    page.route("**/seen", lambda route: route.fulfill(body=GOOD, content_type="text/html"))
    page.goto("/seen")
    assert page.viewport_size == {"width": 390, "height": 844}
    assert page.evaluate("navigator.language") == {"zh-hans": "zh-CN", "en": "en-GB"}[lang]
    assert {c["name"] for c in page.context.cookies()} == {"sessionid"}
    assert Person.objects.get(pk=world.chen.pk).language == lang
