"""A form that was sent: what came, what the action said to it, and with which status the page answers."""

from collections.abc import Callable
from typing import Any

from django.http import QueryDict

from kambium.core.access import NotThere
from kambium.core.forms import ActionForm
from kambium.core.rejected import Rejected
from kambium.core.web.show import UNREAD

MOST = 2**63 - 1


def posted(request: Any) -> Any:
    """What was sent, None where nothing was: also an empty form was sent."""
    return request.POST if request.method == "POST" else None


def status(request: Any) -> int:
    """The status of a page with a form: a form that was sent and comes back was refused."""
    return UNREAD if request.method == "POST" else 200


def attempt(form: ActionForm, act: Callable[[], Any]) -> bool:
    """Do it when the form is whole. What the action says no to is shown in the form; Stale goes through."""
    if not form.is_valid():
        return False
    try:
        act()
    except Rejected as error:
        form.refuse(error)
        return False
    return True


def one(rows: Any, number: int) -> Any:
    """The row of that id. Raises NotThere for one that is not among `rows`, or for a number no id can be."""
    row = rows.filter(pk=number).first() if 0 < number <= MOST else None
    if row is None:
        raise NotThere
    return row


def version_of(data: QueryDict) -> int:
    """The version a form was made from; None (nothing to compare) is never given: 0 is no version of any row."""
    text = data.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
