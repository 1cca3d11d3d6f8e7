"""Passkeys: allauth's pages, strict about what a browser sends and about what a passkey is."""

import struct
from collections.abc import Callable
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import views as base
from allauth.mfa.webauthn import forms, views
from allauth.mfa.webauthn.internal.auth import begin_registration

BROKEN = (AttributeError, IndexError, KeyError, TypeError, ValueError, struct.error)


def _read(clean: Callable[[], Any]) -> Any:
    """What the browser sent may be anything; what cannot be read is a wrong code, not a fault of ours."""
    try:
        return clean()
    except BROKEN as error:
        raise get_adapter().validation_error("incorrect_code") from error


class LoginForm(forms.LoginWebAuthnForm):
    def clean_credential(self) -> Any:
        return _read(super().clean_credential)


class AuthenticateForm(forms.AuthenticateWebAuthnForm):
    def clean_credential(self) -> Any:
        return _read(super().clean_credential)


class ReauthenticateForm(forms.ReauthenticateWebAuthnForm):
    def clean_credential(self) -> Any:
        return _read(super().clean_credential)


class AddForm(forms.AddWebAuthnForm):
    def clean(self) -> Any:
        return _read(super().clean)


class Login(views.LoginWebAuthnView):
    """Signing in with nothing but a passkey."""

    form_class = LoginForm


class Authenticate(base.AuthenticateView):
    """The second step after a password: a code or a passkey."""

    webauthn_form_class = AuthenticateForm


class Reauthenticate(views.ReauthenticateWebAuthnView):
    """Confirming with a passkey before something that concerns safety."""

    form_class = ReauthenticateForm


class Add(views.AddWebAuthnView):
    """Every key is a passkey: it asks for a fingerprint or PIN and signs in without a password."""

    form_class = AddForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        facts: dict[str, Any] = super().get_context_data(**kwargs)
        return {**facts, "js_data": {"creation_options": begin_registration(self.request.user, passwordless=True)}}
