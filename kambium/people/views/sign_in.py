"""Sign-in, passwords and second factors: allauth's machinery behind our own addresses and pages."""

from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as social
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, re_path, reverse

from kambium.core.web.page import page
from kambium.people import passkeys, recovery, single_sign_on
from kambium.people.actions import installing
from kambium.people.views.me import security

BOTH = ("GET", "POST")
everybody = page(open_to="everyone", methods=BOTH)
signed_in = page(open_to="signed in", methods=BOTH)
looking = page(open_to="signed in")


def sign_in(request: Any) -> HttpResponse:
    """E-mail and password, a passkey, or single sign-on; the set-up where nobody exists."""
    if request.method == "GET" and installing.is_empty():
        return HttpResponseRedirect(reverse("setup"))
    answer: HttpResponse = SignIn.as_view()(request)
    return answer


class SignIn(account.LoginView):
    """allauth's sign-in, which also knows the name of the single sign-on, if there is one."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        facts: dict[str, Any] = super().get_context_data(**kwargs)
        return {**facts, "single_sign_on": single_sign_on.name()}


patterns: list[URLPattern] = [
    path("sign-in/", everybody(sign_in), name="account_signup"),  # a name that letters to unknown addresses ask for
    path("sign-in/", everybody(sign_in), name="account_login"),
    path("sign-in/passkey/", everybody(passkeys.Login.as_view()), name="mfa_login_webauthn"),
    path("sign-in/second-factor/", everybody(passkeys.Authenticate.as_view()), name="mfa_authenticate"),
    path("sign-in/inactive/", everybody(account.account_inactive), name="account_inactive"),
    path("sign-out/", everybody(account.logout), name="account_logout"),
    path("sign-in/again/", signed_in(account.reauthenticate), name="account_reauthenticate"),
    path("sign-in/again/code/", signed_in(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("sign-in/again/passkey/", signed_in(passkeys.Reauthenticate.as_view()), name="mfa_reauthenticate_webauthn"),
    path("password/forgotten/", everybody(account.password_reset), name="account_reset_password"),
    path("password/forgotten/sent/", everybody(account.password_reset_done), name="account_reset_password_done"),
    path(
        "password/new/done/",
        everybody(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        everybody(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path("me/security/password/", signed_in(account.password_change), name="account_change_password"),
    path("me/security/password/first/", signed_in(account.password_set), name="account_set_password"),
    path("me/security/app/", signed_in(totp.activate_totp), name="mfa_activate_totp"),
    path("me/security/app/remove/", signed_in(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("me/security/codes/", looking(recovery.Codes.as_view()), name="mfa_view_recovery_codes"),
    path("me/security/codes/new/", signed_in(recovery.New.as_view()), name="mfa_generate_recovery_codes"),
    path("me/security/codes/file/", looking(recovery.File.as_view()), name="mfa_download_recovery_codes"),
    path("me/security/passkeys/new/", signed_in(passkeys.Add.as_view()), name="mfa_add_webauthn"),
    path("me/security/passkeys/<int:pk>/", signed_in(webauthn.edit_webauthn), name="mfa_edit_webauthn"),
    path("me/security/passkeys/<int:pk>/remove/", signed_in(webauthn.remove_webauthn), name="mfa_remove_webauthn"),
    # allauth asks for these by name; all of it stands on the security page.
    path("me/security/", security, name="mfa_index"),
    path("me/security/", security, name="mfa_list_webauthn"),
    path("me/security/", security, name="account_email"),
    path("me/security/", security, name="socialaccount_connections"),
    path("sso/cancelled/", everybody(social.login_cancelled), name="socialaccount_login_cancelled"),
    path("sso/<slug:provider_id>/", everybody(single_sign_on.begin), name="openid_connect_login"),
    path("sso/<slug:provider_id>/callback/", everybody(single_sign_on.end), name="openid_connect_callback"),
]
