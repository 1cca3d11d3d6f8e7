"""Telling people. One notice per person and key, so that telling twice is telling once."""

from collections.abc import Iterable, Mapping
from typing import Any

from kambium.core.models import Notice


def tell(
    people: Iterable[int],
    kind: str,
    *,
    key: str,
    url: str = "",
    data: Mapping[str, Any] | None = None,
    needs_action: bool = False,
) -> None:
    """Leave a notice with each person (ids). `kind` is an event type; its sentence and `data` make the text."""
    rows = [Notice(person_id=p, key=key, kind=kind, url=url, data=dict(data or {}), needs_action=needs_action)
            for p in dict.fromkeys(people)]  # fmt: skip
    Notice.objects.bulk_create(rows, ignore_conflicts=True)
