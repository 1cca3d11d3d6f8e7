"""Signing in and out: passwords, lock-out, second factors, sessions; what a refusal says and what it changes."""

import re
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from django.utils import timezone

from kambium.core.models import Event, Notice
from kambium.people import actions
from kambium.people.models import Person
from tests.people.conftest import NOW, TODAY, Firm, work_off

SECRET = "a quiet river at dawn"
OTHER = "an owl over the harbour"


@pytest.fixture
def lin(firm: Firm) -> Person:
    """林晓, who has a password and reads English."""
    person = firm.person("kam")
    person.set_password(SECRET)
    person.language = "en"
    person.save(update_fields=["password", "language"])
    return person


def sign_in(client: Client, person: Person, password: str = SECRET, **extra: Any) -> Any:
    return client.post("/sign-in/", {"login": person.email, "password": password}, **extra)


def is_in(client: Client) -> bool:
    return client.get("/me/").status_code == 200


def code_of(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


def visitor(language: str = "en") -> Client:
    return Client(headers={"accept-language": language})


def test_the_right_password_opens_the_door_and_is_told_in_the_log(lin: Person) -> None:
    client = visitor()
    answer = sign_in(client, lin)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert is_in(client)
    event = Event.objects.get(kind="person.signed_in")
    assert (event.actor_id, event.data["method_en"]) == (lin.pk, "password")
    assert UserSession.objects.get().user == lin


def test_the_address_is_read_whatever_its_case(lin: Person) -> None:
    client = visitor()
    client.post("/sign-in/", {"login": "KAM@Qinghe.Example", "password": SECRET})
    assert is_in(client)


@pytest.mark.parametrize(("language", "text"), [("en", "E-mail or password is not right"), ("zh-CN", "邮箱或密码不对")])
def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(lin: Person, language: str, text: str) -> None:
    wrong = sign_in(visitor(language), lin, "wrong password here")
    unknown = visitor(language).post("/sign-in/", {"login": "nobody@qinghe.example", "password": SECRET})
    for answer in (wrong, unknown):
        assert text in answer.content.decode()
    assert not Session.objects.exists()
    assert Event.objects.get(kind="person.sign_in_failed").subject_id == lin.pk


def test_after_sign_in_one_goes_where_one_wanted_to_go_but_never_elsewhere(lin: Person) -> None:
    wanted = visitor().get("/me/security/")
    assert wanted["Location"] == "/sign-in/?next=%2Fme%2Fsecurity%2F"
    data = {"login": lin.email, "password": SECRET}
    assert visitor().post("/sign-in/", {**data, "next": "/me/security/"})["Location"] == "/me/security/"
    for away in ("https://evil.example/", "//evil.example", "javascript:alert(1)"):
        assert visitor().post("/sign-in/", {**data, "next": away})["Location"] == "/"


def test_five_wrong_passwords_lock_the_address_from_wherever_they_come(lin: Person) -> None:
    for number in range(5):
        sign_in(visitor(), lin, f"wrong guess {number}", REMOTE_ADDR=f"10.0.0.{number + 1}")
    for number in range(60):
        answer = sign_in(visitor(), lin, SECRET, REMOTE_ADDR=f"10.1.0.{number + 1}")
        assert answer.status_code == 200
        assert "_auth_user_id" not in answer.client.session
    said = answer.content.decode()
    assert re.search(r"Too many wrong tries\. Wait (5|4) minutes, or log in with a passkey", said)
    assert "等" in sign_in(visitor("zh-CN"), lin, REMOTE_ADDR="10.2.0.1").content.decode()
    assert Event.objects.filter(kind="person.sign_in_failed").count() == 5


def test_the_lock_of_one_address_leaves_others_alone(firm: Firm, lin: Person) -> None:
    for number in range(6):
        sign_in(visitor(), lin, "wrong guess here", REMOTE_ADDR=f"10.0.0.{number + 1}")
    peer = firm.person("peer")
    peer.set_password(OTHER)
    peer.save(update_fields=["password"])
    client = visitor()
    sign_in(client, peer, OTHER)
    assert is_in(client)


def test_a_session_gets_another_key_at_sign_in(lin: Person) -> None:
    client = visitor()
    client.get("/sign-in/")
    session = client.session
    session["planted"] = True
    session.save()
    client.cookies["sessionid"] = session.session_key
    planted = session.session_key
    sign_in(client, lin)
    assert client.session.session_key != planted
    assert not Session.objects.filter(session_key=planted).exists()


def test_signing_out_needs_a_post_and_ends_the_session(lin: Person) -> None:
    client = visitor()
    sign_in(client, lin)
    client.get("/sign-out/")
    assert is_in(client)
    client.post("/sign-out/")
    assert not is_in(client)
    assert not Session.objects.exists()


@pytest.mark.parametrize("password", ["short", "12345678901234", "password1234", "kam@qinghe.example", "elevenchars"])
def test_a_weak_password_is_refused_and_the_old_one_stays(lin: Person, password: str) -> None:
    client = visitor()
    sign_in(client, lin)
    data = {"oldpassword": SECRET, "password1": password, "password2": password}
    answer = client.post("/me/security/password/", data)
    assert answer.status_code == 200
    assert 'class="error"' in answer.content.decode()
    lin.refresh_from_db()
    assert lin.check_password(SECRET)


def test_a_changed_password_ends_all_other_sessions_and_tells(lin: Person) -> None:
    here, there = visitor(), visitor()
    sign_in(here, lin), sign_in(there, lin)
    data = {"oldpassword": SECRET, "password1": OTHER, "password2": OTHER}
    assert here.post("/me/security/password/", data)["Location"] == "/me/security/"
    assert (is_in(here), is_in(there)) == (True, False)
    assert UserSession.objects.filter(user=lin).count() == 1
    assert Notice.objects.get(person=lin).kind == "person.password_changed"
    assert Event.objects.filter(kind="person.password_changed").count() == 1


def test_a_forgotten_password_is_set_anew_by_mail_once(lin: Person) -> None:
    answer = visitor().post("/password/forgotten/", {"email": lin.email})
    assert answer["Location"] == "/password/forgotten/sent/"
    work_off()
    (letter,) = mail.outbox
    link = re.search(r"http://testserver(/\S+)", letter.body)[1]
    client = visitor()
    form = client.get(link, follow=True)
    path = form.redirect_chain[-1][0]
    assert client.post(path, {"password1": OTHER, "password2": OTHER})["Location"] == "/password/new/done/"
    lin.refresh_from_db()
    assert lin.check_password(OTHER)
    again = visitor().get(link, follow=True).content.decode()
    assert "This link no longer works" in again


def test_an_unknown_address_gets_no_letter_but_the_same_answer(lin: Person) -> None:
    answer = visitor().post("/password/forgotten/", {"email": "nobody@elsewhere.example"})
    assert answer["Location"] == "/password/forgotten/sent/"
    work_off()
    assert mail.outbox == []


def test_a_new_password_takes_the_lock_off(lin: Person) -> None:
    for number in range(6):
        sign_in(visitor(), lin, "wrong guess here", REMOTE_ADDR=f"10.0.0.{number + 1}")
    visitor().post("/password/forgotten/", {"email": lin.email})
    work_off()
    link = re.search(r"http://testserver(/\S+)", mail.outbox[0].body)[1]
    client = visitor()
    client.post(client.get(link, follow=True).redirect_chain[-1][0], {"password1": OTHER, "password2": OTHER})
    fresh = visitor()
    sign_in(fresh, lin, OTHER, REMOTE_ADDR="10.9.9.9")
    assert is_in(fresh)


def test_who_leaves_is_out_with_the_very_next_request(firm: Firm, lin: Person) -> None:
    here, there = visitor(), visitor()
    sign_in(here, lin), sign_in(there, lin)
    assert is_in(here)
    actions.depart(by=firm.actor("hr"), person=lin, last_day=TODAY, at=NOW)
    assert (is_in(here), is_in(there)) == (False, False)
    assert not UserSession.objects.filter(user=lin).exists()
    answer = sign_in(visitor(), lin)
    assert answer["Location"] == "/sign-in/inactive/"


def test_a_cookie_whose_session_row_survived_still_opens_nothing_after_leaving(firm: Firm, lin: Person) -> None:
    client = visitor()
    sign_in(client, lin)
    Person.objects.filter(pk=lin.pk).update(is_active=False)
    assert not is_in(client)


def test_one_ends_ones_own_sessions_but_nobody_elses(firm: Firm, lin: Person) -> None:
    here, there, stranger = visitor(), visitor(), visitor()
    sign_in(here, lin), sign_in(there, lin)
    stranger.force_login(firm.person("peer"))
    mine = UserSession.objects.get(session_key=there.session.session_key)
    assert stranger.post(f"/me/sessions/{mine.pk}/").status_code == 404
    assert is_in(there)
    own = UserSession.objects.get(session_key=here.session.session_key)
    here.post(f"/me/sessions/{own.pk}/")  # the one in use: refused
    assert is_in(here)
    here.post(f"/me/sessions/{mine.pk}/")
    assert (is_in(here), is_in(there)) == (True, False)


def test_all_other_sessions_end_at_once(lin: Person) -> None:
    clients = [visitor() for _ in range(3)]
    for client in clients:
        sign_in(client, lin)
    clients[0].post("/me/sessions/")
    assert [is_in(client) for client in clients] == [True, False, False]


def test_a_security_administrator_ends_the_sessions_of_others(firm: Firm, lin: Person) -> None:
    client, guard, hr = visitor(), visitor(), visitor()
    sign_in(client, lin), guard.force_login(firm.person("guard")), hr.force_login(firm.person("hr"))
    assert hr.post(f"/people/{lin.pk}/sessions/").status_code == 403
    assert is_in(client)
    guard.post(f"/people/{lin.pk}/sessions/")
    assert not is_in(client)


def add_app(lin: Person) -> str:
    secret = generate_totp_secret()
    TOTP.activate(lin, secret)
    return secret


def test_a_second_factor_is_asked_for_after_the_password(lin: Person) -> None:
    secret = add_app(lin)
    client = visitor()
    assert sign_in(client, lin)["Location"] == "/sign-in/second-factor/"
    assert not is_in(client)
    wrong = client.post("/sign-in/second-factor/", {"code": "000000"})
    assert "This code is not right" in wrong.content.decode()
    assert not is_in(client)
    client.post("/sign-in/second-factor/", {"code": code_of(secret)})
    assert is_in(client)


def test_a_code_is_good_once(lin: Person) -> None:
    secret = add_app(lin)
    code = code_of(secret)
    first, second = visitor(), visitor()
    for client in (first, second):
        sign_in(client, lin)
        client.post("/sign-in/second-factor/", {"code": code})
    assert (is_in(first), is_in(second)) == (True, False)


def test_codes_cannot_be_guessed_either(lin: Person) -> None:
    secret = add_app(lin)
    client = visitor()
    sign_in(client, lin)
    for number in range(5):
        client.post("/sign-in/second-factor/", {"code": f"00000{number}"}, REMOTE_ADDR=f"10.0.0.{number + 1}")
    answer = client.post("/sign-in/second-factor/", {"code": code_of(secret)}, REMOTE_ADDR="10.0.0.9")
    assert "Too many wrong tries" in answer.content.decode()
    assert not is_in(client)


def test_a_recovery_code_stands_in_once(lin: Person) -> None:
    add_app(lin)
    code = RecoveryCodes.activate(lin).get_unused_codes()[0]
    first, second = visitor(), visitor()
    for client in (first, second):
        sign_in(client, lin)
        client.post("/sign-in/second-factor/", {"code": code})
    assert (is_in(first), is_in(second)) == (True, False)


def confirmed(client: Client) -> None:
    """Past the question for the password before anything that concerns safety."""
    assert client.post("/sign-in/again/", {"password": SECRET}).status_code == 302


def test_an_app_is_added_after_confirming_and_comes_with_recovery_codes(lin: Person) -> None:
    client = visitor()
    sign_in(client, lin)
    assert client.get("/me/security/app/")["Location"].startswith("/sign-in/again/")
    confirmed(client)
    page = client.get("/me/security/app/").content.decode()
    assert 'src="data:image/svg+xml;base64,' in page
    secret = re.search(r'id="totp-key">([A-Z2-7]+)<', page)[1]
    refused = client.post("/me/security/app/", {"code": "123"})
    assert "This code is not right" in refused.content.decode()
    assert not Authenticator.objects.filter(user=lin).exists()
    answer = client.post("/me/security/app/", {"code": code_of(secret)})
    assert answer["Location"] == "/me/security/codes/"
    codes = client.get("/me/security/codes/").content.decode()
    assert codes.count("<li>") == 10
    text = client.get("/me/security/codes/file/")
    assert len(re.findall(r"^[0-9a-f]{8}$|^\d{8}$", text.content.decode(), re.MULTILINE)) == 10
    assert text["Content-Disposition"] == 'attachment; filename="recovery-codes.txt"'
    assert Event.objects.filter(kind="person.factor_added").count() == 0  # told after the commit, see the journey


def test_an_app_is_removed_after_confirming(lin: Person) -> None:
    add_app(lin)
    client = visitor()
    client.force_login(lin)
    assert client.post("/me/security/app/remove/")["Location"].startswith("/sign-in/again/")
    assert Authenticator.objects.filter(user=lin, type="totp").exists()
    confirmed(client)
    client.post("/me/security/app/remove/")
    assert not Authenticator.objects.filter(user=lin).exists()


def test_privileged_roles_are_asked_for_a_second_factor_and_held_to_it_where_demanded(
    firm: Firm, settings: Any
) -> None:
    admin, kam = visitor(), visitor()
    admin.force_login(firm.person("admin")), kam.force_login(firm.person("kam"))
    assert "Add one" in admin.get("/settings/").content.decode() or "添加" in admin.get("/settings/").content.decode()
    settings.REQUIRE_SECOND_FACTOR = True
    held = Client()
    held.force_login(firm.person("admin"))
    for path in ("/", "/settings/company/", "/people/"):
        assert held.get(path)["Location"] == "/me/security/"
    assert held.post("/settings/company/", {"currency": "USD"})["Location"] == "/me/security/"
    assert held.get("/people/", headers={"HX-Request": "true"})["HX-Redirect"] == "/me/security/"
    assert held.get("/me/security/").status_code == 200
    assert kam.get("/people/").status_code == 200
    add_app(firm.person("admin"))
    assert held.get("/settings/company/").status_code == 200


def test_nobody_signs_up_by_themselves(firm: Firm) -> None:
    for path in ("/sign-up/", "/signup/", "/accounts/signup/", "/me/email/"):
        assert visitor().get(path).status_code == 404
        assert visitor().post(path, {"email": "x@y.example"}).status_code in (404, 403)


@pytest.mark.parametrize("value", ["\0", "x" * 100_000, "<script>alert(1)</script>", "😀" * 200, "' OR 1=1 --"])
@pytest.mark.parametrize("field", ["login", "password", "next"])
def test_bad_input_at_the_door_is_answered_and_opens_nothing(lin: Person, field: str, value: str) -> None:
    client = visitor()
    answer = client.post("/sign-in/", {"login": lin.email, "password": "wrong guess here", field: value})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()
    assert not is_in(client)


def test_a_passkey_that_was_not_asked_for_opens_nothing(lin: Person) -> None:
    client = visitor()
    for credential in ("", "{}", "null", "[]", '{"id": 1}', "not json", '{"response": {"userHandle": "MQ"}}', "\0"):
        answer = client.post("/sign-in/passkey/", {"credential": credential})
        assert answer.status_code in (200, 302)
        assert not is_in(client)


def test_a_session_is_over_twelve_hours_after_it_began_whatever_was_done(lin: Person, monkeypatch: Any) -> None:
    client, real = visitor(), timezone.now
    sign_in(client, lin)
    assert is_in(client)
    for hours, inside in ((6, True), (11.99, True), (12, False), (1, False)):
        monkeypatch.setattr(timezone, "now", lambda hours=hours: real() + timedelta(hours=hours))
        assert is_in(client) is inside, hours


def test_a_session_that_rests_too_long_is_over_where_that_is_asked_for(
    lin: Person, monkeypatch: Any, settings: Any
) -> None:
    settings.SESSION_IDLE_SECONDS = 30 * 60
    busy, resting, real = visitor(), visitor(), timezone.now
    sign_in(busy, lin), sign_in(resting, lin)
    assert (is_in(busy), is_in(resting)) == (True, True)
    for minutes in (20, 40, 60):
        monkeypatch.setattr(timezone, "now", lambda minutes=minutes: real() + timedelta(minutes=minutes))
        assert is_in(busy), minutes
    assert not is_in(resting)
    monkeypatch.setattr(timezone, "now", lambda: real() + timedelta(minutes=91))
    assert not is_in(busy)
