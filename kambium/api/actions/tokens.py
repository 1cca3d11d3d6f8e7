"""Tokens are made and revoked."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from kambium.api.models import Token
from kambium.api.models.token import PREFIX, digest_of
from kambium.core import events
from kambium.core.access import Actor, NotThere, require
from kambium.core.rejected import Rejected

MOST = 20
LONGEST = 366  # days


class TooManyTokens(Rejected):
    """The person has as many tokens as anybody needs."""


def make_token(*, by: Actor, name: str, scope: str, days: int, at: datetime) -> tuple[Token, str]:
    """A token for a program of the person's own, and its word, which nobody can read again. Raises TooManyTokens."""
    require(by, "api.use")
    word = PREFIX + secrets.token_urlsafe(32)
    with transaction.atomic():
        mine = Token.objects.filter(person_id=by.person_id, revoked_at=None, expires_at__gt=at)
        if mine.count() >= MOST:
            raise TooManyTokens(_("You have %(n)d tokens. Revoke one that is not needed.") % {"n": MOST}, "name")
        token = Token.objects.create(
            person_id=by.person_id, name=name, scope=scope, digest=digest_of(word), hint=word[-4:],
            expires_at=at + timedelta(days=min(days, LONGEST)),
        )  # fmt: skip
        events.record("token.created", token, by=by, at=at, data={"token": name, "scope": scope})
    return token, word


def revoke_token(*, by: Actor, token_id: int, at: datetime) -> Token:
    """A token opens nothing any more. Everybody may end their own, others with the right to. Raises NotThere."""
    with transaction.atomic():
        token = Token.objects.select_for_update().filter(pk=token_id, revoked_at=None).first()
        may = token is not None and (token.person_id == by.person_id or by.can("api.revoke"))
        if token is None or not may:
            raise NotThere
        token.revoked_at = at
        token.save(update_fields=["revoked_at"])
        events.record("token.revoked", token, by=by, at=at, data={"token": token.name})
    return token
