"""Price lists and prices from files."""

from collections.abc import Callable, Mapping, Sequence

from kambium.accounts.actions.importing.references import match_by_source_key, one_or_refuse
from kambium.commerce.actions.importing.catalogue import NAMES, CatalogueWriter, find_named
from kambium.commerce.actions.importing.papers import new_currency
from kambium.commerce.models import Price, PriceList
from kambium.core.staging import Batch, Stage, Values

TIME = {"active_from": "date", "active_to": "date", "active": "daterange"}
BACKWARDS = """coalesce(s.active_from, (SELECT lower(t.active) FROM {table} t WHERE t.id = s.target)) >=
    coalesce(s.active_to, (SELECT upper(t.active) FROM {table} t WHERE t.id = s.target))"""
ACTIVE = """UPDATE {stage} s SET active = span.active FROM (SELECT s.line, daterange(
      coalesce(s.active_from, lower(t.active)), coalesce(s.active_to, upper(t.active)))
    FROM {stage} s LEFT JOIN {table} t ON t.id = s.target WHERE s.fault IS NULL) span(line, active)
    WHERE span.line = s.line"""
FILL = """UPDATE {stage} s SET price_list_id = coalesce(s.price_list_id, t.price_list_id),
    product_id = coalesce(s.product_id, t.product_id), from_quantity = coalesce(s.from_quantity, t.from_quantity, 1)
    FROM {stage} o LEFT JOIN {table} t ON t.id = o.target WHERE o.line = s.line"""
SAME = """o.price_list_id = s.price_list_id AND o.product_id = s.product_id AND o.from_quantity = s.from_quantity
    AND o.active && s.active"""


def set_time(stage: Stage) -> None:
    """Make the period out of its first day and the day after its last; refuse one that ends before it begins."""
    stage.refuse(BACKWARDS.replace("{table}", stage.table), "ends_first")
    stage.run(ACTIVE)


class PriceListWriter(CatalogueWriter):
    """Writes price lists. One without a currency is in the company's, one without days holds for ever."""

    model = PriceList
    copied = ("source_key",)

    def columns(self, batch: Batch) -> Mapping[str, str]:
        return {**dict.fromkeys((*NAMES, "sort_zh", "currency"), "text"), **TIME}

    def resolve(self, stage: Stage, batch: Batch) -> None:
        self.named(stage)
        set_time(stage)

    def written(self, batch: Batch) -> Mapping[str, str]:
        return {**super().written(batch), "currency": new_currency(batch), "active": "active"}

    def after(self, stage: Stage, batch: Batch) -> None:
        """Nothing follows."""


class PriceWriter:
    """Writes prices. Of a product on a list two prices from one quantity on never hold on one day."""

    model = Price
    insert_only: frozenset[str] = frozenset()
    dependents: tuple[tuple[str, str], ...] = ()
    derived: Mapping[str, tuple[str, ...]] = {}

    def columns(self, batch: Batch) -> Mapping[str, str]:
        texts = dict.fromkeys(("price_list", "price_list_or", "product", "product_or"), "text")
        return {**texts, **TIME, "price_list_id": "bigint", "product_id": "bigint", "amount": "numeric",
                "from_quantity": "numeric"}  # fmt: skip

    def derive(self, batch: Batch) -> Callable[[Values], None]:
        def complete(row: Values) -> None:
            """A price says all it says by itself."""

        return complete

    def match(self, stage: Stage, batch: Batch, key: tuple[str, ...]) -> None:
        if key == ("source_key",):
            match_by_source_key(stage, batch)
            return
        self._find(stage, batch)
        begins = "lower(t.active) IS NOT DISTINCT FROM s.active_from"
        same = "t.price_list_id = s.price_list_id AND t.product_id = s.product_id"
        quantity = "t.from_quantity = coalesce(s.from_quantity, 1)"
        one_or_refuse(stage, f"{same} AND {quantity} AND {begins}", batch, "product")

    def _find(self, stage: Stage, batch: Batch) -> None:
        find_named(stage, batch, "price_list", "commerce_pricelist", coded=False)
        find_named(stage, batch, "product", "commerce_product")

    def resolve(self, stage: Stage, batch: Batch) -> None:
        self._find(stage, batch)
        for name, code in (("price_list", "no_price_list"), ("product", "no_product")):
            lost = f"s.{name}_id IS NULL AND (s.target IS NULL OR s.{name} <> '')"
            stage.refuse(lost, code, f"jsonb_build_object('value', coalesce(s.{name}, ''))")
        stage.refuse("s.target IS NULL AND s.amount IS NULL OR s.amount < 0", "no_worth")
        set_time(stage)
        stage.run(FILL)
        stage.refuse(f"EXISTS (SELECT FROM {stage.name} o WHERE o.line < s.line AND o.fault IS NULL AND {SAME})",
                     "price_twice")  # fmt: skip
        other = f"o.id IS DISTINCT FROM s.target AND o.deleted_at IS NULL AND {SAME}"
        moved = f"NOT EXISTS (SELECT FROM {stage.name} m WHERE m.target = o.id AND m.fault IS NULL)"
        stage.refuse(f"EXISTS (SELECT FROM {stage.table} o WHERE {other} AND {moved})", "price_twice")

    def written(self, batch: Batch) -> Mapping[str, str]:
        own = {c: c for c in ("amount", "source_key") if batch.has(c)}
        return own | {c: c for c in ("price_list_id", "product_id", "from_quantity", "active")}

    def after(self, stage: Stage, batch: Batch) -> None:
        """Nothing follows."""

    def reverted(self, accounts: Sequence[int]) -> None:
        """Nothing follows."""
