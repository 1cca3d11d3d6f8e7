"""The statements that turn a stage into rows: refuse, insert, update. Each is one pass over all rows."""

from collections.abc import Mapping
from typing import Any

from django.db import models

from kambium.core import indexes
from kambium.core.access.owned import OWNER_COLUMNS, Owned, reach
from kambium.core.registry import Record
from kambium.core.staging import Batch, Stage, Writer

KEYS = {"name": ("name_zh", "name_en"), "account": ("account_id",), "order": ("order_id", "position")}


def refuse_repeated(stage: Stage, key: tuple[str, ...]) -> None:
    """The second of two rows of a file that mean the same row is refused, naming the first."""
    columns = [c for name in key for c in KEYS.get(name, (name,)) if c in stage.columns]
    if columns:
        some = " OR ".join(f"s.{c}::text <> ''" for c in columns)
        _refuse_second(stage, ", ".join(f"s.{c}" for c in columns), f"s.target IS NULL AND ({some})")
    _refuse_second(stage, "s.target", "s.target IS NOT NULL")


def _refuse_second(stage: Stage, parts: str, where: str) -> None:
    # Counting hashes is cheap, sorting a million rows is not; two keys of one hash cost the sorting, and no more.
    hashes = f"count(DISTINCT hash_record_extended(ROW({parts}), 0))"
    ((seems_so,),) = stage.rows(f"SELECT {hashes} < count(*) FROM {{stage}} s WHERE s.fault IS NULL AND {where}")
    if not seems_so:
        return
    stage.run(
        f"UPDATE {{stage}} s SET fault = 'repeated', fault_words = jsonb_build_object('line', twin.first) FROM ("
        f"SELECT s.line, first_value(s.line) OVER (PARTITION BY {parts} ORDER BY s.line) AS first FROM {{stage}} s "
        f"WHERE s.fault IS NULL AND {where}) twin WHERE s.line = twin.line AND twin.first < s.line"
    )


def refuse_foreign(stage: Stage, record: Record, batch: Batch) -> None:
    """Rows that the importing person may not change, and new ones for owners outside their units."""
    model: Any = record.model
    actor, permission = batch.actor, record.import_permission
    if reach(actor, permission) is None:
        return
    query, parameters = model.objects.visible_to(actor, permission).values("pk").query.sql_with_params()
    stage.run(
        f"UPDATE {{stage}} s SET fault = 'not_yours' WHERE s.fault IS NULL AND s.target IS NOT NULL "
        f"AND s.target NOT IN ({query})",
        list(parameters),
    )
    if "owner_id" in stage.columns and issubclass(model, Owned):
        mine = [_in_unit(g.depth, g.unit_id, g.below) for g in actor.units(permission)]
        mine.append(f"s.owner_id = {int(actor.person_id)}")
        given = "(s.target IS NULL OR s.owner_id IS NOT NULL)"
        stage.refuse(f"{given} AND NOT coalesce({' OR '.join(mine)}, false)", "owner_not_yours")


def _in_unit(depth: int, unit: int | None, below: tuple[int, ...]) -> str:
    if depth in (1, 2):
        return f"s.{OWNER_COLUMNS[depth]} = {int(unit or 0)}"
    return f"s.team_id IN ({', '.join(str(int(i)) for i in below) or '0'})"


def insert(stage: Stage, writer: Writer, batch: Batch) -> int:
    """Write the new rows; returns their number. What the file does not say gets the model's default.

    A dry run closes the table to nobody, and needs no order.
    """
    written = dict(writer.written(batch))
    fields = {f.column: f for f in writer.model._meta.concrete_fields}
    values: dict[str, tuple[str, list[Any]]] = {"id": ("s.new_id", [])}
    for column, expression in written.items():
        values[column] = _given(stage, fields[column], expression)
    if "source_run" in fields:
        values["source_run"] = ("%s", [batch.run])
    if "source_key" in written:
        values["source"] = ("CASE WHEN s.source_key <> '' THEN %s ELSE '' END", [batch.source])
    for name, field in fields.items():
        column = str(name)
        if column not in values and not (field.null or field.generated or field.has_db_default()):
            values[column] = ("%s", [_default(field)])
    statement = (
        f"INSERT INTO {{table}} ({', '.join(map(quoted, values))}) "
        f"SELECT {', '.join(e for e, _p in values.values())} FROM {{stage}} s "
        "WHERE s.fault IS NULL AND s.target IS NULL"
    )
    parameters = [p for _e, some in values.values() for p in some]
    if batch.dry:
        return stage.run(statement, parameters)
    ((new,),) = stage.rows("SELECT count(*) FROM {stage} WHERE fault IS NULL AND target IS NULL")
    with indexes.taking_in(stage.table, new) as kept_indexes:
        order = f" ORDER BY {_order(stage, writer)}s.line" if kept_indexes else ""
        return stage.run(statement + order, parameters)


def _order(stage: Stage, writer: Writer) -> str:
    """Rows in the order of an index go into it side by side, and need no page of it twice.

    Where the indexes are built afterwards, sorting wide rows costs twice as much as writing them.
    """
    first = next((str(index.fields[0]) for index in writer.model._meta.indexes if index.fields), "")
    return f's."{first}", ' if first in stage.columns else ""


def _given(stage: Stage, field: Any, expression: str) -> tuple[str, list[Any]]:
    value = f's."{expression}"' if expression in stage.columns else expression
    if field.null:
        return value, []
    if field.has_db_default():
        return f"coalesce({value}, {_literal(field)})", []
    return f"coalesce({value}, %s)", [_default(field)]


def _literal(field: Any) -> str:
    default = field.db_default
    value = getattr(default, "value", default)
    return f"'{value}'" if isinstance(value, str) else str(value).lower() if isinstance(value, bool | int) else "now()"


def _default(field: Any) -> Any:
    from django.db import connection

    if isinstance(field, models.DateTimeField):
        return None
    return field.get_db_prep_save(field.get_default(), connection)


def update(stage: Stage, writer: Writer, batch: Batch) -> int:
    """Change the rows that were here before, where the file says something else; returns their number.

    An empty cell changes nothing. With `overwrite` off only blanks are filled.
    """
    written = {c: e for c, e in writer.written(batch).items() if c not in writer.insert_only}
    sets = {column: _changed(stage, column, expression, written, batch) for column, expression in written.items()}
    sets |= _clearing(stage, writer, batch, written)
    if "source_key" in sets:
        sets["source_key"] = "CASE WHEN t.source_key = '' THEN coalesce(s.source_key, '') ELSE t.source_key END"
    if not sets:
        return 0
    names = {f.column for f in writer.model._meta.concrete_fields}
    extra = [f"{c} = {e}" for c, e in (("version", "t.version + 1"), ("updated_at", "now()")) if c in names]
    if "source_key" in sets:
        extra.append("source = CASE WHEN t.source_key = '' AND s.source_key <> '' THEN %(source)s ELSE t.source END")
    old = ", ".join(f't."{c}"' for c in sets)
    changes = ", ".join([*(f"{quoted(c)} = {e}" for c, e in sets.items()), *extra])
    return stage.run(
        f"UPDATE {{table}} t SET {changes} FROM {{stage}} s "
        f"WHERE t.id = s.target AND s.fault IS NULL AND ROW({old}) IS DISTINCT FROM ROW({', '.join(sets.values())})",
        {"source": batch.source},
    )


def _clearing(stage: Stage, writer: Writer, batch: Batch, written: Mapping[str, str]) -> dict[str, str]:
    """Columns whose empty cells clear what is stored, as the mapping says with `empty: clear`."""
    fields = {f.column: f for f in writer.model._meta.concrete_fields}
    found = {}
    for column, expression in written.items():
        sources = writer.derived.get(column, (column,))
        if not batch.cleared.issuperset(sources) or expression not in stage.columns:
            continue
        is_list = stage.columns[expression] == "text[]"
        value = f's."{expression}"' + ("::varchar[]" if is_list else "")
        if fields[column].null:
            found[column] = value
        elif is_list or isinstance(fields[column], models.CharField | models.TextField):
            found[column] = f"coalesce({value}, '{'{}' if is_list else ''}')"
    return found


def _changed(stage: Stage, column: str, expression: str, written: Mapping[str, str], batch: Batch) -> str:
    value = f's."{expression}"' if expression in stage.columns else expression
    if stage.columns.get(expression) == "text[]":
        value += "::varchar[]"
    if column == "extra":
        return "t.extra || coalesce(s.extra, '{}')" if batch.overwrite else "coalesce(s.extra, '{}') || t.extra"
    lead = "account_id" if "account_id" in written else "owner_id"
    if column in OWNER_COLUMNS and lead in stage.columns:
        return f't."{column}"' if not batch.overwrite and lead == "owner_id" else (
            f'CASE WHEN s.{lead} IS NULL THEN t."{column}" ELSE {value} END')  # fmt: skip
    old = f't."{column}"'
    filled = f"coalesce({value}, {old})"
    is_blank = f"{old} IS NULL OR {old}::text IN ('', '{{}}')"
    return filled if batch.overwrite else f"CASE WHEN {is_blank} THEN {filled} ELSE {old} END"


def quoted(column: str) -> str:
    """A column name as SQL takes it."""
    return f'"{column}"'
