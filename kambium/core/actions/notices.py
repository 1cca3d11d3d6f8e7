"""Notices are read, one or all."""

from datetime import datetime

from kambium.core.access import Actor
from kambium.core.models import Notice


def mark_read(*, by: Actor, at: datetime, notice_id: int | None = None) -> int:
    """Mark one of the person's notices as read, or all; returns how many were unread."""
    unread = Notice.objects.filter(person_id=by.person_id, read_at=None)
    return (unread if notice_id is None else unread.filter(pk=notice_id)).update(read_at=at)
