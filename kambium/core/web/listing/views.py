"""Views of a list: the ready ones everybody has, a person's own, and those of the team."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from kambium.core.models import SavedView
from kambium.core.web.listing.spec import ListSpec
from kambium.core.web.listing.state import VIEW, is_bare, lists_of


@dataclass(frozen=True)
class Tab:
    """A view above a list. `count` is text, because a capped one ends in a plus sign."""

    key: str
    label: Any
    url: str
    is_current: bool
    count: str = ""
    is_team: bool = False


def saved_views(list_key: str, person_id: int, team_id: int | None) -> "QuerySet[SavedView]":
    """A person's own views of a list, then those of the team."""
    mine = Q(person_id=person_id)
    rows = SavedView.objects.filter(mine | Q(team_id=team_id) if team_id else mine, list_key=list_key)
    return rows.order_by("position", "id")


def starting(
    spec: ListSpec, look: Any, params: Mapping[str, tuple[str, ...]], filters: Sequence[Any], saved: Sequence[SavedView]
) -> dict[str, tuple[str, ...]]:
    """What the address says; an address that only names a view, or nothing, says what that view says."""
    if not is_bare(params, filters):
        return dict(params)
    key = (params.get(VIEW) or ("",))[0]
    place = {name: values for name, values in params.items() if name != VIEW}
    own = _chosen(key, look.actor.person_id, saved)
    if own is not None:
        return {**lists_of(own.query), VIEW: (str(own.pk),), **place}
    ready = {view.key: view for view in spec.ready if look.actor.can(view.permission)}
    view = ready.get(key) or ready.get(spec.opens_with(look)) or next(iter(ready.values()))
    return {**view.given, VIEW: (view.key,), **place}


def _chosen(key: str, person_id: int, saved: Sequence[SavedView]) -> SavedView | None:
    if key:
        return next((view for view in saved if str(view.pk) == key), None)
    return next((view for view in saved if view.is_default and view.person_id == person_id), None)
