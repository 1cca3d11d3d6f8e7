"""Refusals. What a person may not see is answered like what does not exist."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kambium.core.access.owned import Owned, reach

if TYPE_CHECKING:
    from django.db.models import Model

    from kambium.core.access.actor import Actor


class Refused(Exception):
    """The person may see the row but not do this to it (403)."""

    def __init__(self, permission: str) -> None:
        super().__init__(permission)
        self.permission = permission


class NotThere(Exception):
    """No such row, or none that this person may see: the same answer for both (404)."""


def require(actor: "Actor", permission: str, row: "Model | None" = None) -> None:
    """Let an action go on, or raise `Refused`.

    Without a row: any scope will do. With one: the row, as stored now, must lie within the scope.
    """
    if not actor.can(permission):
        raise Refused(permission)
    if row is not None and not allows(actor, permission, row):
        raise Refused(permission)


def allows(actor: "Actor", permission: str, row: "Model") -> bool:
    """Whether the stored row lies within the actor's scope for the permission."""
    model: Any = row.__class__  # not type(): request.user is a proxy
    return bool(actor.can(permission) and model.objects.visible_to(actor, permission).filter(pk=row.pk).exists())


def stands_in_for(actor: "Actor", row: "Model") -> int | None:
    """The colleague in whose place the actor reads or changes this row: its owner, if only a delegation reaches it.

    None where the actor's own roles reach the row too. Asks the database only about rows of somebody who delegated.
    """
    if not isinstance(row, Owned) or row.owner_id not in actor.delegators(row.permission):
        return None
    own = reach(replace(actor, delegates=()), row.permission, row.root_column)
    known: Any = row.__class__
    is_reached = own is None or known._base_manager.filter(own, pk=row.pk).exists()
    return None if is_reached else row.owner_id
