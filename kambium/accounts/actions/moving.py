"""Everything that belongs to one account given to another, and given back."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db.models import Q

from kambium.accounts.models import Account, AccountMember, Follow
from kambium.core.access.owned import OWNER_COLUMNS, owned_models
from kambium.core.models import Event, SearchEntry

CHILDREN, STORY = "children", "events"


@dataclass(frozen=True)
class Moved:
    """The rows that changed hands, by model, with their versions (0 where a model has none).

    `kept_version` is the kept account's version when all was done, `versions` those of both accounts before.
    """

    rows: dict[str, dict[int, int]] = field(default_factory=dict)
    kept_version: int = 0
    versions: dict[int, int] = field(default_factory=dict)

    def as_json(self, kept_version: int, versions: dict[int, int]) -> dict[str, Any]:
        """As the merge keeps it."""
        rows = {label: [[number, version] for number, version in found.items()] for label, found in self.rows.items()}
        return {"rows": rows, "kept_version": kept_version, "versions": list(versions.items())}

    @classmethod
    def of(cls, kept: dict[str, Any]) -> "Moved":
        """What a merge kept."""
        rows = {
            label: {int(number): int(version) for number, version in found} for label, found in kept["rows"].items()
        }
        return cls(rows, kept["kept_version"], dict(kept["versions"]))


def belonging() -> Iterable[Any]:
    """The models whose rows hang on an account and bear its owner; also those of areas that stand above."""
    rows = (m for m in owned_models() if m.root_column == "account_id" and m.goes_along)
    return [m for m in rows if m not in (Event, SearchEntry)]


def move_all(gone: Account, kept: Account) -> Moved:
    """Give every row of one account to another: statement by statement, one a table."""
    columns = {name: getattr(kept, name) for name in OWNER_COLUMNS}
    rows: dict[str, dict[int, int]] = {}
    for model in belonging():
        mine = model.objects.filter(account_id=gone.pk)
        rows[model._meta.label] = _versions(mine)
        mine.update(account_id=kept.pk, **columns)
    for shared in (AccountMember, Follow):
        rows[shared._meta.label] = _join(shared, gone, kept)
    children = Account.objects.filter(parent_id=gone.pk).exclude(pk=kept.pk)
    rows[CHILDREN] = dict.fromkeys(children.values_list("pk", flat=True), 0)
    children.update(parent_id=kept.pk)
    story = Event.objects.filter(root_type="account", root_id=gone.pk)
    rows[STORY] = dict.fromkeys(story.values_list("pk", flat=True), 0)
    story.update(root_id=kept.pk, **columns)
    return Moved({label: found for label, found in rows.items() if found})


def _versions(rows: Any) -> dict[int, int]:
    if hasattr(rows.model, "version"):
        return dict(rows.values_list("pk", "version"))
    return dict.fromkeys(rows.values_list("pk", flat=True), 0)


def _join(model: Any, gone: Account, kept: Account) -> dict[int, int]:
    """Members and followers: who is there already at that time stays on the account that goes."""
    there = model.objects.filter(account_id=kept.pk)
    mine = model.objects.filter(account_id=gone.pk)
    if model is Follow:
        mine = mine.exclude(person_id__in=there.values("person_id"))
    else:
        clash = Q(pk__in=())
        for person_id, active in there.values_list("person_id", "active"):
            clash |= Q(person_id=person_id, active__overlap=active)
        mine = mine.exclude(clash)
    numbers = list(mine.values_list("pk", flat=True))
    model.objects.filter(pk__in=numbers).update(account_id=kept.pk)
    return dict.fromkeys(numbers, 0)


def changed_since(moved: Moved, kept: Account) -> str:
    """The name of a kind of row that is no longer as the merge left it; empty when all are."""
    for label, numbers in moved.rows.items():
        if label in (CHILDREN, STORY):
            continue
        model: Any = apps.get_model(label)
        if _versions(model._default_manager.filter(pk__in=numbers, account_id=kept.pk)) != numbers:
            return str(model._meta.verbose_name_plural)
    return ""


def bring_back(moved: Moved, gone: Account) -> None:
    """Give the rows back to the account they came from."""
    columns = {name: getattr(gone, name) for name in OWNER_COLUMNS}
    for label, numbers in moved.rows.items():
        if label == CHILDREN:
            Account.objects.filter(pk__in=numbers).update(parent_id=gone.pk)
        elif label == STORY:
            Event.objects.filter(pk__in=numbers).update(root_id=gone.pk, **columns)
        else:
            model: Any = apps.get_model(label)
            owned = columns if label not in (AccountMember._meta.label, Follow._meta.label) else {}
            model._default_manager.filter(pk__in=numbers).update(account_id=gone.pk, **owned)
