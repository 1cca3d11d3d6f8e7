"""People come, change and are invited to sign in."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils.translation import gettext as _

from kambium.core import events
from kambium.core.access import Actor, require
from kambium.core.search.fold import sort_key
from kambium.people.actions.placing import announce, place
from kambium.people.actions.rejected import Rejected, check_version
from kambium.people.actions.telling import facts
from kambium.people.models import Person, Team

FACTS = ("email", "staff_no", "name_zh", "name_en", "phone", "joined_on")


class AlreadyTaken(Rejected):
    """Another person has this e-mail address or staff number."""


class NoName(Rejected):
    """Neither a Chinese nor a Latin name was given."""


def enter(
    *,
    by: Actor,
    at: datetime,
    email: str,
    name_zh: str = "",
    name_en: str = "",
    staff_no: str = "",
    phone: str = "",
    joined_on: date | None = None,
    team: Team | None = None,
    manager: Person | None = None,
    title_zh: str = "",
    title_en: str = "",
    start: date | None = None,
    **choices: str,
) -> Person:
    """Enter a member of staff, who is known from now on and signs in once invited (see `invite`).

    `start` is the first day in the team (without it no place is written); `choices` are language, time zone and
    currency. Raises AlreadyTaken and NoName.
    """
    require(by, "people.edit")
    values = {"email": email, "staff_no": staff_no, "name_zh": name_zh, "name_en": name_en, "phone": phone}
    with transaction.atomic():
        person = Person(joined_on=joined_on, **choices)
        write_facts(person, values)
        person.set_unusable_password()
        person.save()
        events.record("person.entered", person, by=by, at=at, data=facts(person=person))
        if start is not None:
            place(
                by=by, person=person, team=team, manager=manager, start=start, at=at,
                title_zh=title_zh, title_en=title_en,
            )  # fmt: skip
        announce([person.pk])
    person.refresh_from_db()
    return person


def change(*, by: Actor, person: Person, at: datetime, version: int | None, **values: Any) -> Person:
    """Change a person's own facts: e-mail, staff number, names, phone, first day.

    Team, manager and title are changed by `place`, because they hold from a day on. A changed e-mail address takes
    the old one out of sign-in. Raises Stale, AlreadyTaken and NoName.
    """
    require(by, "people.edit", person)
    with transaction.atomic():
        stored = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
        check_version(stored, version)
        before = {name: getattr(stored, name) for name in FACTS}
        write_facts(stored, {name: values[name] for name in FACTS if name in values})
        changed = [name for name in FACTS if getattr(stored, name) != before[name]]
        if changed:
            stored.version += 1
            stored.save(update_fields=[*changed, "sort_zh", "version"])
            _forget_old_address(stored, changed)
            events.record("person.changed", stored, by=by, at=at, data=facts(person=stored, fields=changed))
            announce([stored.pk])
    return stored


def write_facts(person: Person, values: Mapping[str, Any]) -> None:
    """Tidy values onto a person, unsaved; what must be unique is compared with everybody else."""
    for name, value in values.items():
        setattr(person, name, value.strip() if isinstance(value, str) else value)
    person.email = person.email.lower()
    person.sort_zh = sort_key(person.name_zh or person.name_en)
    if not (person.name_zh or person.name_en):
        raise NoName(_("Enter a name in at least one language."), "name_zh")
    others = Person.objects.exclude(pk=person.pk)
    if person.email and others.filter(email__iexact=person.email).exists():
        raise AlreadyTaken(_("%(email)s already belongs to somebody.") % {"email": person.email}, "email")
    if person.staff_no and others.filter(staff_no=person.staff_no).exists():
        raise AlreadyTaken(_("Staff number %(no)s is taken.") % {"no": person.staff_no}, "staff_no")


def _forget_old_address(person: Person, changed: list[str]) -> None:
    if "email" in changed:
        EmailAddress.objects.filter(user_id=person.pk).exclude(email__iexact=person.email).delete()
