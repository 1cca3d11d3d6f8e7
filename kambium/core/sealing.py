"""Sealing what the database keeps but whoever reads the database must not: secrets of second factors and of webhooks.

A sealed text is a Fernet token (AES-128-CBC with HMAC-SHA256) under a key derived from the installation's secret key,
which is not in the database. A copy of the tables alone opens nothing. Old keys go on opening what they sealed
(`KAMBIUM_OLD_SECRET_KEYS`), and `kambium reseal` seals it anew with the present one.
"""

import base64
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from kambium.core.registry import Socket

PURPOSE = b"kambium sealed texts, 1"  # another purpose is another key, though the secret is one


@dataclass(frozen=True)
class Sealed:
    """Something of a domain that is sealed.

    `reseal` seals it with the present key and returns how many rows changed, and how many no key opens.
    """

    key: str
    reseal: Callable[[], tuple[int, int]]


sealed: Socket[Sealed] = Socket("sealed texts")


class Unreadable(Exception):
    """No key of this installation opens the text: it was sealed with another, or changed since."""


def seal(text: str) -> str:
    """The text as only this installation can read it; twice the same text gives two different ones."""
    return _keys().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """What was sealed. Raises Unreadable, also for a text that never was."""
    try:
        return _keys().decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise Unreadable from error


def reseal(sealed: str) -> str:
    """The same under the present key; a text that is so already comes back unchanged. Raises Unreadable."""
    return sealed if is_present(sealed) else seal(unseal(sealed))


def is_present(sealed: str) -> bool:
    """Whether the present key opens the text, and not only an old one."""
    try:
        _fernet(settings.SECRET_KEY).decrypt(sealed.encode())
    except InvalidToken:
        return False
    return True


def _keys() -> MultiFernet:
    return MultiFernet([_fernet(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


@cache
def _fernet(secret: str) -> Fernet:
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(secret.encode())
    return Fernet(base64.urlsafe_b64encode(key))
