"""Where allauth keeps secrets of second factors, and sealed with which key: the present, an old one or none."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from kambium.core.sealing import Unreadable, is_present, unseal

SEALED = ("secret", "seed")  # of an authenticator app, of recovery codes
LISTED = "migrated_codes"


@dataclass(frozen=True)
class Standing:
    """Factors that have secrets, and of them those that only an old key opens, and those that no key opens."""

    count: int
    old: int
    lost: int


def turned(data: dict[str, Any], turn: Callable[[str], str]) -> dict[str, Any]:
    """What is kept of a factor, with every secret in it turned by `turn`."""
    changed: dict[str, Any] = {name: turn(data[name]) for name in SEALED if data.get(name)}
    if data.get(LISTED):
        changed[LISTED] = [turn(code) for code in data[LISTED]]
    return {**data, **changed}


def standing(kept: Iterable[dict[str, Any]]) -> Standing:
    """How the secrets of all factors stand."""
    found = [_state(list(_secrets(data))) for data in kept]
    return Standing(len(found) - found.count(""), found.count("old"), found.count("lost"))


def _secrets(data: dict[str, Any]) -> Iterator[str]:
    yield from (data[name] for name in SEALED if data.get(name))
    yield from data.get(LISTED) or ()


def _state(texts: list[str]) -> str:
    try:
        for text in texts:
            unseal(text)
    except Unreadable:
        return "lost"
    if not texts:
        return ""
    return "present" if all(map(is_present, texts)) else "old"
