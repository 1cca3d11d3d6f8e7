"""The first administrator of an empty installation."""

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange, DateTimeTZRange
from django.utils.translation import gettext as _

from kambium.core import events
from kambium.core.access import Actor
from kambium.people.actions.placing import announce
from kambium.people.actions.preferring import check_offered
from kambium.people.actions.rejected import Rejected
from kambium.people.actions.staff import write_facts
from kambium.people.actions.telling import facts
from kambium.people.actions.turns import take_turn
from kambium.people.models import Company, Grant, Membership, Person, Team
from kambium.people.queries.days import day_of

FIRST_ROLES = ("admin", "security")
INSTALLATION = Actor(0, via="setup")


class AlreadyInstalled(Rejected):
    """Somebody exists: the door is closed for good."""


class WeakPassword(Rejected):
    """The password is too short, too common, or too near the name."""


def is_empty() -> bool:
    """Whether nobody exists yet."""
    return not Person.objects.exists()


def install(
    *,
    company_zh: str,
    company_en: str,
    currency: str,
    time_zone: str,
    name_zh: str,
    name_en: str,
    email: str,
    password: str,
    language: str,
    at: datetime,
) -> Person:
    """Set up an empty installation: the company, its root team, and the first person, who administers it.

    The two roles are granted by the installation itself, because nobody may grant one to themselves. Raises
    AlreadyInstalled, NotOffered, NoName and WeakPassword.
    """
    with transaction.atomic():
        take_turn("install")
        if not is_empty():
            raise AlreadyInstalled(_("This installation has been set up already; log in instead."))
        check_offered({"currency": currency, "time_zone": time_zone, "language": language})
        person = Person(currency=currency, time_zone=time_zone, language=language, joined_on=None)
        write_facts(person, {"email": email, "name_zh": name_zh, "name_en": name_en})
        _set_password(person, password)
        company = _company(company_zh, company_en, currency, time_zone)
        root = _root(company)
        person.team, person.joined_on = root, day_of(at)
        person.save()
        Membership.objects.create(person=person, team=root, active=DateRange(day_of(at), None))
        reason = _("First administrator")
        for role in FIRST_ROLES:
            Grant.objects.create(person=person, role=role, active=DateTimeTZRange(at, None), reason=reason)
        data = facts(company=company, person=person)
        events.record("company.installed", company, by=INSTALLATION, at=at, data=data)
        announce([person.pk])
    return person


def _company(zh: str, en: str, currency: str, time_zone: str) -> Company:
    values = {"name_zh": zh.strip(), "name_en": en.strip(), "currency": currency, "time_zone": time_zone}
    if not (values["name_zh"] or values["name_en"]):
        raise Rejected(_("Enter a name in at least one language."), "company_zh")
    return Company.objects.update_or_create(id=1, defaults=values)[0]


def _root(company: Company) -> Team:
    root = Team.objects.filter(parent=None).first() or Team(name_zh=company.name_zh, name_en=company.name_en)
    root.save()
    root.path = [root.pk]
    root.save(update_fields=["path"])
    return root


def _set_password(person: Person, password: str) -> None:
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise WeakPassword(" ".join(error.messages), "password") from error
    person.set_password(password)
