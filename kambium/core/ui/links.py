"""Addresses inside templates."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a named page."""
    return reverse(name, args=args, kwargs=kwargs)


def query(request: HttpRequest, **changes: Any) -> str:
    """The query of this page with some parameters changed; None removes one, a list says it several times."""
    params = request.GET.copy()
    for name, value in changes.items():
        if value is None or value == []:
            params.pop(name, None)
        else:
            params.setlist(name, [str(v) for v in (value if isinstance(value, list | tuple) else [value])])
    return f"?{params.urlencode()}"
