"""How allauth behaves here: nobody signs up, the words are ours, and what concerns safety becomes an event."""

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.contrib import messages
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kambium.core.access import Actor
from kambium.core.sealing import Unreadable, seal, unseal
from kambium.people import letters
from kambium.people.actions.safety import note, note_stranger
from kambium.people.models import Person

MESSAGES = {
    "account/messages/password_changed.txt": gettext_lazy("Password changed; other sessions are logged out"),
    "account/messages/password_set.txt": gettext_lazy("Password set"),
    "mfa/messages/totp_activated.txt": gettext_lazy("Authenticator app added"),
    "mfa/messages/totp_deactivated.txt": gettext_lazy("Authenticator app removed"),
    "mfa/messages/recovery_codes_generated.txt": gettext_lazy("Recovery codes made"),
    "mfa/messages/webauthn_added.txt": gettext_lazy("Passkey added"),
    "mfa/messages/webauthn_removed.txt": gettext_lazy("Passkey removed"),
}
WRONG_CODE = gettext_lazy("This code is not right, or no longer valid. Wait for the next one and try again")
TOO_MANY = "too_many_login_attempts"


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in for people whom the company entered."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": gettext_lazy("This person no longer works here"),
        "email_password_mismatch": gettext_lazy("E-mail or password is not right"),
        "enter_current_password": gettext_lazy("This is not your current password"),
        "incorrect_code": WRONG_CODE,
        "incorrect_password": gettext_lazy("This is not your password"),
        "invalid_login": gettext_lazy("E-mail or password is not right"),
        "invalid_password_reset": gettext_lazy("This link was used already or is too old"),
        "rate_limited": gettext_lazy("Too many tries; wait a minute"),
        TOO_MANY: gettext_lazy("Too many wrong tries; wait five minutes"),
    }

    def is_open_for_signup(self, request: Any) -> bool:
        return False

    def set_password(self, user: Any, password: str) -> None:
        user.set_password(password)
        user.save(update_fields=["password"])

    def get_password_change_redirect_url(self, request: Any) -> str:
        return reverse("my_security")

    def pre_authenticate(self, request: Any, **credentials: Any) -> None:
        """Too many wrong passwords lock the address for a while; the answer says for how long."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError as error:
            if error.code == TOO_MANY:
                key = self._get_login_attempts_cache_key(request, **credentials)
                raise ValidationError(locked_text(waiting(request, key)), code=TOO_MANY) from error
            raise

    def authentication_failed(self, request: Any, **credentials: Any) -> None:
        """Written down for unknown addresses too: it belongs into the log, and the time tells nobody who is known."""
        person = Person.objects.filter(email__iexact=credentials.get("email", "")).exclude(email="").first()
        where = request.META.get("REMOTE_ADDR", "")
        if person:
            note("person.sign_in_failed", person, by=Actor(0), at=timezone.now(), where=where)
        else:
            note_stranger(where=where, at=timezone.now())

    def login(self, request: Any, user: Any) -> None:
        super().login(request, user)
        where, method = request.META.get("REMOTE_ADDR", ""), letters.method_of(request)
        note("person.signed_in", user, by=Actor(user.pk), at=timezone.now(), where=where, method=method)

    def add_message(self, request: Any, level: int, message_template: str | None = None, *args: Any, **kw: Any) -> None:
        """Our own words; what we have no word for goes without saying."""
        text = kw.get("message") or MESSAGES.get(message_template or "")
        if text:
            messages.add_message(request, level, str(text))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """The letters there are we write ourselves; see `forgotten` and `actions.invite`."""

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """A change of password or factor becomes an event, and a notice under the person's bell."""
        if template_prefix in letters.KINDS:
            kind, factor = letters.KINDS[template_prefix]
            here = self.request.session.session_key or ""
            note(kind, user, by=Actor(user.pk), at=timezone.now(), tell=True, but=here, factor=factor)
        if template_prefix == "account/email/password_reset":
            self._delete_login_attempts_cached_email(self.request, email=user.email)


class SocialAdapter(DefaultSocialAccountAdapter):
    """Single sign-on connects to a person known by e-mail; it creates none."""

    def is_open_for_signup(self, request: Any, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: Any, sociallogin: Any) -> None:
        """Single sign-on is for signing in: somebody signed in cannot take up another's account by it."""
        if sociallogin.state.get("process") == "connect":
            raise ImmediateHttpResponse(HttpResponseRedirect(reverse("my_security")))


class MFAAdapter(DefaultMFAAdapter):
    """Second factors in our words."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": WRONG_CODE,
        "cannot_generate_recovery_codes": gettext_lazy("Add a second factor first; recovery codes stand in for it"),
        "unreadable": gettext_lazy("The key of this installation changed and cannot read it; ask an administrator"),
    }

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """What was sealed. A refusal and never an empty text: from an empty secret anybody can make the codes."""
        try:
            return unseal(encrypted_text)
        except Unreadable as error:
            raise self.validation_error("unreadable") from error

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002  (allauth's own name)
        number = user.authenticator_set.filter(type=type).count() + 1
        return _("Passkey %(n)d") % {"n": number}


def waiting(request: Any, key: str) -> int:
    """Seconds until the next password may be tried: allauth keeps the times of the wrong ones, newest first."""
    seconds = 0.0
    for rate in ratelimit.get_rates(app="allauth.account", action="login_failed"):
        word = ratelimit.get_cache_key(request, app="allauth.account", action="login_failed", rate=rate, key=key)
        tries = cache.get(word, [])
        if len(tries) >= rate.amount:
            seconds = max(seconds, tries[rate.amount - 1] + rate.duration - time.time())
    return max(1, round(seconds))


def locked_text(seconds: int) -> str:
    """How long the lock lasts, in minutes from a minute on."""
    if seconds < 60:
        wait = ngettext("%(n)d second", "%(n)d seconds", seconds) % {"n": seconds}
    else:
        minutes = -(-seconds // 60)
        wait = ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}
    return _("Too many wrong tries. Wait %(wait)s, or log in with a passkey") % {"wait": wait}
