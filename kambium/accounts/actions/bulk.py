"""The same change of many accounts at once: a statement a table, an event an account, all or nothing.

Each verb takes at most a thousand ids and asks the permission of every row again. Somebody who saves one of them at the
same time waits; who had opened one before is told, because the version moves.
"""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Func, Q, TextField, Value
from django.urls import reverse
from django.utils.translation import gettext as _

from kambium.accounts.actions.binning import put_in_bin
from kambium.accounts.actions.owning import check_owner, hand_over
from kambium.accounts.actions.taking import colleague
from kambium.accounts.models import Account, Follow
from kambium.core import context, notify, terms
from kambium.core.access import Actor, NotThere, Refused
from kambium.core.access.owned import OWNER_COLUMNS
from kambium.core.models import Event
from kambium.people.actions.rejected import Rejected
from kambium.people.actions.telling import facts
from kambium.people.models import Person

EDIT, ASSIGN, DELETE = "accounts.edit", "accounts.assign", "accounts.delete"
COLUMNS = ("id", "name_zh", "name_en", *OWNER_COLUMNS)


class NotAWord(Rejected):
    """A status or tag that the vocabulary does not hold."""


def assign_all(ids: Collection[int], *, by: Actor, at: datetime, owner_id: Any) -> int:
    """Make somebody the owner of accounts and all that belongs to them; those who own one already keep it.

    The new owner is told once. Raises CannotOwn, Refused and NotThere for somebody who cannot be the owner.
    """
    with transaction.atomic():
        owner = colleague(int(owner_id))
        check_owner(by, owner)
        rows = _take(ids, by, ASSIGN, ~Q(owner_id=owner.pk) | Q(owner_id=None))
        if rows:
            _touch(rows, at)
            hand_over([row["id"] for row in rows], owner)
            before = Person.objects.in_bulk({row["owner_id"] for row in rows if row["owner_id"]})
            _record("account.assigned", rows, by, at, lambda row: {
                **_named(row), **facts(owner=owner, before=before.get(row["owner_id"]))}, owner=owner)  # fmt: skip
            _tell_owner(rows, owner, by, at)
    return len(rows)


def set_status(ids: Collection[int], *, by: Actor, at: datetime, status: str) -> int:
    """Give accounts a status of the vocabulary. Raises NotAWord."""
    _known("account_status", status)
    with transaction.atomic():
        rows = _take(ids, by, EDIT, ~Q(status=status))
        _touch(rows, at, status=status)
        _record("account.changed", rows, by, at, lambda row: {"fields": ["status"]})
    return len(rows)


def add_tag(ids: Collection[int], *, by: Actor, at: datetime, tag: str) -> int:
    """Put a tag on accounts. Raises NotAWord."""
    _known("tag", tag)
    return _retag(ids, by, at, ~Q(tags__contains=[tag]), "array_append", tag)


def remove_tag(ids: Collection[int], *, by: Actor, at: datetime, tag: str) -> int:
    """Take a tag off accounts."""
    return _retag(ids, by, at, Q(tags__contains=[tag]), "array_remove", tag)


def follow_all(ids: Collection[int], *, by: Actor, at: datetime) -> int:
    """Hear of what happens on accounts; returns how many were not followed before."""
    with transaction.atomic():
        rows = _take(ids, by, "accounts.view", Q())
        following = Follow.objects.filter(person_id=by.person_id, account_id__in=[row["id"] for row in rows])
        known = set(following.values_list("account_id", flat=True))
        new = [Follow(account_id=row["id"], person_id=by.person_id, since=at) for row in rows if row["id"] not in known]
        Follow.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def remove_all(ids: Collection[int], *, by: Actor, at: datetime) -> int:
    """Put accounts with all that belongs to them into the recycle bin."""
    with transaction.atomic():
        rows = _take(ids, by, DELETE, Q())
        put_in_bin([row["id"] for row in rows], by=by, at=at)
        _record("account.removed", rows, by, at, _named)
    return len(rows)


def _take(ids: Collection[int], by: Actor, permission: str, needed: Q) -> list[dict[str, Any]]:
    """The rows, locked in one order, those that need the change. One that is not there, or not allowed, stops all."""
    if not by.can(permission):
        raise Refused(permission)
    wanted = set(ids)
    rows = Account.objects.visible_to(by, permission).filter(pk__in=wanted)
    found = list(rows.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
    if len(found) != len(wanted):
        raise NotThere
    return list(Account.objects.filter(needed, pk__in=found).order_by("pk").values(*COLUMNS))


def _touch(rows: list[dict[str, Any]], at: datetime, **values: Any) -> None:
    numbers = [row["id"] for row in rows]
    Account.objects.filter(pk__in=numbers).update(version=F("version") + 1, updated_at=at, **values)


def _retag(ids: Collection[int], by: Actor, at: datetime, needed: Q, function: str, tag: str) -> int:
    with transaction.atomic():
        rows = _take(ids, by, EDIT, needed)
        _touch(rows, at, tags=Func(F("tags"), Value(tag, output_field=TextField()), function=function))
        _record("account.changed", rows, by, at, lambda row: {"fields": ["tags"]})
    return len(rows)


def _known(vocabulary: str, code: str) -> None:
    if code not in terms.vocabulary(vocabulary):
        raise NotAWord(_("There is no “%(code)s”.") % {"code": code[:40]})


def _named(row: Mapping[str, Any]) -> dict[str, Any]:
    """An account's names as events keep them."""
    zh, en = row["name_zh"] or row["name_en"], row["name_en"] or row["name_zh"]
    return {"account": zh, "account_id": row["id"], "account_zh": zh, "account_en": en}


def _record(
    kind: str,
    rows: list[dict[str, Any]],
    by: Actor,
    at: datetime,
    data: Callable[[Mapping[str, Any]], Mapping[str, Any]],
    *,
    owner: Person | None = None,
) -> None:
    """One event an account, written together. After a change of owner it bears the new one's columns."""
    if owner is not None:
        columns = Account.objects.filter(pk=rows[0]["id"]).values(*OWNER_COLUMNS)[0]
    Event.objects.bulk_create(
        [
            Event(
                kind=kind, subject_type="account", subject_id=row["id"], root_type="account", root_id=row["id"],
                happened_at=at, actor_id=by.person_id or None, via=by.via, request_id=context.request_id(),
                data=dict(data(row)), **(columns if owner is not None else {c: row[c] for c in OWNER_COLUMNS}),
            )
            for row in rows
        ]
    )  # fmt: skip


def _tell_owner(rows: list[dict[str, Any]], owner: Person, by: Actor, at: datetime) -> None:
    """One notice for all of them."""
    if owner.pk != by.person_id:
        notify.tell(
            [owner.pk], "accounts.assigned", key=f"accounts.assigned:{at.isoformat()}:{rows[0]['id']}",
            url=f"{reverse('account_list')}?view=mine", data={"count": len(rows), "by_id": by.person_id or None},
            needs_action=True,
        )  # fmt: skip
