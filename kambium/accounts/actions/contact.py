"""Contacts come, change, change employer, leave and return, go to the recycle bin and come back."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from kambium.accounts.actions.derived import contact_copies
from kambium.accounts.actions.own_fields import merged
from kambium.accounts.actions.taking import seen_account, store, take, take_from_bin
from kambium.accounts.actions.telling import tell_listeners
from kambium.accounts.models import Account, Contact
from kambium.accounts.queries.lines import reports_up_to
from kambium.accounts.reaching import domain_of
from kambium.core import events
from kambium.core.access import Actor, NotThere, require
from kambium.core.access.owned import OWNER_COLUMNS
from kambium.core.search import index
from kambium.people.actions.rejected import Rejected, check_version
from kambium.people.actions.telling import facts
from kambium.people.actions.turns import take_turn

TEXTS = (
    "name_zh", "name_en", "title", "department", "seniority", "language", "email", "phone", "mobile", "wechat", "note",
)  # fmt: skip
FIELDS = frozenset({*TEXTS, "roles", "reports_to_id", "is_main", "extra"})
COPIES = ("sort_zh", "phone_key")


class Nameless(Rejected):
    """Neither a Chinese nor a Latin name was given."""


class NoAddress(Rejected):
    """The e-mail address cannot be one."""


class LineLoop(Rejected):
    """The contact would report to themselves, directly or through others."""


class LeftAlready(Rejected):
    """Somebody who left cannot leave again, and who has not left cannot come back."""


class SameAccount(Rejected):
    """The contact works at this account already."""


def create(*, by: Actor, account_id: int, values: Mapping[str, Any], at: datetime) -> Contact:
    """A new contact at an account; a name is enough. Raises Nameless, NoAddress, NotThere."""
    account = seen_account(by, account_id)
    require(by, "contacts.edit", account)
    with transaction.atomic():
        contact = Contact(account=account, created_by_id=by.person_id)
        _belong(contact, account)
        _write(contact, values, account)
        contact.save()
        _settle(contact, account)
        data = facts(contact=contact)
        event = events.record("contact.created", contact, root=account, by=by, at=at, data=data)
        tell_listeners(event, account, by=by, permission="contacts.view", to="people/")
        index.refresh("contact", [contact.pk])
    return contact


def change(*, by: Actor, contact_id: int, version: int | None, values: Mapping[str, Any], at: datetime) -> Contact:
    """Change some fields of a contact. Raises Stale, and what `create` raises, and LineLoop."""
    with transaction.atomic():
        contact = take(Contact, contact_id, by=by, permission="contacts.edit")
        check_version(contact, version)
        changed = _write(contact, values, contact.account)
        if changed:
            _save(contact, at, [*changed, *COPIES])
            _settle(contact, contact.account)
            data = {**facts(contact=contact), "fields": changed}
            events.record("contact.changed", contact, root=contact.account, by=by, at=at, data=data)
    return contact


def move(*, by: Actor, contact_id: int, account_id: int, version: int | None = None, at: datetime) -> Contact:
    """A contact works at another account from now on; what was done with them stays where it was done.

    Both accounts must be open to the person. Raises Stale, SameAccount, NotThere.
    """
    with transaction.atomic():
        contact = take(Contact, contact_id, by=by, permission="contacts.edit")
        check_version(contact, version)
        account, before = seen_account(by, account_id), contact.account
        require(by, "contacts.edit", account)
        if account.pk == before.pk:
            raise SameAccount(_("%(name)s works there already.") % {"name": contact.name}, "account_id")
        contact.reports.update(reports_to=None)
        contact.account, contact.reports_to, contact.is_main, contact.left_on = account, None, False, None
        _belong(contact, account)
        for name, value in contact_copies(contact, ["account_id"], account.country).items():
            setattr(contact, name, value)
        columns = ["account", "reports_to", "is_main", "left_on", *OWNER_COLUMNS, *COPIES]
        _save(contact, at, columns)
        data = facts(contact=contact, before=before, account=account)
        for root in (before, account):
            events.record("contact.moved", contact, root=root, by=by, at=at, data=data)
    return contact


def leave(*, by: Actor, contact_id: int, left_on: date, version: int | None = None, at: datetime) -> Contact:
    """A contact left the company on a day; who reported to them reports to nobody known. Raises Stale, LeftAlready."""
    with transaction.atomic():
        contact = take(Contact, contact_id, by=by, permission="contacts.edit")
        check_version(contact, version)
        if contact.left_on is not None:
            raise LeftAlready(_("%(name)s has left already.") % {"name": contact.name})
        contact.left_on, contact.is_main = left_on, False
        _save(contact, at, ["left_on", "is_main"])
        data = facts(contact=contact, left_on=left_on)
        event = events.record("contact.left", contact, root=contact.account, by=by, at=at, data=data)
        tell_listeners(event, contact.account, by=by, permission="contacts.view", to="people/")
    return contact


def come_back(*, by: Actor, contact_id: int, version: int | None = None, at: datetime) -> Contact:
    """A contact who had left works there again. Raises Stale, LeftAlready."""
    with transaction.atomic():
        contact = take(Contact, contact_id, by=by, permission="contacts.edit")
        check_version(contact, version)
        if contact.left_on is None:
            raise LeftAlready(_("%(name)s has not left.") % {"name": contact.name})
        contact.left_on = None
        _save(contact, at, ["left_on"])
        events.record("contact.returned", contact, root=contact.account, by=by, at=at, data=facts(contact=contact))
    return contact


def remove(*, by: Actor, contact_id: int, at: datetime) -> Contact:
    """Put a contact into the recycle bin."""
    with transaction.atomic():
        contact = take(Contact, contact_id, by=by, permission="contacts.delete")
        contact.deleted_at, contact.deleted_by_id = at, by.person_id
        contact.save(update_fields=["deleted_at", "deleted_by"])
        events.record("contact.removed", contact, root=contact.account, by=by, at=at, data=facts(contact=contact))
        index.refresh("contact", [contact.pk])
    return contact


def restore(*, by: Actor, contact_id: int, at: datetime) -> Contact:
    """Take a contact out of the recycle bin. Raises NotThere while the account is in it."""
    with transaction.atomic():
        contact = take_from_bin(Contact, contact_id, by=by, permission="contacts.delete")
        seen_account(by, contact.account_id)
        contact.deleted_at = contact.deleted_by = None
        store(contact, {}, only=["deleted_at", "deleted_by"])
        events.record("contact.restored", contact, root=contact.account, by=by, at=at, data=facts(contact=contact))
        index.refresh("contact", [contact.pk])
    return contact


def _belong(contact: Contact, account: Account) -> None:
    for column in OWNER_COLUMNS:
        setattr(contact, column, getattr(account, column))


def _save(contact: Contact, at: datetime, columns: list[str]) -> None:
    contact.version += 1
    contact.updated_at = at
    contact.save(update_fields=[*columns, "version", "updated_at"])
    index.refresh("contact", [contact.pk])


def _settle(contact: Contact, account: Account) -> None:
    """One main contact an account; a company mail address tells the account's domain where it is not known."""
    if contact.is_main:
        Contact.objects.filter(account=account, is_main=True).exclude(pk=contact.pk).update(is_main=False)
    domain = domain_of(email=contact.email)
    if domain and not account.domain:
        Account.objects.filter(pk=account.pk, domain="").update(domain=domain)
        index.refresh("account", [account.pk])


def _write(contact: Contact, values: Mapping[str, Any], account: Account) -> list[str]:
    """Put values into the contact, in memory; returns the names of the columns that differ now, copies aside."""
    if unknown := set(values) - FIELDS:
        raise TypeError(f"not fields of a contact: {sorted(unknown)}")
    before = {name: getattr(contact, name) for name in values}
    for name in values:
        setattr(contact, name, _clean(contact, name, values[name]))
    changed = [name for name in values if getattr(contact, name) != before[name]]
    _check(contact, changed)
    for name, value in contact_copies(contact, changed, account.country).items():
        setattr(contact, name, value)
    return changed


def _clean(contact: Contact, name: str, value: Any) -> Any:
    if name in TEXTS:
        return str(value or "").strip()
    if name == "reports_to_id":
        return _superior(contact, value)
    if name == "extra":
        return merged("contact", contact.extra, value)
    return list(dict.fromkeys(value or [])) if name == "roles" else bool(value)


def _superior(contact: Contact, number: int | None) -> int | None:
    """Somebody of the same account. Raises NotThere and LineLoop."""
    if not number or number == contact.reports_to_id:
        return number or None
    if not Contact.objects.alive().filter(pk=number, account_id=contact.account_id).exists():
        raise NotThere
    if contact.pk:
        take_turn(f"contact lines {contact.account_id}")
        if reports_up_to(number, contact.pk):
            text = _("They report to %(name)s, directly or through others; the line would close on itself.")
            raise LineLoop(text % {"name": contact.name}, "reports_to_id")
    return number


def _check(contact: Contact, changed: list[str]) -> None:
    if not contact.name_zh and not contact.name_en:
        raise Nameless(_("Give the contact a name."), "name_zh")
    if "email" in changed and contact.email:
        try:
            validate_email(contact.email)
        except ValidationError:
            raise NoAddress(_("This is no e-mail address."), "email") from None
