"""Taking an import back: what it created goes, what it changed is as before, and what people did since stays."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction
from django.utils.translation import gettext as _

from kambium.core import context, events
from kambium.core.access import Actor, require
from kambium.core.models import SearchEntry, Term
from kambium.core.registry import records, searchables
from kambium.core.search import index
from kambium.core.terms import changed as vocabulary_changed
from kambium.exchange.actions.queue import ids_of
from kambium.exchange.models import Run

CREATED = """CREATE TEMP TABLE going ON COMMIT DROP AS SELECT t.id FROM {table} t WHERE t.source_run = %(run)s
    AND NOT EXISTS (SELECT FROM {old} o WHERE o.pgh_obj_id = t.id
      AND coalesce(o.pgh_context->>'run', '') <> %(run)s::text)"""
HELD = "DELETE FROM going g USING {child} c WHERE c.{column} = g.id AND {others}"
BEFORE = """CREATE TEMP TABLE back ON COMMIT DROP AS SELECT DISTINCT ON (o.pgh_obj_id) o.* FROM {old} o
    JOIN {table} t ON t.id = o.pgh_obj_id AND t.source_run IS DISTINCT FROM %(run)s
    WHERE o.pgh_context->>'run' = %(run)s::text ORDER BY o.pgh_obj_id, o.pgh_id"""
CHANGED_SINCE = """DELETE FROM back b USING {old} later
    WHERE later.pgh_obj_id = b.pgh_obj_id AND later.pgh_id > b.pgh_id
    AND coalesce(later.pgh_context->>'run', '') <> %(run)s::text RETURNING b.pgh_obj_id"""


class CannotRevert(Exception):
    """The run wrote nothing, or was taken back already."""


@dataclass(frozen=True)
class Taken:
    """What a revert did to one record: rows gone, rows restored, and rows kept because somebody worked on them."""

    record: str
    removed: int
    restored: int
    kept: int


def revert(*, by: Actor, run: Run, at: datetime) -> list[Taken]:
    """Bring back the state before a run. Rows that people changed or used since are kept and counted."""
    require(by, "exchange.use")
    with transaction.atomic(), context.acting(by, where="revert"):
        locked = Run.objects.select_for_update().get(pk=run.pk)
        if locked.state != "done":
            raise CannotRevert(_("Only an import that was carried out can be reverted, and only once."))
        for part in locked.parts.all():
            require(by, records[part.record].import_permission)
        taken = [_take_back(record, run.pk) for record in _records_of(locked)]
        _forget_terms(locked)
        Run.objects.filter(pk=run.pk).update(
            state="reverted", reverted_at=at, reverted_by_id=by.person_id or None,
            kept_on_revert=[{"record": t.record, "kept": t.kept} for t in taken if t.kept],
        )  # fmt: skip
        files = ", ".join(dict.fromkeys(part.file_name for part in locked.parts.all()))
        events.record("import.reverted", run, by=by, at=at, data={"files": files})
    return taken


def _records_of(run: Run) -> list[str]:
    """The records a run wrote, what points before what is pointed to; last those made along the way, such as teams."""
    parts = [part.record for part in reversed(run.parts.all())]
    along = [r.key for r in records if r.writer and _has_history(r.model) and r.key not in parts]
    made = [key for key in along if records[key].model._default_manager.filter(source_run=run.pk).exists()]
    return list(dict.fromkeys([*parts, *made]))


def _take_back(record: str, run: int) -> Taken:
    model: Any = records[record].model
    names = {"table": model._meta.db_table, "old": _old(model)._meta.db_table} if _has_history(model) else {}
    if not names:
        return Taken(record, 0, 0, 0)
    touched = ids_of(record, run)
    created = _run("SELECT count(*) FROM {table} WHERE source_run = %(run)s", names, run, one=True)
    accounts = _accounts(model, touched)
    removed = _remove(record, model, names, run)
    restored, kept = _restore(model, names, run)
    records[record].writer.reverted(accounts)
    if record in searchables:
        SearchEntry.objects.filter(kind=record, object_id__in=touched).delete()
        index.refresh(record, touched)
    return Taken(record, removed, restored, kept + created - removed)


def _old(model: Any) -> Any:
    return model.old_rows.rel.related_model


def _has_history(model: Any) -> bool:
    return hasattr(model, "old_rows") and any(f.name == "source_run" for f in model._meta.concrete_fields)


def _accounts(model: Any, ids: list[int]) -> list[int]:
    if not any(f.name == "account" for f in model._meta.concrete_fields):
        return []
    return list(model._default_manager.filter(pk__in=ids).values_list("account_id", flat=True).distinct())


def _run(statement: str, names: dict[str, str], run: int, *, one: bool = False) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement.format(**names), {"run": run})
        return cursor.fetchone()[0] if one else cursor.rowcount


def _remove(record: str, model: Any, names: dict[str, str], run: int) -> int:
    """Delete what the run created, except rows that somebody changed or that something else points to."""
    _run(CREATED, names, run)
    dependents = records[record].writer.dependents
    pointers = [p for p in _pointers(model) if p not in dependents]
    going = {model._meta.db_table: "id", **dict(dependents)}
    while sum(_held(child, column, going.get(child), run) for child, column in pointers):
        pass
    for child, column in dependents:
        _run(f"DELETE FROM {child} WHERE {column} IN (SELECT id FROM going)", names, run)
    removed = int(_run("DELETE FROM {table} WHERE id IN (SELECT id FROM going)", names, run))
    _run("DROP TABLE going", names, run)
    return removed


def _held(child: str, column: str, goes_by: str | None, run: int) -> int:
    """Rows that stay hold the row they point to; `goes_by` is the column by which a row goes with its own going row."""
    others = f"NOT EXISTS (SELECT FROM going o WHERE o.id = c.{goes_by})" if goes_by else "true"
    return int(_run(HELD, {"child": child, "column": column, "others": others}, run))


def _pointers(model: Any) -> list[tuple[str, str]]:
    """Every table and column with a foreign key to this model; kept old rows do not count."""
    found = []
    for other in (m for m in apps.get_models() if m._meta.managed and not m._meta.proxy):
        for field in other._meta.concrete_fields:
            if (
                isinstance(field, models.ForeignKey)
                and field.related_model is model
                and getattr(field, "db_constraint", True)
            ):
                found.append((other._meta.db_table, str(field.column)))
    return found


def _restore(model: Any, names: dict[str, str], run: int) -> tuple[int, int]:
    """Put rows back to what they were before the run, unless somebody changed them since."""
    _run(BEFORE, names, run)
    kept = int(_run(CHANGED_SINCE, names, run))
    own = {f.column for f in model._meta.concrete_fields if not f.generated}
    skipped = {"id", "version", "created_at", "created_by_id"}
    columns = [f.column for f in _old(model)._meta.concrete_fields if f.column in own and f.column not in skipped]
    sets = ", ".join(f'"{c}" = b."{c}"' for c in columns)
    step = ", version = t.version + 1" if "version" in own else ""
    restored = _run(f"UPDATE {{table}} t SET {sets}{step} FROM back b WHERE t.id = b.pgh_obj_id", names, run)
    _run("DROP TABLE back", names, run)
    return int(restored), kept


def _forget_terms(run: Run) -> None:
    """Words that the run added to vocabularies go, if no row uses them."""
    for vocabulary, code in run.made_terms:
        if not any(_uses(record, vocabulary, code) for record in records):
            Term.objects.filter(vocabulary=vocabulary, code=code).delete()
    if run.made_terms:
        vocabulary_changed()


def _uses(record: Any, vocabulary: str, code: str) -> bool:
    rows = record.model._default_manager
    for spec in record.fields:
        if spec.vocabulary == vocabulary:
            look = {f"{spec.name}__contains": [code]} if spec.kind in ("terms", "tags") else {spec.name: code}
            if rows.filter(**look).exists():
                return True
    return False
