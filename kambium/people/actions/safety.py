"""What concerns the safety of a person's access, told by the sign-in machinery."""

from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kambium.core import events, notify
from kambium.core.access import Actor, require
from kambium.people.actions.rejected import Rejected
from kambium.people.actions.sessions import drop_sessions
from kambium.people.actions.telling import facts
from kambium.people.models import Company, Person

ENDS_SESSIONS = ("person.password_changed",)


class OwnFactors(Rejected):
    """One's own second factors are removed on the security page, after confirming who one is."""


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


def note_stranger(*, where: str, at: datetime) -> None:
    """Somebody tried to come in with an address that nobody has.

    The address is not kept: people put their password into the wrong field.
    """
    with transaction.atomic():
        events.record("company.stranger_refused", Company(), by=Actor(0), at=at, data={"where": where})


def remove_factors(*, by: Actor, person: Person, at: datetime) -> int:
    """Take every second factor off somebody who lost theirs; whoever is in with them is out. Returns how many.

    The password stays asked for. Raises OwnFactors.
    """
    require(by, "security.grant", person)
    if person.pk == by.person_id:
        raise OwnFactors(_("Remove your own second factors on your security page."))
    with transaction.atomic():
        count: int = Authenticator.objects.filter(user_id=person.pk).delete()[0]
        if count:
            drop_sessions(person.pk)
            every = gettext_lazy("all of them, by a security administrator")
            note("person.factor_removed", person, by=by, at=at, tell=True, factor=every)
    return count
