"""Fields a company adds to its accounts and contacts: made, changed, put in order, retired. Values are never lost."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kambium.accounts.models import CustomField
from kambium.core import events, terms
from kambium.core.access import Actor, NotThere, require
from kambium.core.search.fold import sort_key
from kambium.people.actions.rejected import Rejected
from kambium.people.actions.turns import take_turn

PERMISSION = "settings.edit"
KINDS, RECORDS = dict(CustomField.KINDS), dict(CustomField.RECORDS)
LISTS = frozenset({"choice", "choices"})
MOST_FIELDS, MOST_CHOICES = 100, 200
CHANGEABLE = ("label_zh", "label_en", "help_zh", "help_en", "choices", "is_required")


class NotAField(Rejected):
    """A field without a label, of no known kind, a list without values, or one too many."""


def add_field(
    *,
    by: Actor,
    at: datetime,
    record: str,
    kind: str,
    label_zh: str = "",
    label_en: str = "",
    choices: Sequence[str] = (),
    is_required: bool = False,
    help_zh: str = "",
    help_en: str = "",
    key: str = "",
) -> CustomField:
    """A new field, the last of its record. The key is made from the label unless given. Raises NotAField."""
    require(by, PERMISSION)
    if record not in RECORDS or kind not in KINDS:
        raise NotAField(_("Choose what it belongs to and what kind it is."), "kind")
    with transaction.atomic():
        take_turn("custom fields")
        known = {field.key: field for field in CustomField.objects.filter(record=record)}
        if len(known) >= MOST_FIELDS:
            raise NotAField(_("A record has %(most)d fields of its own at most.") % {"most": MOST_FIELDS})
        field = CustomField(
            record=record, kind=kind, key=_key(key or label_en or label_zh, set(known)), created_at=at,
            position=1 + max((one.position for one in known.values()), default=0),
        )  # fmt: skip
        values = {"label_zh": label_zh, "label_en": label_en, "help_zh": help_zh, "help_en": help_en,
                  "choices": choices, "is_required": is_required}  # fmt: skip
        _put(field, values)
        field.save()
        _told("field.created", field, by, at)
    return field


def change_field(*, by: Actor, field_id: int, at: datetime, values: Mapping[str, Any]) -> CustomField:
    """Another label, help, list of values, or duty to fill it in; kind and key stay. Raises NotAField, NotThere.

    A value taken off the list stays where it is stored; it is only offered no longer.
    """
    with transaction.atomic():
        field = _take(by, field_id)
        _put(field, {name: values[name] for name in CHANGEABLE if name in values})
        field.save(update_fields=list(CHANGEABLE))
        _told("field.changed", field, by, at)
    return field


def move_field(*, by: Actor, field_id: int, at: datetime, up: bool) -> None:
    """Change places with the neighbour."""
    with transaction.atomic():
        field = _take(by, field_id)
        row = list(CustomField.objects.select_for_update().filter(record=field.record).order_by("position", "id"))
        here = row.index(field)
        there = here + (-1 if up else 1)
        if 0 <= there < len(row):
            row[here], row[there] = row[there], row[here]
        for place, one in enumerate(row):
            one.position = place
        CustomField.objects.bulk_update(row, ["position"])
        terms.changed()


def retire_field(*, by: Actor, field_id: int, at: datetime) -> CustomField:
    """The field is offered no longer; its values stay where they are."""
    return _switch(by, field_id, at, is_active=False)


def revive_field(*, by: Actor, field_id: int, at: datetime) -> CustomField:
    """A retired field is offered again, with the values it had."""
    return _switch(by, field_id, at, is_active=True)


def _switch(by: Actor, field_id: int, at: datetime, *, is_active: bool) -> CustomField:
    with transaction.atomic():
        field = _take(by, field_id)
        if field.is_active != is_active:
            field.is_active = is_active
            field.save(update_fields=["is_active"])
            _told("field.revived" if is_active else "field.retired", field, by, at)
    return field


def _take(by: Actor, field_id: int) -> CustomField:
    require(by, PERMISSION)
    field = CustomField.objects.select_for_update().filter(pk=field_id).first()
    if field is None:
        raise NotThere
    return field


def _put(field: CustomField, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(
            field, name, _choices(value) if name == "choices" else value.strip() if isinstance(value, str) else value
        )
    if not field.label_zh and not field.label_en:
        raise NotAField(_("Give the field a label."), "label_zh")
    if field.kind in LISTS and not field.choices:
        raise NotAField(_("Give the values of the list, one on each line."), "choices")
    if field.kind not in LISTS:
        field.choices = []


def _choices(values: Sequence[str]) -> list[str]:
    found = list(dict.fromkeys(value.strip() for value in values if value.strip()))
    if len(found) > MOST_CHOICES or any(len(value) > 80 for value in found):
        text = _("A list has %(most)d values at most, each of 80 characters at most.")
        raise NotAField(text % {"most": MOST_CHOICES}, "choices")
    return found


def _key(label: str, taken: set[str]) -> str:
    """A key of small letters, digits and underscores: 付款条件 → fu_kuan_tiao_jian; numbered when it is taken."""
    words = re.findall(r"[a-z0-9]+", sort_key(label))
    plain = re.sub(r"^[0-9_]+", "", "_".join(words))[:36].strip("_") or "field"
    key, number = plain, 2
    while key in taken:
        key, number = f"{plain}_{number}", number + 1
    return key


def _told(kind: str, field: CustomField, by: Actor, at: datetime) -> None:
    """Write it down, and let every process read the fields anew."""
    zh, en = field.label_zh or field.label_en, field.label_en or field.label_zh
    data = {"field": zh, "field_zh": zh, "field_en": en, "key": field.key, "record": field.record}
    events.record(kind, field, by=by, at=at, data=data)
    terms.changed()
