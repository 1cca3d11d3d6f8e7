"""Addresses inside templates."""

from functools import lru_cache
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from kambium.core.access import Actor
from kambium.core.registry import settings_pages

STRANGE = 7_700_000_000_000  # stands where a record's number will; no address has it


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a named page."""
    if kwargs or not all(type(arg) is int and arg >= 0 for arg in args):
        return reverse(name, args=args, kwargs=kwargs)
    return _address(name, len(args)).format(*args)


@lru_cache(maxsize=1_024)
def _address(name: str, width: int) -> str:
    """An address with places for its numbers: resolving it for each record would cost more than reading the record."""
    numbers = [STRANGE + i for i in range(width)]
    text = reverse(name, args=numbers)
    for i, number in enumerate(numbers):
        text = text.replace(str(number), f"{{{i}}}")
    return text


def query(request: HttpRequest, **changes: Any) -> str:
    """The query of this page with some parameters changed; None removes one, a list says it several times."""
    params = request.GET.copy()
    for name, value in changes.items():
        if value is None or value == []:
            params.pop(name, None)
        else:
            params.setlist(name, [str(v) for v in (value if isinstance(value, list | tuple) else [value])])
    return f"?{params.urlencode()}"


def my_pages(actor: Actor, here: str) -> list[dict[str, Any]]:
    """A person's own pages, whichever area they belong to, as the column beside them lists them."""
    mine = sorted((page for page in settings_pages if page.group == "me"), key=lambda page: page.position)
    return [{"label": page.label, "url": url(page.url), "current": page.key == here}
            for page in mine if actor.can(page.permission)]  # fmt: skip
