"""How allauth behaves here: nobody signs up by themselves; people are invited, imported or come by single sign-on."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in for people whom the company entered."""

    def is_open_for_signup(self, request: Any) -> bool:
        return False


class SocialAdapter(DefaultSocialAccountAdapter):
    """Single sign-on connects to a person known by e-mail; it creates none."""

    def is_open_for_signup(self, request: Any, sociallogin: Any) -> bool:
        return False


class MFAAdapter(DefaultMFAAdapter):
    """Names the product in authenticator apps and on passkeys."""
