"""Choosing people and teams, and the offered words."""

from typing import Any

from django import forms

from kambium.core.access import Actor
from kambium.people.models import Person, Team

NAME, LINE, TEXT = 80, 120, 200


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Somebody who works here, as far as the actor sees them."""

    def __init__(self, actor: Actor, *, but: int = 0, **options: Any) -> None:
        people = Person.objects.visible_to(actor, "people.directory").active().exclude(pk=but)
        super().__init__(people.order_by("sort_zh", "id"), **options)

    def label_from_instance(self, obj: Any) -> str:
        return str(f"{obj.name} · {obj.title}" if obj.title else obj.name)


class TeamField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """An open team; the list shows the tree."""

    def __init__(self, **options: Any) -> None:
        super().__init__(Team.objects.filter(is_active=True), **options)

    def label_from_instance(self, obj: Any) -> str:
        return str("\u2003" * obj.depth + obj.name)


class Words(forms.CharField):
    """A line of text, tidied; `most` characters."""

    def __init__(self, most: int = NAME, **options: Any) -> None:
        super().__init__(max_length=most, strip=True, **{"required": False, **options})
