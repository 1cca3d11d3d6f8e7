"""Exchange rates from files."""

from collections.abc import Callable, Mapping, Sequence

from kambium.commerce.actions.rates import fill_rates
from kambium.commerce.models import ExchangeRate
from kambium.core.staging import Batch, Stage, Values


class RateWriter:
    """Writes rates: one for a currency and a day. Papers that waited for one get theirs."""

    model = ExchangeRate
    insert_only: frozenset[str] = frozenset()
    dependents: tuple[tuple[str, str], ...] = ()
    derived: Mapping[str, tuple[str, ...]] = {}

    def columns(self, batch: Batch) -> Mapping[str, str]:
        return {"currency": "text", "on": "date", "rate": "numeric"}

    def derive(self, batch: Batch) -> Callable[[Values], None]:
        def complete(row: Values) -> None:
            """A rate says all it says by itself."""

        return complete

    def match(self, stage: Stage, batch: Batch, key: tuple[str, ...]) -> None:
        query = 'SELECT s.line, t.id FROM {stage} s JOIN {table} t ON t.currency = s.currency AND t."on" = s."on"'
        stage.run(f"UPDATE {{stage}} s SET target = hit.id FROM ({query}) hit(line, id) WHERE hit.line = s.line")

    def resolve(self, stage: Stage, batch: Batch) -> None:
        stage.refuse('s.currency IS NULL OR s."on" IS NULL', "no_day")
        stage.refuse(
            "coalesce(s.rate, 0) <= 0 OR s.currency = %(home)s", "no_rate", parameters={"home": batch.currency}
        )

    def written(self, batch: Batch) -> Mapping[str, str]:
        return {"currency": "currency", "on": "on", "rate": "rate"}

    def after(self, stage: Stage, batch: Batch) -> None:
        fill_rates([row[0] for row in stage.rows("SELECT DISTINCT currency FROM {stage} WHERE fault IS NULL")])

    def reverted(self, accounts: Sequence[int]) -> None:
        """Nothing follows."""
