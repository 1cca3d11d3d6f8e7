"""Single sign-on against a small provider: whom it lets in, and every lie it does not believe."""

import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client

from kambium.core.models import Event
from kambium.people.models import Person
from tests.people import provider as oidc
from tests.people.conftest import Firm


@pytest.fixture
def provider(firm: Firm, settings: Any) -> Iterator[oidc.Provider]:
    """A provider that says: this is 林晓."""
    with oidc.running() as found:
        found.claims["email"] = "kam@qinghe.example"
        settings.SOCIALACCOUNT_PROVIDERS = found.settings()
        yield found


def begin(client: Client, provider: oidc.Provider) -> str:
    """To the provider; returns the state that has to come back."""
    answer = client.get("/sso/sso/")
    assert answer.status_code == 302
    asked = parse_qs(urlsplit(answer["Location"]).query)
    assert answer["Location"].startswith(f"{provider.url}/authorize?")
    assert (asked["client_id"], asked["response_type"], asked["code_challenge_method"]) == (
        ["kambium"],
        ["code"],
        ["S256"],
    )
    provider.challenge = asked["code_challenge"][0]
    return asked["state"][0]


def come_back(client: Client, provider: oidc.Provider, **changes: str) -> Any:
    state = begin(client, provider)
    return client.get("/sso/sso/callback/", {"code": "right", "state": state} | changes)


def is_in(client: Client) -> bool:
    return client.get("/me/").status_code == 200


def visitor() -> Client:
    return Client(headers={"accept-language": "en"})


def assert_refused(answer: Any, client: Client, status: int = 401) -> None:
    assert answer.status_code == status
    assert not is_in(client)
    assert not SocialAccount.objects.exists()
    assert not Event.objects.filter(kind="person.signed_in").exists()


def test_the_door_shows_the_way_only_where_there_is_one(provider: oidc.Provider, settings: Any) -> None:
    assert "Log in with 明远通行证" in visitor().get("/sign-in/").content.decode()
    settings.SOCIALACCOUNT_PROVIDERS = {}
    assert "/sso/" not in visitor().get("/sign-in/").content.decode()
    assert visitor().get("/sso/sso/").status_code == 404
    assert visitor().get("/sso/other/").status_code == 404


def test_a_person_known_by_e_mail_comes_in_and_is_connected(firm: Firm, provider: oidc.Provider) -> None:
    client = visitor()
    answer = come_back(client, provider)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert is_in(client)
    assert SocialAccount.objects.get().user == firm.kam
    assert Event.objects.get(kind="person.signed_in").data["method_en"] == "single sign-on"
    again = visitor()
    provider.claims["email"] = "changed@elsewhere.example"  # known by subject from now on
    come_back(again, provider)
    assert is_in(again)
    assert Person.objects.count() == 13


def test_the_e_mail_may_come_from_the_user_info_of_the_same_subject(provider: oidc.Provider) -> None:
    provider.claims["email"] = None
    provider.user = {"sub": "u-1", "email": "kam@qinghe.example", "email_verified": True}
    client = visitor()
    come_back(client, provider)
    assert is_in(client)


def test_user_info_about_somebody_else_is_not_believed(provider: oidc.Provider) -> None:
    provider.claims["email"] = None
    provider.user = {"sub": "u-2", "email": "kam@qinghe.example", "email_verified": True}
    client = visitor()
    assert_refused(come_back(client, provider), client)


def test_an_unknown_address_enters_nobody(provider: oidc.Provider) -> None:
    provider.claims["email"] = "stranger@elsewhere.example"
    client = visitor()
    answer = come_back(client, provider)
    assert "Not known here" in answer.content.decode()
    assert_refused(answer, client, 200)
    assert Person.objects.count() == 13


def test_an_address_the_provider_did_not_verify_is_not_enough(provider: oidc.Provider, settings: Any) -> None:
    provider.claims["email_verified"] = False
    client = visitor()
    assert_refused(come_back(client, provider), client, 200)
    settings.SOCIALACCOUNT_PROVIDERS = provider.settings(verified_email=True)  # KAMBIUM_OIDC_TRUST_EMAIL=1
    come_back(client, provider)
    assert is_in(client)


def test_who_left_is_told_so_and_stays_outside(firm: Firm, provider: oidc.Provider) -> None:
    Person.objects.filter(pk=firm.kam.pk).update(is_active=False)
    client = visitor()
    answer = come_back(client, provider)
    assert answer["Location"] == "/sign-in/inactive/"
    assert not is_in(client)


def other_key(claims: dict[str, Any]) -> str:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return jwt.encode(claims, key, algorithm="RS256", headers={"kid": "one"})


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": "somebody-else"},
        {"iss": "https://evil.example"},
        {"exp": int(time.time()) - 3600},
        {"exp": None},
        {"iat": None},
        {"sub": None},
        {"aud": None},
        {"nbf": int(time.time()) + 3600},
    ],
    ids=lambda claims: next(iter(claims)),
)
def test_a_token_for_others_from_others_or_out_of_time_is_not_believed(provider: oidc.Provider, claims: dict) -> None:
    provider.claims |= claims
    client = visitor()
    answer = come_back(client, provider)
    assert_refused(answer, client)
    assert "Single sign-on did not work" in answer.content.decode()


def test_a_token_with_no_signature_or_a_foreign_one_is_not_believed(provider: oidc.Provider) -> None:
    lies = {
        "none": lambda c: jwt.encode(c, None, algorithm="none", headers={"kid": "one"}),
        "another key": other_key,
        "unknown key id": lambda c: jwt.encode(c, provider.key, algorithm="RS256", headers={"kid": "two"}),
        "shared secret": lambda c: jwt.encode(c, oidc.SECRET * 3, algorithm="HS256", headers={"kid": "one"}),
        "cut off": lambda c: provider.signed(c).rsplit(".", 1)[0] + ".",
        "not a token": lambda c: "abc",
        "missing": lambda c: None,
    }
    for name, lie in lies.items():
        provider.sign = lie
        client = visitor()
        answer = come_back(client, provider)
        assert (name, answer.status_code) == (name, 401)
        assert_refused(answer, client)


def test_an_answer_nobody_asked_for_or_a_second_time_is_refused(provider: oidc.Provider) -> None:
    client = visitor()
    assert_refused(client.get("/sso/sso/callback/", {"code": "right", "state": "made-up"}), client)
    assert_refused(client.get("/sso/sso/callback/", {"code": "right"}), client)
    state = begin(client, provider)
    stranger = visitor()
    assert_refused(stranger.get("/sso/sso/callback/", {"code": "right", "state": state}), stranger)
    client.get("/sso/sso/callback/", {"code": "right", "state": state})
    assert is_in(client)
    client.post("/sign-out/")
    assert client.get("/sso/sso/callback/", {"code": "right", "state": state}).status_code == 401
    assert not is_in(client)


def test_a_wrong_code_a_refusal_and_a_cancelled_sign_in_change_nothing(provider: oidc.Provider) -> None:
    client = visitor()
    assert_refused(come_back(client, provider, code="wrong"), client)
    state = begin(client, provider)
    assert client.get("/sso/sso/callback/", {"error": "access_denied", "state": state})["Location"] == "/sso/cancelled/"
    assert "You cancelled" in client.get("/sso/cancelled/").content.decode()
    state = begin(client, provider)
    assert_refused(client.get("/sso/sso/callback/", {"error": "server_error", "state": state}), client)


@pytest.mark.parametrize("path", ["/.well-known/openid-configuration", "/keys", "/token"])
def test_a_provider_that_fails_is_named_as_the_cause(provider: oidc.Provider, path: str) -> None:
    client = visitor()
    if path.startswith("/.well-known"):
        provider.broken.add(path)
        answer = client.get("/sso/sso/")
    else:
        state = begin(client, provider)
        provider.broken.add(path)
        answer = client.get("/sso/sso/callback/", {"code": "right", "state": state})
    assert "could not be reached" in answer.content.decode()
    assert_refused(answer, client)


def test_a_provider_that_is_gone_is_named_as_the_cause(provider: oidc.Provider, settings: Any) -> None:
    gone = provider.settings(server_url="http://127.0.0.1:9/")
    settings.SOCIALACCOUNT_PROVIDERS = gone
    client = visitor()
    assert_refused(client.get("/sso/sso/"), client)


def test_somebody_signed_in_does_not_take_over_another_account_by_connecting(
    firm: Firm, provider: oidc.Provider
) -> None:
    client = visitor()
    client.force_login(firm.person("peer"))
    answer = client.get("/sso/sso/?process=connect")
    provider.challenge = parse_qs(urlsplit(answer["Location"]).query)["code_challenge"][0]
    state = parse_qs(urlsplit(answer["Location"]).query)["state"][0]
    client.get("/sso/sso/callback/", {"code": "right", "state": state})
    assert not SocialAccount.objects.filter(user=firm.peer).exists()


def test_a_second_factor_is_asked_for_after_single_sign_on_too(firm: Firm, provider: oidc.Provider) -> None:
    TOTP.activate(firm.kam, generate_totp_secret())
    client = visitor()
    assert come_back(client, provider)["Location"] == "/sign-in/second-factor/"
    assert not is_in(client)
