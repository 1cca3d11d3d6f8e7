"""Accounts come, change, get another owner, go to the recycle bin and come back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kambium.accounts import registration
from kambium.accounts.actions.binning import put_in_bin, take_out_of_bin
from kambium.accounts.actions.derived import account_copies
from kambium.accounts.actions.own_fields import merged
from kambium.accounts.actions.owning import check_owner, hand_over, stamps
from kambium.accounts.actions.taking import colleague, seen_account, store, take, take_from_bin
from kambium.accounts.actions.telling import tell
from kambium.accounts.models import Account
from kambium.accounts.queries.audience import listeners
from kambium.accounts.queries.group import is_above
from kambium.core import events
from kambium.core.access import Actor, require
from kambium.core.search import index
from kambium.people.actions.rejected import Rejected, check_version
from kambium.people.actions.telling import facts
from kambium.people.actions.turns import take_turn

TEXTS = (
    "name_zh", "name_en", "short_name", "country", "industry", "region", "size", "status", "currency", "website",
    "phone", "city", "about",
)  # fmt: skip
PLAIN = ("employees", "annual_revenue", "founded_year", "customer_since", "tags")
COPIES = ("name_key", "sort_zh", "sort_en", "domain", "phone_key")
FIELDS = frozenset({*TEXTS, *PLAIN, "registration_no", "parent_id", "extra"})


class Unnamed(Rejected):
    """Neither a Chinese nor an English name was given."""


class NotANumber(Rejected):
    """The registration number does not pass its check."""


class AlreadyRegistered(Rejected):
    """Another account of the country has the registration number."""


class GroupLoop(Rejected):
    """The account would become its own parent, directly or through others."""


class MergedAway(Rejected):
    """The account was merged into another one; undoing the merge brings it back."""


class NoCurrency(Rejected):
    """An amount was given without its currency."""


def create(*, by: Actor, values: Mapping[str, Any], at: datetime, owner_id: int | None = None) -> Account:
    """A new account, owned by the person who creates it or by somebody of their units.

    `values` holds fields of `FIELDS`; a name is enough. Raises Unnamed, NotANumber, AlreadyRegistered, NoCurrency,
    CannotOwn, and NotThere for an owner or parent that is missing or hidden.
    """
    require(by, "accounts.create")
    owner = colleague(owner_id or by.person_id)
    check_owner(by, owner)
    with transaction.atomic():
        account = Account(created_by_id=by.person_id, **stamps(owner))
        _write(account, values, by)
        store(account, _refusals())
        events.record("account.created", account, by=by, at=at, data=facts(account=account))
        index.refresh("account", [account.pk])
    return account


def change(*, by: Actor, account_id: int, version: int | None, values: Mapping[str, Any], at: datetime) -> Account:
    """Change some fields of an account; what is not named stays. Saving what is already there changes nothing.

    Raises Stale when somebody saved first, and what `create` raises. `version` None takes the row as it is.
    """
    with transaction.atomic():
        account = take(Account, account_id, by=by, permission="accounts.edit")
        check_version(account, version)
        changed = _write(account, values, by)
        if changed:
            account.version += 1
            account.updated_at = at
            store(account, _refusals(), only=[*changed, *COPIES, "version", "updated_at"])
            events.record("account.changed", account, by=by, at=at, data={"fields": changed})
            index.refresh("account", [account.pk])
    return account


def assign(*, by: Actor, account_id: int, owner_id: int, version: int | None = None, at: datetime) -> Account:
    """Make somebody the owner of an account and all that belongs to it. Old and new owner and followers are told.

    Raises Stale, CannotOwn, Refused for an owner outside one's units, NotThere.
    """
    with transaction.atomic():
        account = take(Account, account_id, by=by, permission="accounts.assign")
        check_version(account, version)
        owner = colleague(owner_id)
        if owner.pk == account.owner_id:
            return account
        check_owner(by, owner)
        before = account.owner
        Account.objects.filter(pk=account.pk).update(version=account.version + 1, updated_at=at)
        hand_over([account.pk], owner)
        account.refresh_from_db()
        data = facts(owner=owner, before=before, account=account)
        event = events.record("account.assigned", account, by=by, at=at, data=data)
        told = tell(event, account, {owner.pk}, by=by, needs_action=True)
        tell(event, account, (listeners(account) | ({before.pk} if before else set())) - told, by=by)
    return account


def remove(*, by: Actor, account_id: int, at: datetime) -> Account:
    """Put an account with all that belongs to it into the recycle bin."""
    with transaction.atomic():
        account = take(Account, account_id, by=by, permission="accounts.delete")
        put_in_bin([account.pk], by=by, at=at)
        events.record("account.removed", account, by=by, at=at, data=facts(account=account))
        account.refresh_from_db()
    return account


def restore(*, by: Actor, account_id: int, at: datetime) -> Account:
    """Take an account out of the recycle bin, with what went in together with it.

    Raises AlreadyRegistered when another account has taken its registration number meanwhile, and MergedAway.
    """
    with transaction.atomic():
        account = take_from_bin(Account, account_id, by=by, permission="accounts.delete")
        if account.merged_into_id:
            raise MergedAway(_("It was merged into another account. Undo the merge to bring it back."))
        take_out_of_bin(account, _refusals())
        events.record("account.restored", account, by=by, at=at, data=facts(account=account))
        account.refresh_from_db()
    return account


def _write(account: Account, values: Mapping[str, Any], by: Actor) -> list[str]:
    """Put values into the account, in memory; returns the names of the columns that differ now, copies aside."""
    if unknown := set(values) - FIELDS:
        raise TypeError(f"not fields of an account: {sorted(unknown)}")
    before = {name: getattr(account, name) for name in values}
    for name in values:
        setattr(account, name, _clean(account, name, values[name], by))
    changed = [name for name in values if getattr(account, name) != before[name]]
    _check(account, changed)
    for name, value in account_copies(account, changed).items():
        setattr(account, name, value)
    return changed


def _clean(account: Account, name: str, value: Any, by: Actor) -> Any:
    if name in TEXTS:
        return str(value or "").strip()
    if name == "registration_no":
        return registration.normal(value or "")
    if name == "parent_id":
        return _parent(account, value, by)
    if name == "extra":
        return merged("account", account.extra, value)
    return list(dict.fromkeys(value or [])) if name == "tags" else value


def _parent(account: Account, number: int | None, by: Actor) -> int | None:
    if not number or number == account.parent_id:
        return number or None
    parent = seen_account(by, number)
    if account.pk:
        take_turn("account parents")
        if is_above(account.pk, parent.pk):
            raise GroupLoop(
                _("%(parent)s belongs to %(account)s already; the group would close on itself.")
                % {"parent": parent.name, "account": account.name},
                "parent_id",
            )
    return parent.pk


def _check(account: Account, changed: list[str]) -> None:
    if not account.name_zh and not account.name_en:
        raise Unnamed(_("Give the account a name."), "name_zh")
    if {"registration_no", "country"}.intersection(changed):
        fault = registration.fault(account.registration_no, account.country)
        if fault:
            raise NotANumber(fault, "registration_no")
    if account.annual_revenue is not None and not account.currency:
        raise NoCurrency(_("Say in which currency the revenue is."), "currency")


def _refusals() -> dict[str, Rejected]:
    text = _("Another account of this country has this registration number. You may not be able to see it.")
    return {"account_registration_once": AlreadyRegistered(text, "registration_no")}
