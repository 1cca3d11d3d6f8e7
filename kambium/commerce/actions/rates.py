"""Exchange rates come and go; papers that waited for one get it."""

from datetime import date, datetime
from decimal import Decimal

from django.db import connection, transaction
from django.utils.translation import gettext as _
from psycopg import sql

from kambium.commerce.models import ExchangeRate
from kambium.commerce.models.money import Priced
from kambium.commerce.queries.rates import home_currency, is_code
from kambium.core import events
from kambium.core.access import Actor, NotThere, require
from kambium.core.access.owned import owned_models
from kambium.people.actions.rejected import Rejected

LARGEST = Decimal(10) ** 9
FILL = sql.SQL("""UPDATE {table} t SET rate = (SELECT r.rate FROM commerce_exchangerate r
    WHERE r.currency = t.currency AND r."on" <= t.{day} ORDER BY r."on" DESC LIMIT 1)
    WHERE t.rate IS NULL AND t.currency = ANY(%(currencies)s) AND EXISTS (SELECT FROM commerce_exchangerate r
      WHERE r.currency = t.currency AND r."on" <= t.{day})""")


class NotACurrency(Rejected):
    """The code is not one of three letters, or it is the company's own currency."""


class NotARate(Rejected):
    """A rate is above zero, and a number a currency can have."""


def record_rate(*, by: Actor, currency: str, on: date, rate: Decimal, at: datetime) -> ExchangeRate:
    """What one unit of a currency is worth in the company's currency from a day on; a second entry replaces the first.

    Papers of that currency that had no rate yet get theirs; those that have one keep it. Raises NotACurrency, NotARate.
    """
    require(by, "rates.edit")
    currency = currency.strip().upper()
    if not is_code(currency) or currency == home_currency():
        raise NotACurrency(_("Enter the code of a foreign currency, such as EUR."), "currency")
    if not 0 < rate < LARGEST:
        raise NotARate(_("Enter a rate above zero."), "rate")
    with transaction.atomic():
        stored, _made = ExchangeRate.objects.update_or_create(
            currency=currency, on=on, defaults={"rate": rate, "source": "", "source_run": None}
        )
        fill_rates([currency])
        data = {"currency": currency, "rate": f"{rate.normalize():f}", "on": on.isoformat()}
        events.record("rate.recorded", stored, by=by, at=at, data=data)
    return stored


def remove_rate(*, by: Actor, rate_id: int, at: datetime) -> None:
    """Take a rate away that should not be there; papers that were written with it keep what they have."""
    require(by, "rates.edit")
    with transaction.atomic():
        stored = ExchangeRate.objects.select_for_update().filter(pk=rate_id).first()
        if stored is None:
            raise NotThere
        data = {"currency": stored.currency, "rate": f"{stored.rate.normalize():f}", "on": stored.on.isoformat()}
        events.record("rate.removed", stored, by=by, at=at, data=data)
        stored.delete()


def fill_rates(currencies: list[str]) -> int:
    """Give papers of these currencies that have no rate the one of their day; returns how many got one."""
    filled = 0
    with connection.cursor() as cursor:
        for model in owned_models():
            if issubclass(model, Priced) and model.day_column:
                table, day = sql.Identifier(model._meta.db_table), sql.Identifier(model.day_column)
                cursor.execute(FILL.format(table=table, day=day).as_string(), {"currencies": currencies})
                filled += cursor.rowcount
    return filled
