"""Who is at the door: the token of a request, its person, and how often it came this minute."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection

from kambium.api.models.token import PREFIX, WRITE, digest_of
from kambium.core.access import Actor
from kambium.core.terms import Words, words

LONGEST = 200
# One statement looks the token up, counts the request and notes the use; a token that is over opens nothing.
ENTER = """UPDATE api_token SET last_used_at = statement_timestamp(), last_used_from = %(where)s,
      spent = CASE WHEN minute = date_trunc('minute', statement_timestamp()) THEN spent + 1 ELSE 1 END,
      minute = date_trunc('minute', statement_timestamp())
    WHERE digest = %(digest)s AND revoked_at IS NULL AND expires_at > statement_timestamp()
    RETURNING id, person_id, name, scope, spent,
      ceil(60 - extract(second FROM statement_timestamp()))::int"""


@dataclass(frozen=True)
class Visitor:
    """A program that came in: the token, the person it works for, and what is left of this minute."""

    token_id: int
    token: str
    may_write: bool
    spent: int
    seconds: int
    person: Any
    actor: Actor
    words: Words
    at: datetime

    @property
    def left(self) -> int:
        """How many requests more this minute."""
        return max(0, settings.API_A_MINUTE - self.spent)

    @property
    def is_too_fast(self) -> bool:
        """Whether there were more than the limit."""
        return self.spent > settings.API_A_MINUTE

    def headers(self) -> dict[str, str]:
        """The limit, as every answer tells it."""
        return {
            "RateLimit-Policy": f'"minute";q={settings.API_A_MINUTE};w=60',
            "RateLimit": f'"minute";r={self.left};t={self.seconds}',
        }


def enter(header: str, where: str, at: datetime) -> Visitor | None:
    """The visitor an `Authorization` header names; None for a token that is none, is over, or whose person left."""
    scheme, _space, word = header.partition(" ")
    if scheme.lower() != "bearer" or not word.startswith(PREFIX) or len(word) > LONGEST:
        return None
    with connection.cursor() as cursor:
        cursor.execute(ENTER, {"digest": digest_of(word), "where": where[:64]})
        found = cursor.fetchone()
    return _visitor(found, at) if found else None


def _visitor(found: tuple[Any, ...], at: datetime) -> Visitor | None:
    number, person_id, name, scope, spent, seconds = found
    people: Any = get_user_model()._default_manager
    person = people.sitting().filter(pk=person_id, is_active=True).first()
    if person is None:
        return None
    actor = person.actor(via=f"api: {name}")
    if not actor.can("api.use"):
        return None
    return Visitor(number, name, scope == WRITE, spent, seconds, person, actor, words(person.terms_revision), at)
