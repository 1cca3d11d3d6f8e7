"""Letters about sign-in, and the words for what changed."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kambium.people.models import Person

DAYS = settings.PASSWORD_RESET_TIMEOUT // 86_400
# What allauth would write a letter about → the event, and which second factor it is about.
KINDS: dict[str, tuple[str, Any]] = {
    "account/email/password_changed": ("person.password_changed", None),
    "account/email/password_reset": ("person.password_changed", None),
    "account/email/password_set": ("person.password_changed", None),
    "mfa/email/totp_activated": ("person.factor_added", gettext_lazy("authenticator app")),
    "mfa/email/totp_deactivated": ("person.factor_removed", gettext_lazy("authenticator app")),
    "mfa/email/webauthn_added": ("person.factor_added", gettext_lazy("passkey")),
    "mfa/email/webauthn_removed": ("person.factor_removed", gettext_lazy("passkey")),
    "mfa/email/recovery_codes_generated": ("person.codes_made", None),
}
METHODS = {
    "password": gettext_lazy("password"),
    "mfa": gettext_lazy("passkey"),
    "socialaccount": gettext_lazy("single sign-on"),
    "password_reset": gettext_lazy("password"),
}


def method_of(request: Any) -> Any:
    """How this sign-in began: by password, passkey or single sign-on."""
    from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY

    records = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY) or [{"method": "password"}]
    return METHODS.get(records[0].get("method"), METHODS["password"])


def send_password_link(person: Person, link: str) -> None:
    """The link to set a new password, in the person's language."""
    with translation.override(person.language):
        words = {"name": person.name, "link": link, "days": DAYS}
        subject = _("Set a new Kambium password")
        body = _(
            "Hello %(name)s,\n\n"
            "set a new password here; the link works once and for %(days)d days:\n\n"
            "%(link)s\n\n"
            "If you did not ask for this, do nothing; your password stays as it is."
        )
    EmailMessage(subject, body % words, settings.DEFAULT_FROM_EMAIL, [person.email]).send()
