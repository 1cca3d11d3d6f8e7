"""The access record: written before the answer goes out, so that what cannot be recorded is not shown."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings

from kambium.core.access import Actor
from kambium.core.models import AccessRecord
from kambium.core.models.access_record import KEPT_AT_LEAST
from kambium.core.registry import events

if TYPE_CHECKING:
    from django.db.models import Model


def note_reading(
    *,
    by: Actor,
    kind: str,
    where: str,
    subject: "Model | None" = None,
    on_behalf_of: int | None = None,
    data: dict[str, Any] | None = None,
) -> None:
    """Write that somebody read something; `kind` is a declared event type. Raises KeyError for another.

    `on_behalf_of` is the colleague whose delegation opened it.
    """
    events[kind]
    AccessRecord.objects.create(
        kind=kind,
        subject_type=str(subject._meta.model_name) if subject else "",
        subject_id=subject.pk if subject else None,
        reader_id=by.person_id,
        on_behalf_of_id=on_behalf_of,
        via=by.via,
        where=where,
        data=data or {},
    )


def forget_readings(*, by: Actor, at: datetime) -> int:
    """Remove records older than KAMBIUM_ACCESS_DAYS; returns how many. Half a year is kept whatever that says."""
    days = max(settings.ACCESS_RECORD_DAYS, KEPT_AT_LEAST + 1)
    gone: int = AccessRecord.objects.filter(read_at__lt=at - timedelta(days=days)).delete()[0]
    return gone
