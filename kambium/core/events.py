"""Writing events. An action writes its event in its own transaction; subscribers hear of it after the commit."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from kambium.core import context
from kambium.core.access.gate import stands_in_for
from kambium.core.access.owned import OWNER_COLUMNS
from kambium.core.registry import EventType, events

if TYPE_CHECKING:
    from django.db.models import Model

    from kambium.core.access.actor import Actor
    from kambium.core.models import Event


def record(
    kind: str,
    subject: "Model",
    *,
    by: "Actor",
    at: datetime,
    root: "Model | None" = None,
    data: Mapping[str, Any] | None = None,
    cause: "Event | None" = None,
) -> "Event":
    """Write that something happened.

    `kind` is a declared event type; `at` is when it happened in the world (the database keeps when it became known).
    Who works in the place of a colleague is written down with that colleague. Owner columns are taken from `root`, or
    from the subject where it is its own root. Raises KeyError for an undeclared kind.
    """
    from kambium.core.models import Event

    events[kind]
    main = root or subject
    standing_in = stands_in_for(by, main) if by.delegates else None
    return Event.objects.create(
        kind=kind,
        subject_type=str(subject._meta.model_name),
        subject_id=subject.pk,
        root_type=str(main._meta.model_name),
        root_id=main.pk,
        happened_at=at,
        actor_id=by.person_id or None,
        on_behalf_of_id=standing_in,
        via=by.via,
        request_id=context.request_id(),
        data=dict(data or {}),
        cause=cause,
        **{column: getattr(main, column, None) for column in OWNER_COLUMNS},
    )


events.add(
    EventType("file.downloaded", _("File downloaded"), _("downloaded %(file)s"), "download"),
    EventType("access.read", _("Access record read"), _("read the access record"), "eye"),
    EventType("list.exported", _("List exported"), _("took %(rows)s rows of a list out"), "download", "warn"),
    EventType("work.running", _("Under way"), _("%(what)s: %(done)s of %(total)s"), "loader"),
    EventType("work.done", _("Done"), _("%(what)s: done, %(done)s rows"), "circle-check", "good"),
    EventType("work.failed", _("Broken off"), _("%(what)s: broken off after %(done)s rows"), "circle-alert", "bad"),
)
