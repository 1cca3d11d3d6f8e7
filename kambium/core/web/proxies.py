"""Behind proxies of our own: the address a request comes from is the one that the outermost of them saw.

Each proxy adds what it saw to the end of `X-Forwarded-For`. What stands further in front the visitor may have written,
so that exactly as many entries are believed as there are proxies (KAMBIUM_PROXIES).
"""

from collections.abc import Callable
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse

Next = Callable[[HttpRequest], HttpResponse]


def middleware(get_response: Next) -> Next:
    """Let limits by address, the access record and the history see the visitor and not the proxy."""

    def resolved(request: HttpRequest) -> HttpResponse:
        if settings.PROXIES:
            request.META["REMOTE_ADDR"] = seen_by_proxies(request, settings.PROXIES)
        return get_response(request)

    return resolved


def seen_by_proxies(request: HttpRequest, count: int) -> str:
    """The visitor's address as the outermost of `count` proxies saw it; who came past them is who connected."""
    seen = [entry.strip() for entry in request.headers.get("X-Forwarded-For", "").split(",")]
    direct = str(request.META.get("REMOTE_ADDR", ""))
    return _address(seen[-count]) or direct if len(seen) >= count else direct


def _address(text: str) -> str:
    try:
        return str(ip_address(text))
    except ValueError:
        return ""
