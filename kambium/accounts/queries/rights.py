"""What an actor may do with the rows a query finds, told by the same filter that `visible_to` uses."""

from collections.abc import Iterable
from typing import Any

from django.db.models import BooleanField, Q
from django.db.models.expressions import ExpressionWrapper

from kambium.core.access import Actor
from kambium.core.access.owned import reach

NOBODY, EVERYBODY = Q(pk__in=()), Q(pk__isnull=False)


def may(actor: Actor, permission: str, root: str) -> Any:
    """A column that is true for rows within the permission; `root` is the column that holds the account's id."""
    within = reach(actor, permission, root) if actor.can(permission) else NOBODY
    return ExpressionWrapper(EVERYBODY if within is None else within, output_field=BooleanField())


def rights(actor: Actor, permissions: Iterable[str], root: str = "id") -> dict[str, Any]:
    """Annotations `can_accounts_edit`, … for a query."""
    return {column(key): may(actor, key, root) for key in permissions}


def column(permission: str) -> str:
    """The annotation's name for a permission."""
    return f"can_{permission.replace('.', '_')}"
