"""Tokens, as their owners and who oversees them see them."""

from django.db.models import QuerySet

from kambium.api.models import Token
from kambium.core.access import Actor


def my_tokens(actor: Actor) -> "QuerySet[Token]":
    """One's own tokens, those that still open something first."""
    return Token.objects.filter(person_id=actor.person_id).order_by("-created_at", "-id")


def all_tokens() -> "QuerySet[Token]":
    """Everybody's tokens that were not revoked, for who oversees them."""
    return Token.objects.filter(revoked_at=None).select_related("person").order_by("person__sort_zh", "-id")
