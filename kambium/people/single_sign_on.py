"""Single sign-on by OpenID Connect: what is told is believed only with a signature that holds."""

from typing import Any

import jwt
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import Http404, HttpRequest, HttpResponse
from requests import RequestException

PROVIDER = "sso"
SIGNATURES = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
LEEWAY = 60  # seconds two clocks may differ


class SignOnAdapter(OpenIDConnectOAuth2Adapter):
    """allauth's adapter, stricter.

    The ID token must be there and signed with a key of the provider; issuer, audience and time must fit (OpenID Connect
    Core 1.0, section 3.1.3.7). What the user-info endpoint adds must be about the same subject (5.3.2).
    """

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:
        claims = self._verified(app, kwargs["response"].get("id_token") or "")
        known = dict(claims)
        if not claims.get("email"):
            more = self._fetch_user_info(token.token)
            if more.get("sub") != claims["sub"]:
                raise OAuth2Error("user info is about somebody else")
            known |= more
        return self.get_provider().sociallogin_from_response(request, {"id_token": known})

    def _verified(self, app: Any, token: str) -> dict[str, Any]:
        try:
            return jwt.decode(
                token,
                key=self._key(token),
                algorithms=list(SIGNATURES),
                audience=app.client_id,
                issuer=self.openid_config["issuer"],
                leeway=LEEWAY,
                options={"require": ["iss", "sub", "aud", "exp", "iat"]},
            )
        except jwt.PyJWTError as error:
            raise OAuth2Error("the ID token does not hold") from error

    def _key(self, token: str) -> Any:
        """The provider's key that the token names; the only one there is, where it names none."""
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
        keys = [key for key in jwt.PyJWKSet.from_dict(answer.json()).keys if key.public_key_use in (None, "sig")]
        name = jwt.get_unverified_header(token).get("kid")
        fitting = [key for key in keys if key.key_id == name] if name else keys
        if len(fitting) != 1:
            raise OAuth2Error("no key of the provider fits the ID token")
        return fitting[0]


def begin(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Send to the provider."""
    return _answer(request, provider_id, OAuth2LoginView)


def end(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Take what the provider sends back."""
    return _answer(request, provider_id, OAuth2CallbackView)


def _answer(request: HttpRequest, provider_id: str, view: Any) -> HttpResponse:
    from allauth.socialaccount.helpers import render_authentication_error

    adapter = SignOnAdapter(request, provider_id)
    try:
        provider = adapter.get_provider()
    except SocialApp.DoesNotExist as error:
        raise Http404 from error
    try:
        return view.adapter_view(adapter)(request)  # type: ignore[no-any-return]
    except (RequestException, ValueError, KeyError) as error:
        return render_authentication_error(request, provider, exception=error)  # type: ignore[no-any-return]


def name() -> str:
    """What the operator calls the provider; empty where there is none."""
    from django.conf import settings

    apps = getattr(settings, "SOCIALACCOUNT_PROVIDERS", {}).get("openid_connect", {}).get("APPS", [])
    return str(apps[0]["name"]) if apps else ""
