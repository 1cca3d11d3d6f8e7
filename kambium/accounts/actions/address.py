"""Addresses of an account."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kambium.accounts.actions.taking import seen_account, take
from kambium.accounts.models import Address
from kambium.core import events
from kambium.core.access import Actor, require
from kambium.core.access.owned import OWNER_COLUMNS
from kambium.people.actions.rejected import Rejected, check_version

FIELDS = frozenset({"kind", "line1", "line2", "city", "province", "postal_code", "country"})


class NoPlace(Rejected):
    """Neither a street nor a city was given."""


def add(*, by: Actor, account_id: int, values: Mapping[str, Any], at: datetime) -> Address:
    """An address of an account; a street or a city is enough. Raises NoPlace, NotThere."""
    account = seen_account(by, account_id)
    require(by, "accounts.edit", account)
    with transaction.atomic():
        address = Address(account=account, created_by_id=by.person_id)
        for column in OWNER_COLUMNS:
            setattr(address, column, getattr(account, column))
        _write(address, values)
        address.save()
        events.record("address.added", address, root=account, by=by, at=at, data={"place": str(address)})
    return address


def change(*, by: Actor, address_id: int, version: int | None, values: Mapping[str, Any], at: datetime) -> Address:
    """Change an address. Raises Stale, NoPlace, NotThere."""
    with transaction.atomic():
        address = take(Address, address_id, by=by, permission="accounts.edit")
        check_version(address, version)
        changed = _write(address, values)
        if changed:
            address.version += 1
            address.updated_at = at
            address.save(update_fields=[*changed, "version", "updated_at"])
            data = {"place": str(address), "fields": changed}
            events.record("address.changed", address, root=address.account, by=by, at=at, data=data)
    return address


def remove(*, by: Actor, address_id: int, at: datetime) -> Address:
    """Take an address away; its row stays for the history."""
    with transaction.atomic():
        address = take(Address, address_id, by=by, permission="accounts.edit")
        address.deleted_at, address.deleted_by_id = at, by.person_id
        address.save(update_fields=["deleted_at", "deleted_by"])
        events.record("address.removed", address, root=address.account, by=by, at=at, data={"place": str(address)})
    return address


def _write(address: Address, values: Mapping[str, Any]) -> list[str]:
    if unknown := set(values) - FIELDS:
        raise TypeError(f"not fields of an address: {sorted(unknown)}")
    before = {name: getattr(address, name) for name in values}
    for name, value in values.items():
        setattr(address, name, str(value or "").strip())
    if not address.line1 and not address.city:
        raise NoPlace(_("Give the street or the city."), "line1")
    return [name for name, value in before.items() if getattr(address, name) != value]
