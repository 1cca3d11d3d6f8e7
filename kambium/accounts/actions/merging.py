"""Two accounts that are one customer become one, and can be parted again.

The account that goes lies in the recycle bin and names the one it went into; everything that belonged to it belongs to
the other. What was moved is written down row by row, so that parting them brings back exactly what was, as long as
nobody has worked on it since.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kambium.accounts.actions.account import COPIES, PLAIN, TEXTS
from kambium.accounts.actions.derived import account_copies, recount
from kambium.accounts.actions.moving import Moved, bring_back, changed_since, move_all
from kambium.accounts.actions.taking import store
from kambium.accounts.actions.telling import tell
from kambium.accounts.models import Account, Contact, Merge, NotDuplicate
from kambium.accounts.queries.duplicates import agreeing, ordered
from kambium.accounts.queries.group import is_above
from kambium.core import events
from kambium.core.access import Actor, NotThere, require
from kambium.core.access.owned import reach
from kambium.core.search import index
from kambium.people.actions.rejected import Rejected, check_version
from kambium.people.actions.telling import facts

PERMISSION = "accounts.merge"
FIELDS = (*TEXTS, *PLAIN, "registration_no", "extra", "parent_id")
SOURCE = ("source", "source_key")
AWAY = ["deleted_at", "deleted_by", "merged_into", "version", "updated_at"]
KEPT, GONE, BOTH = "kept", "gone", "both"


class SameAccount(Rejected):
    """An account cannot be merged into itself, nor into its own subsidiary's place in a circle."""


class OnlyTheName(Rejected):
    """Nothing but the name speaks for one customer, and nobody confirmed it by typing the name."""


class CannotPart(Rejected):
    """The merge was undone already, or what was merged has changed since."""


def merge(
    *,
    by: Actor,
    kept_id: int,
    gone_id: int,
    choices: Mapping[str, str],
    at: datetime,
    kept_version: int | None = None,
    gone_version: int | None = None,
    typed: str = "",
) -> Merge:
    """Take one account into another.

    `choices` says for a field whose value stays: `kept` (also for fields not named), `gone`, or `both` for tags and own
    fields. Unless a registration number, domain, telephone or contact agrees, `typed` must be the kept account's name.
    Raises Stale, OnlyTheName, SameAccount, and NotThere for an account the actor may not merge.
    """
    with transaction.atomic():
        kept, gone = _take(by, kept_id, gone_id)
        check_version(kept, kept_version)
        check_version(gone, gone_version)
        _is_sure(kept, gone, typed)
        before, versions = _values(kept), {kept.pk: kept.version, gone.pk: gone.version}
        chosen = _chosen(kept, gone, choices)
        contacts = _contacts(gone)
        moved = move_all(gone, kept)
        _send_away(gone, kept, by, at)
        _put(kept, chosen, at)
        row = Merge.objects.create(
            kept=kept, gone=gone, before=before, choices=dict(choices), moved=moved.as_json(kept.version, versions),
            by_id=by.person_id or None, merged_at=at,
        )  # fmt: skip
        data = {**facts(account=kept, gone=gone), "merge": row.pk}
        event = events.record("account.merged", kept, by=by, at=at, data=data)
        tell(event, kept, {number for number in (kept.owner_id, gone.owner_id) if number}, by=by)
        _refresh([kept.pk, gone.pk], contacts)
    return row


def unmerge(*, by: Actor, merge_id: int, at: datetime) -> Merge:
    """Part two accounts again: fields, contacts, activities and all the rest as they were.

    What came to the kept account after the merge stays there. Raises CannotPart when it was undone already, when the
    kept account has itself gone into another, or when what was merged has changed since.
    """
    with transaction.atomic():
        row = Merge.objects.select_for_update().filter(pk=merge_id).first()
        if row is None:
            raise NotThere
        kept, gone = _take(by, row.kept_id, row.gone_id, parted=True)
        moved = Moved.of(row.moved)
        _may_part(row, kept, moved)
        _put(kept, row.before, at)
        _bring_back(gone, at)
        bring_back(moved, gone)
        _earlier_ones_hold(moved, (kept, gone))
        row.undone_at, row.undone_by_id = at, by.person_id or None
        row.save(update_fields=["undone_at", "undone_by"])
        events.record("account.unmerged", kept, by=by, at=at, data={**facts(account=kept, gone=gone), "merge": row.pk})
        _refresh([kept.pk, gone.pk], _contacts(gone))
    return row


def not_duplicate(*, by: Actor, one_id: int, other_id: int, at: datetime) -> NotDuplicate:
    """Two accounts look alike and are not the same; they are not proposed again. Raises NotThere."""
    require(by, PERMISSION)
    low, high = ordered((one_id, other_id))
    if Account.objects.visible_to(by, PERMISSION).filter(pk__in={low, high}).count() != 2:
        raise NotThere
    row, _is_new = NotDuplicate.objects.get_or_create(
        low_id=low, high_id=high, defaults={"by_id": by.person_id, "recorded_at": at}
    )
    return row


def _take(by: Actor, kept_id: int, gone_id: int, *, parted: bool = False) -> tuple[Account, Account]:
    """Both rows, locked in one order whoever merges what. The one that is to come back lies in the recycle bin."""
    require(by, PERMISSION)
    if kept_id == gone_id:
        raise SameAccount(_("Choose two different accounts."))
    within = reach(by, PERMISSION, "id")
    rows = Account.objects.filter(pk__in=(kept_id, gone_id)).select_for_update(of=("self",)).order_by("pk")
    found = {row.pk: row for row in (rows if within is None else rows.filter(within))}
    kept, gone = found.get(kept_id), found.get(gone_id)
    if kept is None or gone is None or kept.deleted_at is not None or (gone.deleted_at is not None) != parted:
        if parted and kept is not None and kept.merged_into_id:
            raise CannotPart(_("%(name)s has itself been merged. Undo that merge first.") % {"name": kept.name})
        raise NotThere
    return kept, gone


def _is_sure(kept: Account, gone: Account, typed: str) -> None:
    names = {name.strip() for name in (kept.name_zh, kept.name_en) if name}
    if typed.strip() not in names and not agreeing(kept, gone):
        text = _("Only the name speaks for one customer. Type %(name)s to merge them all the same.")
        raise OnlyTheName(text % {"name": kept.name}, "typed")


def _values(row: Account) -> dict[str, Any]:
    """The fields of an account as JSON keeps them."""
    plain = {name: getattr(row, name) for name in (*FIELDS, *SOURCE, *COPIES)}
    return {name: str(value) if _is_written(value) else value for name, value in plain.items()}


def _is_written(value: Any) -> bool:
    return value is not None and not isinstance(value, str | int | bool | list | dict)


def _chosen(kept: Account, gone: Account, choices: Mapping[str, str]) -> dict[str, Any]:
    """The values the kept account gets. An empty one is always filled from the other."""
    found: dict[str, Any] = {}
    for name in FIELDS:
        mine, theirs = getattr(kept, name), getattr(gone, name)
        choice = choices.get(name, KEPT)
        if name == "tags":
            found[name] = {GONE: theirs, BOTH: list(dict.fromkeys([*mine, *theirs]))}.get(choice, mine)
        elif name == "extra":
            found[name] = {GONE: {**mine, **theirs}, BOTH: {**theirs, **mine}}.get(choice, mine)
        else:
            found[name] = theirs if choice == GONE or mine in (None, "") else mine
    found["parent_id"] = _parent(kept, gone, found["parent_id"])
    if not kept.source_key:
        found |= {name: getattr(gone, name) for name in SOURCE}
    return found


def _parent(kept: Account, gone: Account, wanted: int | None) -> int | None:
    """The parent of the kept account, so that the group does not close on itself: where it stood below the one that
    goes, it takes that one's place."""
    if is_above(gone.pk, kept.pk):
        return gone.parent_id
    return kept.parent_id if wanted and is_above(kept.pk, wanted) else wanted


def _put(row: Account, values: Mapping[str, Any], at: datetime) -> None:
    """Write fields, and what follows from those that change; values with the copies among them are written as is."""
    plain = {name: _read(row, name, value) for name, value in values.items()}
    changed = [name for name, value in plain.items() if getattr(row, name) != value]
    for name, value in plain.items():
        setattr(row, name, value)
    if not set(COPIES).issubset(plain):
        plain |= account_copies(row, changed)
        for name in COPIES:
            setattr(row, name, plain.get(name, getattr(row, name)))
    row.version, row.updated_at = row.version + 1, at
    row.save(update_fields=[*plain, "version", "updated_at"])


def _read(row: Account, name: str, value: Any) -> Any:
    column: Any = row._meta.get_field(name)
    return value if name in ("extra", "tags") else column.to_python(value)


def _send_away(gone: Account, kept: Account, by: Actor, at: datetime) -> None:
    gone.deleted_at, gone.deleted_by_id, gone.merged_into_id = at, by.person_id or None, kept.pk
    gone.version, gone.updated_at = gone.version + 1, at
    gone.save(update_fields=AWAY)


def _bring_back(gone: Account, at: datetime) -> None:
    taken = CannotPart(_("Another account has its registration number or its key in the other system now."))
    gone.deleted_at = gone.deleted_by = gone.merged_into = None
    gone.version, gone.updated_at = gone.version + 1, at
    store(gone, {"account_registration_once": taken, "account_source_once": taken}, only=AWAY)


def _may_part(row: Merge, kept: Account, moved: Moved) -> None:
    if row.undone_at is not None:
        raise CannotPart(_("This merge was undone already."))
    if kept.version != moved.kept_version:
        raise CannotPart(_("%(name)s was changed after the merge, so it cannot be undone.") % {"name": kept.name})
    if what := changed_since(moved, kept):
        raise CannotPart(_("%(what)s changed after the merge, so it cannot be undone.") % {"what": what})


def _earlier_ones_hold(moved: Moved, rows: Collection[Account]) -> None:
    """Both accounts are again as before this merge: what was merged into them earlier can be parted next."""
    for account in rows:
        for one in Merge.objects.filter(kept=account, undone_at=None):
            if one.moved["kept_version"] == moved.versions[account.pk]:
                one.moved["kept_version"] = account.version
                one.save(update_fields=["moved"])


def _contacts(account: Account) -> list[int]:
    return list(Contact.objects.filter(account=account).values_list("pk", flat=True))


def _refresh(accounts: Collection[int], contacts: list[int]) -> None:
    recount(accounts)
    index.refresh("account", list(accounts))
    index.refresh("contact", contacts)
