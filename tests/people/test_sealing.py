"""Secrets of second factors lie sealed in the database; another key opens nothing, an old one still does."""

from importlib import import_module
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.apps import apps
from django.core.management import CommandError, call_command
from django.test import Client

from kambium.core.models import Event, Notice
from kambium.core.sealing import Unreadable, is_present, reseal, seal, unseal
from kambium.people import actions
from kambium.people.actions.sealing import reseal_factors
from kambium.people.factor_secrets import Standing, standing
from tests.conftest import BACKEND
from tests.people.conftest import NOW, Firm

SECRET = "JBSWY3DPEHPK3PXP"
PASSWORD = "a long enough sentence"


def stored() -> list[dict[str, Any]]:
    return list(Authenticator.objects.order_by("pk").values_list("data", flat=True))


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def with_app(firm: Firm, name: str = "kam") -> None:
    TOTP.activate(firm.person(name), SECRET)
    RecoveryCodes.activate(firm.person(name))


def past_the_password(firm: Firm, name: str = "kam") -> Client:
    person = firm.person(name)
    person.set_password(PASSWORD)
    person.save(update_fields=["password"])
    client = Client(headers={"accept-language": "en"})
    assert (
        client.post("/sign-in/", {"login": person.email, "password": PASSWORD})["Location"] == "/sign-in/second-factor/"
    )
    return client


def test_what_is_sealed_is_read_again_and_shows_nothing() -> None:
    sealed = seal(SECRET)
    assert unseal(sealed) == SECRET
    assert SECRET not in sealed
    assert seal(SECRET) != sealed


@pytest.mark.parametrize("text", ["", SECRET, "gAAAAA", "秘密"])
def test_what_was_never_sealed_is_not_taken_for_it(text: str) -> None:
    with pytest.raises(Unreadable):
        unseal(text)


def test_a_changed_letter_is_noticed() -> None:
    sealed = seal(SECRET)
    with pytest.raises(Unreadable):
        unseal(sealed[:20] + ("A" if sealed[20] != "A" else "B") + sealed[21:])


def test_another_key_opens_nothing_and_an_old_one_still_does(settings: Any) -> None:
    sealed, former = seal(SECRET), settings.SECRET_KEY
    settings.SECRET_KEY = "another key of fifty letters that nobody knows at all"
    with pytest.raises(Unreadable):
        unseal(sealed)
    settings.SECRET_KEY_FALLBACKS = [former]
    assert unseal(sealed) == SECRET
    assert is_present(reseal(sealed))
    assert not is_present(sealed)


def test_the_database_holds_no_secret_of_an_app_and_no_seed_of_codes(firm: Firm) -> None:
    with_app(firm)
    app, codes = stored()
    assert SECRET not in str(app)
    assert unseal(app["secret"]) == SECRET
    assert len(unseal(codes["seed"])) == 80


def test_codes_are_checked_against_what_was_sealed(firm: Firm) -> None:
    with_app(firm)
    client = past_the_password(firm)
    client.post("/sign-in/second-factor/", {"code": code_of(SECRET)})
    assert client.session["_auth_user_id"] == str(firm.kam.pk)


def test_with_another_key_nobody_gets_past_the_second_factor_and_is_told_why(firm: Firm, settings: Any) -> None:
    """Nor with the codes that an empty secret would make."""
    with_app(firm)
    settings.SECRET_KEY = "another key of fifty letters that nobody knows at all"
    client = past_the_password(firm)
    for code in (code_of(SECRET), code_of("")):
        answer = client.post("/sign-in/second-factor/", {"code": code})
        assert "ask an administrator" in answer.content.decode()
        assert "_auth_user_id" not in client.session


def test_recovery_codes_that_no_key_opens_are_told_of_and_can_be_made_anew(firm: Firm, settings: Any) -> None:
    """Who comes in with a passkey gets there: passkeys are not sealed."""
    with_app(firm)
    person = firm.person("kam")
    person.set_password(PASSWORD)
    person.save(update_fields=["password"])
    settings.SECRET_KEY = "another key of fifty letters that nobody knows at all"
    client = Client(headers={"accept-language": "en"})
    client.force_login(person, backend=BACKEND)
    assert client.post("/sign-in/again/", {"password": PASSWORD}).status_code == 302
    for path in ("/me/security/codes/", "/me/security/codes/file/"):
        assert client.get(path)["Location"] == "/me/security/codes/new/"
    page = client.get("/me/security/codes/new/")
    assert (page.status_code, "读不出" in page.content.decode()) == (200, True)
    assert client.post("/me/security/codes/new/")["Location"] == "/me/security/codes/"
    assert client.get("/me/security/codes/").status_code == 200


def test_what_stood_open_is_sealed_by_the_migration_and_opened_on_the_way_back(firm: Firm) -> None:
    migration = import_module("kambium.people.migrations.0003_seal_factors")
    plain = [{"secret": SECRET}, {"seed": "ab" * 40, "used_mask": 3}, {"migrated_codes": ["abcd1234", "wxyz9876"]}]
    for name, kind, data in zip(
        ("kam", "peer", "hr"), ("totp", "recovery_codes", "recovery_codes"), plain, strict=True
    ):
        Authenticator.objects.create(user=firm.person(name), type=kind, data=data)
    assert standing(plain) == Standing(count=3, old=0, lost=3)
    migration.seal_all(apps, None)
    assert standing(stored()) == Standing(count=3, old=0, lost=0)
    assert stored()[1]["used_mask"] == 3
    migration.open_all(apps, None)
    assert stored() == plain


def test_after_a_change_of_key_everything_is_sealed_with_the_new_one(firm: Firm, settings: Any, capsys: Any) -> None:
    with_app(firm)
    former = settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = (
        "another key of fifty letters that nobody knows at all",
        [former],
    )
    assert standing(stored()) == Standing(count=2, old=2, lost=0)
    call_command("reseal")
    settings.SECRET_KEY_FALLBACKS = []
    assert standing(stored()) == Standing(count=2, old=0, lost=0)
    assert reseal_factors() == (0, 0)


def test_what_no_key_opens_is_left_and_said(firm: Firm, settings: Any) -> None:
    with_app(firm)
    before = stored()
    settings.SECRET_KEY = "another key of fifty letters that nobody knows at all"
    with pytest.raises(CommandError):
        call_command("reseal")
    assert stored() == before


def test_a_security_administrator_takes_lost_factors_off_but_not_their_own(firm: Firm) -> None:
    with_app(firm)
    with_app(firm, "guard")
    with pytest.raises(actions.OwnFactors):
        actions.remove_factors(by=firm.actor("guard"), person=firm.person("guard"), at=NOW)
    assert actions.remove_factors(by=firm.actor("guard"), person=firm.person("kam"), at=NOW) == 2
    assert list(Authenticator.objects.values_list("user_id", flat=True).distinct()) == [firm.guard.pk]
    assert Event.objects.get(kind="person.factor_removed").actor_id == firm.guard.pk
    assert Notice.objects.get().person_id == firm.kam.pk
