"""Rows and references that a file tells by their number here."""

from typing import Any

from kambium.core.access.owned import Owned, reach
from kambium.core.registry import Record, records
from kambium.core.staging import Batch, Stage
from kambium.exchange.identity import LEAD, OWN
from kambium.exchange.outgoing.columns import names_of


def take_known(stage: Stage, record: Record, batch: Batch) -> None:
    """Match rows by their number, and keep the numbers of rows pointed to where they are there, seen by the importing
    person, and still called what the file says."""
    for spec in record.fields:
        if batch.has(LEAD + spec.name):
            _keep(stage, spec.name, records[spec.to], record, batch)
    if batch.has(OWN):
        alive = _alive(record)
        stage.run(f"UPDATE {{stage}} s SET target = t.id FROM {{table}} t WHERE t.id = s.{OWN} AND {alive}")
        stage.refuse(f"s.{OWN} IS NOT NULL AND s.target IS NULL", "gone")


def _keep(stage: Stage, name: str, target: Record, record: Record, batch: Batch) -> None:
    called = ", ".join(f"t.{column}" for column in names_of(target))
    seen, parameters = _seen(target, record, batch)
    column, table = f'"{name}_id"', target.model._meta.db_table
    is_it = f"t.id = s.{column} AND {_alive(target)} AND coalesce(s.\"{name}\", '') IN ({called}) AND {seen}"
    stage.run(
        f"UPDATE {{stage}} s SET {column} = NULL WHERE s.{column} IS NOT NULL "
        f"AND NOT EXISTS (SELECT FROM {table} t WHERE {is_it})",
        parameters,
    )


def _alive(record: Record) -> str:
    has_bin = any(field.name == "deleted_at" for field in record.model._meta.concrete_fields)
    return "t.deleted_at IS NULL" if has_bin else "true"


def _seen(target: Record, record: Record, batch: Batch) -> tuple[str, list[Any]]:
    model: Any = target.model
    if not issubclass(model, Owned) or reach(batch.actor, record.import_permission, model.root_column) is None:
        return "true", []
    rows = model.objects.visible_to(batch.actor, record.import_permission).values("pk")
    query, parameters = rows.query.sql_with_params()
    return f"t.id IN ({query})", list(parameters)
