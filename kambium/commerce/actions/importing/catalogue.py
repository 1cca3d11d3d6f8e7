"""Product categories and products from files."""

from collections.abc import Callable, Mapping, Sequence

from django.db import connection

from kambium.accounts.actions.importing.references import match_by_source_key, one_or_refuse, take, within
from kambium.commerce.models import Product, ProductCategory
from kambium.core.search.fold import sort_key
from kambium.core.staging import Batch, Stage, Values, circling

NAMES = ("name_zh", "name_en")
BY_NAME = "((s.name_zh <> '' AND t.name_zh = s.name_zh) OR (s.name_en <> '' AND t.name_en = s.name_en))"
FIND = (
    (
        "SELECT s.line, t.id, 1 FROM {{stage}} s JOIN {table} t ON t.source = %(source)s AND t.source_key = s.{field} "
        "AND t.deleted_at IS NULL WHERE s.{field}_id IS NULL AND s.fault IS NULL AND s.{field} <> ''"
    ),
    (
        "SELECT s.line, min(t.id), count(*) FROM {{stage}} s JOIN {table} t ON t.code <> '' AND "
        "upper(t.code) = upper(s.{field}) AND t.deleted_at IS NULL "
        "WHERE s.{field}_id IS NULL AND s.fault IS NULL AND s.{field} <> '' GROUP BY s.line"
    ),
    (
        "SELECT s.line, min(t.id), count(*) FROM {{stage}} s JOIN {table} t ON "
        "coalesce(s.{field}_or, s.{field}) IN (t.name_zh, t.name_en) AND t.deleted_at IS NULL "
        "WHERE s.{field}_id IS NULL AND s.fault IS NULL AND coalesce(s.{field}_or, s.{field}) <> '' GROUP BY s.line"
    ),
)
PATHS = """WITH RECURSIVE tree AS (
    SELECT id, jsonb_build_array(id) AS path FROM commerce_productcategory WHERE parent_id IS NULL
    UNION ALL SELECT c.id, tree.path || to_jsonb(c.id)
      FROM commerce_productcategory c JOIN tree ON c.parent_id = tree.id)
    UPDATE commerce_productcategory c SET path = tree.path FROM tree WHERE c.id = tree.id AND c.path <> tree.path"""


def find_named(stage: Stage, batch: Batch, field: str, table: str, *, coded: bool = True) -> None:
    """Fill `field`_id of rows that name one of the catalogue: by key in the source system, by code if it has one, by
    name."""
    for query in FIND if coded else (FIND[0], FIND[-1]):
        named = query.format(field=field, table=table)
        take(stage, f"{field}_id", named, batch, several=f"several_{field}", words=field)


def _sorted(row: Values) -> None:
    if name := row.get("name_zh") or row.get("name_en"):
        row["sort_zh"] = sort_key(name)


class CatalogueWriter:
    """What categories and products share: a name in one language at least, matched by key, code or name."""

    insert_only: frozenset[str] = frozenset({"sort_zh"})
    dependents: tuple[tuple[str, str], ...] = ()
    derived: Mapping[str, tuple[str, ...]] = {}
    copied: tuple[str, ...] = ()

    def derive(self, batch: Batch) -> Callable[[Values], None]:
        return _sorted

    def match(self, stage: Stage, batch: Batch, key: tuple[str, ...]) -> None:
        if key == ("source_key",):
            match_by_source_key(stage, batch)
        elif key == ("code",):
            one_or_refuse(stage, "s.code <> '' AND upper(t.code) = upper(s.code)", batch, "code")
        else:
            one_or_refuse(stage, BY_NAME, batch, "name_en")

    def named(self, stage: Stage) -> None:
        """Refuse new rows without a name."""
        stage.refuse("s.target IS NULL AND coalesce(s.name_zh, '') = '' AND coalesce(s.name_en, '') = ''", "no_name")

    def written(self, batch: Batch) -> Mapping[str, str]:
        return {c: c for c in self.copied if batch.has(c)} | {c: c for c in (*NAMES, "sort_zh")}

    def reverted(self, accounts: Sequence[int]) -> None:
        """Nothing follows."""


class CategoryWriter(CatalogueWriter):
    """Writes categories; a parent may stand in the same file, above or below."""

    model = ProductCategory
    copied = ("code", "position", "source_key")

    def columns(self, batch: Batch) -> Mapping[str, str]:
        texts = dict.fromkeys((*NAMES, "sort_zh", "parent", "parent_or"), "text")
        return {**texts, "parent_id": "bigint"}

    def resolve(self, stage: Stage, batch: Batch) -> None:
        self.named(stage)
        if not batch.has("parent"):
            return
        find_named(stage, batch, "parent", "commerce_productcategory")
        by_key = "o.source_key = s.parent" if batch.has("source_key") else "false"
        same = f"({by_key} OR coalesce(s.parent_or, s.parent) IN (o.name_zh, o.name_en)) AND s.parent <> ''"
        within(stage, "parent_id", "parent", same, "no_category")
        self._refuse_circles(stage)

    def _refuse_circles(self, stage: Stage) -> None:
        above = dict(stage.rows("SELECT id, parent_id FROM {table} WHERE parent_id IS NOT NULL"))
        above |= dict(stage.rows("SELECT coalesce(target, new_id), parent_id FROM {stage} WHERE parent_id IS NOT NULL"))
        stage.refuse(
            "coalesce(s.target, s.new_id) = ANY(%(circles)s)", "category_circle",
            "jsonb_build_object('value', s.parent)", {"circles": circling(list(above), above)},
        )  # fmt: skip

    def written(self, batch: Batch) -> Mapping[str, str]:
        return {**super().written(batch), **({"parent_id": "parent_id"} if batch.has("parent") else {})}

    def after(self, stage: Stage, batch: Batch) -> None:
        with connection.cursor() as cursor:
            cursor.execute(PATHS)


class ProductWriter(CatalogueWriter):
    """Writes products. A cost without a currency is in the company's."""

    model = Product
    copied = ("code", "unit", "cost", "about", "withdrawn_on", "source_key")

    def columns(self, batch: Batch) -> Mapping[str, str]:
        texts = dict.fromkeys((*NAMES, "sort_zh", "category", "category_or", "cost_currency"), "text")
        return {**texts, "category_id": "bigint"}

    def derive(self, batch: Batch) -> Callable[[Values], None]:
        currency = batch.currency

        def complete(row: Values) -> None:
            _sorted(row)
            if row.get("cost") is not None and not row.get("cost_currency"):
                row["cost_currency"] = currency

        return complete

    def resolve(self, stage: Stage, batch: Batch) -> None:
        self.named(stage)
        if batch.has("code"):
            stage.refuse(
                "s.code <> '' AND EXISTS (SELECT FROM commerce_product t WHERE t.deleted_at IS NULL "
                "AND upper(t.code) = upper(s.code) AND t.id IS DISTINCT FROM s.target)",
                "number_taken", "jsonb_build_object('value', s.code)",
            )  # fmt: skip
        if batch.has("category"):
            find_named(stage, batch, "category", "commerce_productcategory")
            missing = "s.category_id IS NULL AND s.category <> ''"
            stage.refuse(missing, "no_category", "jsonb_build_object('value', s.category)")

    def written(self, batch: Batch) -> Mapping[str, str]:
        found = dict(super().written(batch))
        found |= {"cost_currency": "cost_currency"} if batch.has("cost") else {}
        return found | ({"category_id": "category_id"} if batch.has("category") else {})

    def after(self, stage: Stage, batch: Batch) -> None:
        """Nothing follows."""
