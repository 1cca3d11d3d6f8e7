"""Taking a row in hand: it is there for this person, may be changed by them, and nobody else changes it meanwhile."""

from typing import TypeVar

from django.db import IntegrityError, models, transaction

from kambium.accounts.models import Account
from kambium.core.access import Actor, NotThere, Owned, Refused, require
from kambium.core.access.owned import reach
from kambium.people.actions.rejected import Rejected
from kambium.people.models import Person

Row = TypeVar("Row", bound=Owned)


def take(model: type[Row], number: int, *, by: Actor, permission: str) -> Row:
    """The row, locked until the transaction ends. Raises NotThere when hidden, Refused when it may not be changed."""
    row: Row | None = model.objects.visible_to(by).select_for_update(of=("self",)).filter(pk=number).first()
    if row is None:
        raise NotThere
    if permission != model.permission:
        require(by, permission, row)
    return row


def take_from_bin(model: type[Row], number: int, *, by: Actor, permission: str) -> Row:
    """A row of the recycle bin, locked. Raises NotThere when there is none that the permission reaches."""
    if not by.can(permission):
        raise Refused(permission)
    within = reach(by, permission, model.root_column)
    rows = model.objects.in_bin().select_for_update(of=("self",)).filter(pk=number)
    row: Row | None = (rows if within is None else rows.filter(within)).first()
    if row is None:
        raise NotThere
    return row


def seen_account(by: Actor, number: int) -> Account:
    """An account named by somebody's input. Raises NotThere for a missing and a hidden one alike."""
    found: Account | None = Account.objects.visible_to(by).filter(pk=number).first()
    if found is None:
        raise NotThere
    return found


def colleague(number: int) -> Person:
    """Somebody who works here, named by somebody's input. Raises NotThere."""
    found = Person.objects.active().select_related("team").filter(pk=number).first()
    if found is None:
        raise NotThere
    return found


def store(row: models.Model, refusals: dict[str, Rejected], *, only: list[str] | None = None) -> None:
    """Save a row (or only some columns of it). A broken constraint that `refusals` names is raised as that refusal."""
    try:
        with transaction.atomic():
            row.save(update_fields=only)
    except IntegrityError as error:
        name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
        if name in refusals:
            raise refusals[name] from error
        raise
