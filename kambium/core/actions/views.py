"""Saved views of lists: one's own to name, share with the team, put in order and take away."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from kambium.core.access import Actor, NotThere
from kambium.core.models import SavedView

MOST = 50
Query = Mapping[str, Sequence[str]]


class NameTaken(Exception):
    """The person has a view of that name on this list, or more views than fit above one."""


def save_view(
    *, by: Actor, list_key: str, name: str, query: Query, team_id: int | None = None, is_default: bool = False
) -> SavedView:
    """Keep a list as it is now under a name; the last of the row. Raises NameTaken."""
    mine = SavedView.objects.filter(person_id=by.person_id, list_key=list_key)
    with transaction.atomic():
        names = list(mine.select_for_update().values_list("name", "position"))
        if len(names) >= MOST:
            raise NameTaken(_("%(most)d views fit above one list. Remove one first.") % {"most": MOST})
        _free(name, [taken for taken, _position in names])
        if is_default:
            mine.update(is_default=False)
        return SavedView.objects.create(
            person_id=by.person_id, list_key=list_key, name=name, query={k: list(v) for k, v in query.items()},
            team_id=team_id, is_default=is_default, position=1 + max((p for _name, p in names), default=0),
        )  # fmt: skip


def change_view(view_id: int, *, by: Actor, name: str, team_id: int | None, is_default: bool) -> SavedView:
    """Give a view another name, share it or not, open the list with it or not. Raises NameTaken, NotThere."""
    with transaction.atomic():
        view = _own(view_id, by)
        others = SavedView.objects.filter(person_id=by.person_id, list_key=view.list_key).exclude(pk=view.pk)
        _free(name, list(others.values_list("name", flat=True)))
        if is_default:
            others.update(is_default=False)
        view.name, view.team_id, view.is_default = name, team_id, is_default
        view.save(update_fields=["name", "team_id", "is_default"])
    return view


def keep_state(view_id: int, *, by: Actor, query: Query) -> SavedView:
    """Let a view show what the list shows now. Raises NotThere."""
    with transaction.atomic():
        view = _own(view_id, by)
        view.query = {name: list(values) for name, values in query.items()}
        view.save(update_fields=["query"])
    return view


def move_view(view_id: int, *, by: Actor, up: bool) -> None:
    """Change places with the neighbour. Raises NotThere."""
    with transaction.atomic():
        view = _own(view_id, by)
        row = list(SavedView.objects.select_for_update().filter(person_id=by.person_id, list_key=view.list_key))
        here = row.index(view)
        there = here + (-1 if up else 1)
        if 0 <= there < len(row):
            row[here], row[there] = row[there], row[here]
        for place, one in enumerate(row):
            one.position = place
        SavedView.objects.bulk_update(row, ["position"])


def remove_view(view_id: int, *, by: Actor) -> None:
    """Take a view away. Raises NotThere."""
    with transaction.atomic():
        _own(view_id, by).delete()


def _own(view_id: int, by: Actor) -> SavedView:
    view = SavedView.objects.select_for_update().filter(pk=view_id, person_id=by.person_id).first()
    if view is None:
        raise NotThere
    return view


def _free(name: str, taken: list[str]) -> None:
    if name in taken:
        raise NameTaken(_("You have a view “%(name)s” here already.") % {"name": name})
