"""The body of a request: JSON in UTF-8, one object, not too long and not too deep."""

import json
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, UnreadablePostError
from django.utils.translation import gettext as _

from kambium.api.problems import Problem

MOST_BYTES = 1_000_000
DEEPEST = 8


def read_body(request: HttpRequest) -> dict[str, Any]:
    """The object that was sent; nothing sent is an object without members. Raises Problem."""
    raw = _raw(request)
    if not raw:
        return {}
    kind = request.content_type or ""
    if kind != "application/json" and not kind.endswith("+json"):
        raise Problem("wrong-type", _("The body is “%(kind)s”.") % {"kind": kind[:60]})
    if (request.content_params or {}).get("charset", "utf-8").lower() not in ("utf-8", "utf8"):
        raise Problem("wrong-type")
    found = _parsed(raw)
    if not isinstance(found, dict):
        raise Problem("unreadable", _("The body must be one JSON object."))
    _sound(found)
    return found


def _raw(request: HttpRequest) -> bytes:
    if request.headers.get("Content-Encoding", "identity") != "identity":
        raise Problem("wrong-type", _("Send the body uncompressed."))
    too_large = _("At most %(n)d bytes.") % {"n": MOST_BYTES}
    length = request.headers.get("Content-Length") or "0"
    if length.isdigit() and int(length) > MOST_BYTES:
        raise Problem("too-large", too_large)
    try:
        raw = request.body
    except RequestDataTooBig:
        raise Problem("too-large", too_large) from None
    except UnreadablePostError:
        raise Problem("unreadable") from None
    if len(raw) > MOST_BYTES:
        raise Problem("too-large", too_large)
    return raw


def _parsed(raw: bytes) -> Any:
    try:
        return json.loads(raw.decode(), object_pairs_hook=_once, parse_constant=_no_number)
    except UnicodeDecodeError:
        raise Problem("wrong-type") from None
    except RecursionError:
        raise Problem("unreadable", _("At most %(n)d levels.") % {"n": DEEPEST}) from None
    except ValueError as fault:
        raise Problem("unreadable", str(fault)[:200]) from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice in one object")
    return found


def _no_number(word: str) -> Any:
    raise ValueError(f"{word} is no number")


def _sound(value: Any, depth: int = 1) -> None:
    """Raise Problem for what is too deep, and for characters that no text can hold."""
    if depth > DEEPEST:
        raise Problem("unreadable", _("At most %(n)d levels.") % {"n": DEEPEST})
    if isinstance(value, str) and ("\0" in value or any("\ud800" <= sign <= "\udfff" for sign in value)):
        raise Problem("unreadable", _("A text holds a character that none can hold."))
    members = [*value, *value.values()] if isinstance(value, dict) else value if isinstance(value, list) else ()
    for one in members:
        _sound(one, depth + 1)
