"""Sessions of a person: ending one, or all of them at once."""

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils.translation import gettext as _

from kambium.core import events
from kambium.core.access import Actor, NotThere, require
from kambium.people.actions.rejected import Rejected
from kambium.people.actions.telling import facts
from kambium.people.models import Person


class OwnSession(Rejected):
    """The session one is using is ended by signing out."""


def end_session(*, by: Actor, session_id: int, at: datetime, current_key: str = "") -> None:
    """End one of one's own sessions elsewhere. Raises NotThere and OwnSession."""
    with transaction.atomic():
        row = UserSession.objects.filter(pk=session_id, user_id=by.person_id).select_related("user").first()
        if row is None:
            raise NotThere
        if row.session_key == current_key:
            raise OwnSession(_("This is the session you are using; log out to end it."))
        drop_sessions(by.person_id, only=row.session_key)
        events.record("person.session_ended", row.user, by=by, at=at, data=facts(count=1))


def end_sessions(*, by: Actor, person: Person, at: datetime, current_key: str = "") -> int:
    """End every session of a person: one's own but the current one, or somebody's as security administrator."""
    if person.pk != by.person_id:
        require(by, "security.grant", person)
    with transaction.atomic():
        count = drop_sessions(person.pk, but=current_key if person.pk == by.person_id else "")
        if count:
            events.record("person.session_ended", person, by=by, at=at, data=facts(count=count))
    return count


def drop_sessions(person_id: int, *, only: str = "", but: str = "") -> int:
    """Delete a person's sessions, so that the next request of each is nobody's; returns how many there were."""
    rows = UserSession.objects.filter(user_id=person_id)
    rows = rows.filter(session_key=only) if only else rows.exclude(session_key=but) if but else rows
    keys = list(rows.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    UserSession.objects.filter(user_id=person_id, session_key__in=keys).delete()
    return len(keys)
