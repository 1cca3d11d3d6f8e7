"""What scripts add to pages: each behaviour once, in a real browser, under the strict content policy."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.urls("tests.journeys.kit_pages")


@pytest.fixture
def page(world, signed_in_page):
    page = signed_in_page(world.chen, lang="en")
    page.goto("/kit/")
    return page


def toasts(page):
    return page.locator("#toasts .toast")


def test_a_cell_is_edited_in_place(page):
    page.click("#cell .cellbtn")
    expect(page.locator("#cell select")).to_be_focused()
    page.select_option("#cell select", "m")
    expect(page.locator("#cell.flash")).to_have_text("Edit Industry: saved")
    expect(toasts(page)).to_contain_text("Saved")
    assert page.get_attribute("#toasts [hx-post]", "hx-vals") == '{"name": "a\\"b"}'


def test_escape_leaves_a_cell_as_it_was_and_gives_the_focus_back(page):
    page.click("#cell .cellbtn")
    expect(page.locator("#cell select")).to_be_focused()
    page.keyboard.press("Escape")  # the list that opened by itself
    page.keyboard.press("Escape")
    expect(page.locator("#cell .cellbtn")).to_be_focused()


def test_a_refusal_is_said_and_leaves_the_page_alone(page):
    page.click("#refused")
    expect(toasts(page)).to_have_text("Not yours: Ask")
    expect(page.locator("#refused")).to_have_text("Refused")
    page.click("#toasts [data-dismiss]")
    expect(toasts(page)).to_have_count(0)


def test_rows_are_walked_and_chosen_by_keyboard(page):
    for key in "jjxkx":
        page.keyboard.press(key)
    expect(page.locator("#bulk [data-n]")).to_have_text("2")
    expect(page.locator("tr.is-cursor a").first).to_be_focused()
    page.check("#checkall")
    page.check("[data-whole] input")
    expect(page.locator("#bulk [data-n]")).to_have_text("1,284")
    page.click("[data-clear]")
    expect(page.locator("#bulk")).to_be_hidden()


def test_shift_chooses_all_between_two_rows(page):
    boxes = page.locator(".rowcheck")
    boxes.nth(0).click()
    boxes.nth(2).click(modifiers=["Shift"])
    expect(page.locator("#bulk [data-n]")).to_have_text("3")


def test_a_page_opens_as_a_dialog_that_keeps_what_is_refused_and_closes_on_what_is_saved(page):
    page.keyboard.press("e")
    expect(page.locator("#dialog-title")).to_have_text("New account")
    name = page.locator("#dialog input[name=name]")
    expect(name).to_be_focused()
    name.fill("no")
    name.press("Control+Enter")
    expect(page.locator("#dialog .error").last).to_have_text("No")
    name.fill("Huadong")
    name.press("Control+Enter")
    expect(page.locator("#dialog")).to_be_hidden()
    expect(toasts(page)).to_contain_text("Saved")


def test_a_dialog_with_unsaved_changes_asks_once(page):
    page.keyboard.press("e")
    page.locator("#dialog input[name=name]").fill("half")
    page.keyboard.press("Escape")
    expect(toasts(page)).to_contain_text("Your changes are not saved")
    expect(page.locator("#dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#dialog")).to_be_hidden()


def test_leaving_an_unsaved_form_asks(page):
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.fill("#composer", "half")
    page.goto("/kit/form/")
    assert asked == ["beforeunload"]


def test_a_colleague_is_mentioned(page):
    page.click("#composer")
    page.keyboard.type("hello @li")
    expect(page.locator(".mentions [role=option]").nth(1)).to_contain_text("li")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#composer")).to_have_value("hello @林若溪 ")
    assert page.locator("#talk [name=mentions]").input_value() == "8"


def test_a_progress_bar_follows_the_work_to_its_end(page):
    bar = page.locator("#progress progress")
    expect(bar).to_have_attribute("value", "100", timeout=8000)
    assert page.get_attribute("#progress", "hx-get") is None


def test_what_cannot_be_undone_wants_its_word(page):
    button = page.locator("form:has([data-must]) button.primary")
    expect(button).to_be_disabled()
    page.fill("[data-must]", "Huadon")
    expect(button).to_be_disabled()
    page.fill("[data-must]", "Huadong")
    expect(button).to_be_enabled()


def test_a_file_is_sent_with_its_progress(page):
    page.set_input_files("#upload input[type=file]", {"name": "a.csv", "mimeType": "text/csv", "buffer": b"a,b"})
    expect(page.locator(".file .name")).to_have_text("a.csv")
    page.click("#upload button")
    page.wait_for_url("**/kit/?uploaded=a.csv")


def test_looks_change_at_once(page):
    page.click(".topbar [popovertarget=me]")
    page.click("#me button[value=dark]")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.locator("#me button[value=dark]")).to_have_attribute("aria-pressed", "true")


def test_a_bar_tells_its_numbers_to_the_keyboard(page):
    page.locator(".bars .slot").first.focus()
    expect(page.locator(".float")).to_contain_text("Last year1,390")


def test_help_is_one_key_away(page):
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()


CEREMONY = """async () => {
  const home = document.querySelector('link[href*="kambium.css"]').href.replace('kambium.css', '');
  const { decode, encode } = await import(home + 'passkey.js');
  const user = { id: 'AQID', name: 'a', displayName: 'a' };
  const pubKeyCredParams = [-7, -257].map(alg => ({ type: 'public-key', alg }));
  const wish = { challenge: '-_8A', rp: { id: 'localhost', name: 'x' }, user, pubKeyCredParams };
  const made = encode(await navigator.credentials.create(decode({ publicKey: wish })));
  const allowCredentials = [{ type: 'public-key', id: made.rawId }];
  const asked = { challenge: 'AAAA', rpId: 'localhost', allowCredentials };
  return [made, encode(await navigator.credentials.get(decode({ publicKey: asked })))];
}"""


def test_a_passkey_is_made_and_used_in_the_servers_words(page, live_server):
    from fido2.webauthn import AuthenticationResponse, RegistrationResponse

    page.goto(live_server.url.replace("127.0.0.1", "localhost") + "/kit/")
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasUserVerification": True, "isUserVerified": True}
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    made, used = page.evaluate(CEREMONY)
    registered, confirmed = RegistrationResponse.from_dict(made), AuthenticationResponse.from_dict(used)
    assert registered.response.client_data.challenge == b"\xfb\xff\x00"
    assert confirmed.raw_id == registered.raw_id
    assert confirmed.response.authenticator_data.is_user_present()
