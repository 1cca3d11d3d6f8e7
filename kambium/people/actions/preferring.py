"""How a person likes the product to look and count, and what the company says of itself."""

from datetime import datetime
from typing import Any
from zoneinfo import available_timezones

from django.db import transaction
from django.utils.translation import gettext as _

from kambium.core import events
from kambium.core.access import Actor, NotThere, require
from kambium.people.actions.rejected import Rejected, Stale
from kambium.people.actions.telling import facts
from kambium.people.models import Company, Person
from kambium.people.models.person import DENSITIES, LANGUAGES, THEMES, TRENDS

CURRENCIES = (
    *("CNY", "USD", "EUR", "GBP", "JPY", "HKD", "TWD", "SGD"),
    *("KRW", "AUD", "CAD", "CHF", "INR", "MYR", "THB", "VND"),
)
OFFERED: dict[str, frozenset[str]] = {
    "language": frozenset(dict(LANGUAGES)),
    "theme": frozenset(dict(THEMES)),
    "density": frozenset(dict(DENSITIES)),
    "trend": frozenset(dict(TRENDS)),
    "currency": frozenset(CURRENCIES),
    "time_zone": frozenset(available_timezones()),
}
COMPANY = ("name_zh", "name_en", "currency", "time_zone", "country")


class NotOffered(Rejected):
    """The value is not among those offered."""


def prefer(*, by: Actor, at: datetime, **choices: str) -> Person:
    """Change one's own preferences: language, time zone, currency, theme, density, trend. Raises NotOffered."""
    with transaction.atomic():
        person = Person.objects.select_for_update(of=("self",)).filter(pk=by.person_id).first()
        if person is None:
            raise NotThere
        check_offered(choices)
        changed = [name for name, value in choices.items() if getattr(person, name) != value]
        if changed:
            for name in changed:
                setattr(person, name, choices[name])
            person.save(update_fields=changed)
            data = facts(fields=changed, values={name: choices[name] for name in changed})
            events.record("person.preferred", person, by=by, at=at, data=data)
    return person


def check_offered(choices: dict[str, Any]) -> None:
    """Raise NotOffered for the first value that is not offered."""
    for name, value in choices.items():
        if value not in OFFERED[name]:
            raise NotOffered(_("Choose a value from the list."), name)


def fingerprint(company: Company) -> str:
    """What a form read, to be compared at saving: the company's row has no version."""
    return "|".join(str(getattr(company, name)) for name in COMPANY)


def change_company(*, by: Actor, at: datetime, read: str | None = None, **values: str) -> Company:
    """Change the company's names, currency, time zone and country. Raises Stale and NotOffered."""
    require(by, "settings.edit")
    with transaction.atomic():
        Company.objects.get_or_create(id=1)
        company = Company.objects.select_for_update().get(id=1)
        if read is not None and read != fingerprint(company):
            raise Stale(company)
        check_offered({name: values[name] for name in ("currency", "time_zone") if name in values})
        tidy = {name: value.strip() for name, value in values.items()}
        changed = [name for name in COMPANY if name in tidy and getattr(company, name) != tidy[name]]
        for name in changed:
            setattr(company, name, tidy[name])
        if not (company.name_zh or company.name_en):
            raise NotOffered(_("Enter a name in at least one language."), "name_zh")
        if changed:
            company.save()
            events.record("company.changed", company, by=by, at=at, data=facts(company=company, fields=changed))
    return company
