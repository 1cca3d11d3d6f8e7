"""A session ends twelve hours after it began, whatever is done with it, and earlier when nobody does anything.

With KAMBIUM_IDLE_MINUTES a session that rests for so long is over; without it only the first limit holds.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

BEGAN, SEEN = "began", "seen"
STEPS = 10  # how often within the idle time that somebody was here is written down
Next = Callable[[HttpRequest], HttpResponse]


def middleware(get_response: Next) -> Next:
    """End what has lasted too long before anybody asks who is there."""

    def guarded(request: Any) -> HttpResponse:
        if SESSION_KEY in request.session:
            now = timezone.now().timestamp()
            if is_over(request.session, now):
                logout(request)
            else:
                _note(request.session, now)
        return get_response(request)

    return guarded


def is_over(session: Any, now: float) -> bool:
    """Whether the session began too long ago, or has rested too long."""
    idle = settings.SESSION_IDLE_SECONDS
    too_old = now - session.get(BEGAN, now) >= settings.SESSION_COOKIE_AGE
    return bool(too_old or (idle and now - session.get(SEEN, now) >= idle))


def _note(session: Any, now: float) -> None:
    if BEGAN not in session:
        session[BEGAN] = now
    idle = settings.SESSION_IDLE_SECONDS
    if idle and now - session.get(SEEN, 0) >= idle / STEPS:
        session[SEEN] = now
