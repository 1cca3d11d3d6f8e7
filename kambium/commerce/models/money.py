"""Amounts in the currency of the paper, and the same in the company's: what a rate of the day makes of them."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import DecimalField, F, GeneratedField

from kambium.accounts.models.source import Sourced
from kambium.core.access import Owned


def money(*, null: bool = False, places: int = 2, **more: Any) -> "DecimalField[Any, Any]":
    """A column for an amount of money in the row's `currency`."""
    return models.DecimalField(max_digits=16 + places, decimal_places=places, null=null, blank=null, **more)


def at_home(column: str) -> GeneratedField:
    """The amount of `column` in the company's currency, by the row's own `rate`; null while the rate is not known.

    The database works it out, unrounded: a sum of a thousand rounded lines is not the sum of the lines.
    """
    return GeneratedField(
        expression=F(column) * F("rate"), output_field=DecimalField(max_digits=30, decimal_places=12), db_persist=True
    )


class Priced(Owned, Sourced):
    """A row of an account with a currency and the rate of its day.

    `rate` is what one unit of `currency` was worth in the company's currency on the day of the paper. It is kept on the
    row, so that a figure of last year does not move with today's exchange. `day_column` is the day of the paper: a
    rate that becomes known late is filled in by it.
    """

    day_column: ClassVar[str] = ""

    currency = models.CharField(max_length=3)
    rate = models.DecimalField(max_digits=18, decimal_places=8, null=True, blank=True)

    class Meta:
        abstract = True


def priced_constraints(name: str) -> "list[models.BaseConstraint]":
    """What holds for every priced row: a currency code, and a rate above zero."""
    return [
        models.CheckConstraint(condition=models.Q(currency__regex=r"^[A-Z]{3}$"), name=f"{name}_currency_code"),
        models.CheckConstraint(condition=models.Q(rate__gt=0), name=f"{name}_rate_positive"),
    ]


def sourced_constraints(name: str) -> "list[models.BaseConstraint]":
    """One row for a key of a source system, the recycle bin left out."""
    return [
        models.UniqueConstraint(
            fields=["source", "source_key"],
            name=f"{name}_source_once",
            condition=~models.Q(source_key="") & models.Q(deleted_at=None),
        )
    ]


def sourced_indexes(name: str) -> "list[models.Index]":
    """The rows of an import run, for taking them back."""
    return [models.Index(fields=["source_run"], name=f"{name}_run", condition=models.Q(source_run__isnull=False))]
