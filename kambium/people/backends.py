"""Signing in with e-mail and password, a passkey or single sign-on; reading the signed-in person in one statement."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from kambium.people.models import Person


class PersonBackend(AuthenticationBackend):
    """allauth's backend, with the person read together with all that a page needs."""

    def get_user(self, user_id: Any) -> Person | None:
        """The active person of that id."""
        return Person.objects.sitting().filter(pk=user_id, is_active=True).first()
