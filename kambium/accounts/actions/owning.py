"""Who owns an account, and with it every row that belongs to it."""

from collections.abc import Collection

from django.db import connection
from django.db.models.functions import Now
from django.utils.translation import gettext as _
from psycopg import sql

from kambium.accounts.models import Account
from kambium.core.access import ALL, Actor, Refused, permissions
from kambium.core.access.owned import owned_models
from kambium.core.models import Event, SearchEntry
from kambium.core.registry import searchables
from kambium.people.actions.rejected import Rejected
from kambium.people.models import Grant, Person

# An account that loses its owner stays with the unit, so that those who can give it a new one still see it.
RELEASE = sql.SQL("UPDATE {table} AS r SET owner_id = NULL WHERE {which}")
MOVE = sql.SQL("UPDATE {table} AS r SET owner_id = %(owner)s, division_id = %(division)s, branch_id = %(branch)s, "
               "team_id = %(team)s WHERE {which}")  # fmt: skip


class CannotOwn(Rejected):
    """The person holds no role that works with accounts."""


def stamps(owner: Person | None) -> dict[str, int | None]:
    """The owner columns of rows that belong to a person: the person, and the units of the person's team."""
    path = list(owner.team.path) if owner is not None and owner.team is not None else []
    return {
        "owner_id": owner.pk if owner else None,
        "division_id": path[1] if len(path) > 1 else None,
        "branch_id": path[2] if len(path) > 2 else None,
        "team_id": owner.team_id if owner else None,
    }


def check_owner(by: Actor, owner: Person) -> None:
    """Somebody may be made an owner by those whose units they belong to, and must work with accounts.

    Raises Refused and CannotOwn. One's own accounts need no such right.
    """
    if owner.pk != by.person_id and not _reaches(by, owner):
        raise Refused("accounts.assign")
    working = set(permissions["accounts.edit"].roles)
    if not Grant.objects.filter(person=owner, role__in=working, active__contains=Now()).exists():
        raise CannotOwn(_("%(name)s holds no role that works with accounts.") % {"name": owner.name}, "owner_id")


def _reaches(by: Actor, person: Person) -> bool:
    if by.scope("accounts.assign") & ALL:
        return True
    path = person.team.path if person.team else []
    return any(unit.depth == 0 or unit.unit_id in path for unit in by.units("accounts.assign"))


def hand_over(accounts: Collection[int], owner: Person | None) -> None:
    """Give accounts and everything that belongs to them to a person: one statement a table, search rows included."""
    columns = stamps(owner)
    facts = {"owner": columns["owner_id"], "division": columns["division_id"], "branch": columns["branch_id"],
             "team": columns["team_id"], "ids": list(accounts)}  # fmt: skip
    statement = MOVE if owner else RELEASE
    with connection.cursor() as cursor:
        for model in owned_models():
            for which in _belonging(model):
                cursor.execute(
                    statement.format(table=sql.Identifier(model._meta.db_table), which=which).as_string(), facts
                )


def _belonging(model: type) -> list[sql.Composable]:
    """The conditions that find a model's rows of the accounts `ids`, each of them served by an index."""
    if model is Account:
        return [sql.SQL("id = ANY(%(ids)s)")]
    if model is Event:
        return [sql.SQL("root_type = 'account' AND root_id = ANY(%(ids)s)")]
    if model is SearchEntry:
        return [_found(child) for child in owned_models() if (child._meta.model_name or "") in searchables]
    return [sql.SQL("account_id = ANY(%(ids)s)")] if model.root_column == "account_id" else []  # type: ignore[attr-defined]


def _found(model: type) -> sql.Composable:
    """Search rows of one kind: they have no index by account."""
    root = sql.Identifier(model.root_column)  # type: ignore[attr-defined]
    table, kind = sql.Identifier(model._meta.db_table), sql.Literal(model._meta.model_name)  # type: ignore[attr-defined]
    text = "kind = {kind} AND object_id IN (SELECT id FROM {table} WHERE {root} = ANY(%(ids)s))"
    return sql.SQL(text).format(kind=kind, table=table, root=root)
