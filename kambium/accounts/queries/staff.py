"""Colleagues to choose from."""

from collections.abc import Mapping

from django.db.models.functions import Now

from kambium.accounts.queries.frame import Frame
from kambium.core.access import ALL, Actor, permissions
from kambium.people.models import Grant, Person
from kambium.people.models.person import named
from kambium.people.queries.names import Entry


def owners(actor: Actor) -> list[tuple[int, str]]:
    """Those whom the actor may make an owner: people of their units who work with accounts; always also themselves."""
    working = Grant.objects.filter(role__in=set(permissions["accounts.edit"].roles), active__contains=Now())
    people = Person.objects.active().filter(pk__in=working.values("person_id"))
    units = actor.units("accounts.assign")
    if not (actor.scope("accounts.assign") & ALL or any(unit.depth == 0 for unit in units)):
        ids = [unit.unit_id for unit in units]
        people = people.filter(team__path__overlap=ids) | people.filter(pk=actor.person_id)
    rows = people.order_by("sort_zh", "id").values_list("pk", "name_zh", "name_en")
    return [(pk, named(zh, en)) for pk, zh, en in rows]


def colleagues(people: Mapping[int, Entry]) -> list[tuple[int, str]]:
    """Everybody who works here, in name order."""
    return [(entry.id, entry.name) for entry in people.values() if entry.is_active]


def circle(subject: Frame, people: Mapping[int, Entry], me: int) -> list[tuple[int, str]]:
    """Those who work on an account: oneself, the owner, the account team."""
    ids = dict.fromkeys([me, subject.owner_id, *(member["person_id"] for member in subject.around["members"])])
    return [(number, people[number].name) for number in ids if number in people]
