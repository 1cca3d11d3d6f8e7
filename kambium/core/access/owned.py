"""Rows that belong to an account's owner, and `visible_to`, the one gate for reading them.

Every account-bound row carries the owner and the owner's units itself. A policy that has to look at the parent row
costs up to 700,000 buffers on two million activities; own columns cost a few hundred. The literal ids in the filter
let the planner choose the right index.
"""

from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import BooleanField, Func, Q

from kambium.core.access.policy import Scope
from kambium.core.registry import circles

if TYPE_CHECKING:
    from kambium.core.access.actor import Actor, Granted

UNIT_COLUMNS = ("division_id", "branch_id")
EVERY = Q()


class AnyOf(Func):
    """`column = ANY(ARRAY(subquery))`: the subquery runs once per statement and the index on the column is used."""

    template = "%(expressions)s)"
    arg_joiner = " = ANY("
    output_field = BooleanField()


def reach(actor: "Actor", permission: str, root: str = "account_id") -> Q | None:
    """The rows a permission reaches, as a filter over the owner columns; None means every row.

    `root` is the column that holds the account's id. An actor without the permission gets a filter that matches none.
    """
    scope = actor.scope(permission)
    if scope & Scope.ALL or any(g.depth == 0 for g in actor.units(permission)):
        return None
    found = Q()
    owners = [actor.person_id] if scope & Scope.OWN else []
    owners += actor.delegators(permission) if scope & Scope.DELEGATED else []
    if owners:
        found |= Q(owner_id=owners[0]) if len(owners) == 1 else Q(owner_id__in=owners)
    for grant in actor.units(permission):
        found |= _under(grant)
    if scope & Scope.MEMBER:
        for circle in circles:
            found |= Q(AnyOf(models.F(root), ArraySubquery(circle.members(actor.person_id, permission))))
    return found or Q(pk__in=())


def is_within(where: Q, reached: Q) -> bool:
    """Whether a condition is surely part of a reach: all of it must hold, and one of its terms is one of the reach's
    alternatives, word for word. No is no proof of the opposite."""
    if where.negated or reached.negated or where.connector != Q.AND:
        return False
    alternatives = reached.children if reached.connector == Q.OR or len(reached.children) == 1 else []
    return any(type(term) is tuple and term in alternatives for term in where.children)


def _under(grant: "Granted") -> Q:
    """Rows of one unit's subtree: one equality where the row has a column for that depth, else the units' ids."""
    if 1 <= grant.depth <= len(UNIT_COLUMNS):
        return Q(**{UNIT_COLUMNS[grant.depth - 1]: grant.unit_id})
    return Q(team_id__in=grant.below)


class OwnedQuerySet(models.QuerySet[Any]):
    """Reads of rows that carry owner columns."""

    def visible_to(self, actor: "Actor", permission: str = "", where: Q = EVERY) -> Self:
        """The rows this person may see (or do `permission` to); the recycle bin is left out.

        `where` narrows them. Where it asks for a part that is reached anyway (a key account manager's own rows), the
        reach is not said again: of `mine AND (mine OR shared)` the planner makes something ten times slower than
        of `mine`.
        """
        found = reach(actor, permission or self.model.permission, self.model.root_column)
        rows = self.alive().filter(where) if where else self.alive()
        return rows if found is None or is_within(where, found) else rows.filter(found)

    def alive(self) -> Self:
        """Without the rows in the recycle bin."""
        return self.filter(deleted_at=None) if self.model.has_bin else self

    def in_bin(self) -> Self:
        """Only the rows in the recycle bin."""
        return self.filter(deleted_at__isnull=False)


class Owned(models.Model):
    """A row that belongs to an account's owner.

    `division` and `branch` are the ancestors at depth 1 and 2 of the owner's team in the tree of teams, `team` the
    owner's team itself. They are copies kept by the actions that move owners and teams: a stale copy can hide a row
    for seconds, and line two of the defence (row security) will not depend on it.
    """

    permission: ClassVar[str]
    root_column: ClassVar[str] = "account_id"
    has_bin: ClassVar[bool] = False
    goes_along: ClassVar[bool] = True  # to the other account, when its account is merged into that one

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False)
    division_id = models.BigIntegerField(null=True)
    branch_id = models.BigIntegerField(null=True)
    team_id = models.BigIntegerField(null=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        abstract = True


OWNER_COLUMNS = ("owner_id", "division_id", "branch_id", "team_id")


def owned_models() -> list[type[Owned]]:
    """Every concrete model that carries owner columns, for the actions that move owners and teams."""
    from django.apps import apps

    return [m for m in apps.get_models() if issubclass(m, Owned)]
