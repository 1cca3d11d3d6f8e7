"""What concerns the safety of a person's access, told by the sign-in machinery."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse

from kambium.core import events, notify
from kambium.core.access import Actor
from kambium.people.actions.sessions import drop_sessions
from kambium.people.actions.telling import facts
from kambium.people.models import Person

ENDS_SESSIONS = ("person.password_changed",)


def note(kind: str, person: Person, *, by: Actor, at: datetime, tell: bool = False, but: str = "", **data: Any) -> None:
    """Write an event about somebody's sign-in; `tell` leaves a notice with that person too.

    A changed password ends the person's sessions but the one named by `but`.
    """
    with transaction.atomic():
        event = events.record(kind, person, by=by, at=at, data=facts(person=person, **data))
        if kind in ENDS_SESSIONS:
            drop_sessions(person.pk, but=but)
        if tell:
            key = f"{kind}:{event.pk}"
            notify.tell([person.pk], kind, key=key, url=reverse("my_security"), data=event.data)
