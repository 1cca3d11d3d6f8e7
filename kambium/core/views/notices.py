"""What the bell holds: what needs the person, and what is for information."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from kambium.core import actions
from kambium.core.access import NotThere
from kambium.core.models import Notice
from kambium.core.story import told
from kambium.core.web.page import Request, page
from kambium.core.web.paging import Order
from kambium.core.web.paging import page as page_of
from kambium.core.web.show import go, show

SIZE = 40
NEWEST = Order(("-created_at", "-id"))


@page(open_to="signed in")
def notices(request: Request) -> HttpResponse:
    """Unread notices that need something of the person first, then everything, newest first."""
    mine = Notice.objects.filter(person_id=request.actor.person_id)
    waiting = list(mine.filter(needs_action=True, read_at=None).order_by("-created_at", "-id").values()[:SIZE])
    others = mine.exclude(needs_action=True, read_at=None).values()
    found = page_of(others, NEWEST, request.GET.get("at", "")[:500], SIZE)
    names = _names(row["data"].get("by_id") for row in [*waiting, *found.rows])
    facts = {
        "waiting": [_line(row, names) for row in waiting],
        "told": [_line(row, names) for row in found.rows],
        "page": found,
    }
    return show(request, "core/notices.html", facts)


@page(open_to="signed in", methods=("POST",))
def notices_read(request: Request) -> HttpResponse:
    """Mark all as read."""
    actions.mark_read(by=request.actor, at=timezone.now())
    return go(request, reverse("notices"))


@page(open_to="signed in", methods=("POST",))
def notice_read(request: Request, number: int) -> HttpResponse:
    """Mark one as read and go where it leads."""
    row = Notice.objects.filter(pk=number, person_id=request.actor.person_id).first()
    if row is None:
        raise NotThere
    actions.mark_read(by=request.actor, at=timezone.now(), notice_id=row.pk)
    return go(request, row.url if row.url.startswith("/") else reverse("notices"))


def _names(people: Iterable[Any]) -> dict[int, str]:
    numbers = {number for number in people if isinstance(number, int)}
    return {person.pk: str(person) for person in get_user_model().objects.filter(pk__in=numbers)} if numbers else {}


def _line(row: Any, names: dict[int, str]) -> dict[str, Any]:
    story = told(row["kind"], row["data"])
    by_id = row["data"].get("by_id")
    return {**row, "text": story.text, "icon": story.icon, "by": names.get(by_id, ""), "by_id": by_id or 0}
