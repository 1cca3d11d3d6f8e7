"""One import from its plan to its rows, in one transaction."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from kambium.core.access import Actor
from kambium.core.models import Term
from kambium.core.registry import records
from kambium.core.staging import Batch, Stage
from kambium.core.terms import changed as vocabulary_changed
from kambium.exchange.engine import write
from kambium.exchange.engine.faults import Fault
from kambium.exchange.engine.fill import Filling, fill, make_stage
from kambium.exchange.engine.known import take_known
from kambium.exchange.engine.progress import Progress
from kambium.exchange.engine.words import Words
from kambium.exchange.mapping import Part
from kambium.people.models import Company

SAMPLES = 5
FAULTS_SHOWN = 200


@dataclass
class PartResult:
    """What became of the rows of one part."""

    record: str
    file: str
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: int = 0
    left_out: int = 0
    samples: list[dict[str, Any]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    left: list[tuple[int, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Options:
    """How a run treats what is there: `overwrite` values or only fill blanks; make unknown terms or refuse the row."""

    overwrite: bool = True
    make_terms: bool = True
    dry: bool = False


class Rehearsed(Exception):
    """Ends a dry run: everything was done, and nothing of it is kept."""


def carry_out(
    parts: Sequence[Part], *, run: int, by: Actor, at: datetime, options: Options, progress: Progress
) -> tuple[list[PartResult], dict[tuple[str, str], str]]:
    """Take all parts in, in their order, in one transaction; returns what became of each and the terms made.

    A dry run does the same and rolls back, so that its counts are the true ones. Any exception leaves nothing behind.
    """
    results: list[PartResult] = []
    made: dict[tuple[str, str], str] = {}
    try:
        with transaction.atomic():
            for position, part in enumerate(parts):
                words = Words(options.make_terms)
                results.append(_part(part, position, run, by, at, options, progress, words))
                _make_terms(words)
                made |= words.made
            if options.dry:
                raise Rehearsed
    except Rehearsed:
        pass
    return results, made


def _part(
    part: Part, position: int, run: int, by: Actor, at: datetime, options: Options, progress: Progress, words: Words
) -> PartResult:
    record = records[part.record.key]
    writer = record.writer
    batch = _batch(part, run, by, at, options)
    for own in part.own_fields:
        if record.add_field:
            record.add_field(by, own.key, own.kind, own.label_zh, own.label_en, own.choices)
    progress.phase("reading")
    stage = make_stage(part, writer, batch, position)
    filling = fill(stage, part, writer, batch, words, progress.tick)
    progress.part_done(filling.seen)
    progress.phase("matching")
    take_known(stage, record, batch)
    if part.key:
        writer.match(stage, batch, part.key)
    writer.resolve(stage, batch)
    write.refuse_repeated(stage, part.key)
    if part.mode == "update":
        stage.refuse("s.target IS NULL", "not_here")
    write.refuse_foreign(stage, record, batch)
    progress.phase("writing")
    result = PartResult(record.key, part.table.name)
    result.created = write.insert(stage, writer, batch)
    result.updated = 0 if part.mode == "create" else write.update(stage, writer, batch)
    writer.after(stage, batch)
    _count(result, stage, filling, part)
    return result


def _batch(part: Part, run: int, by: Actor, at: datetime, options: Options) -> Batch:
    company = Company.objects.first() or Company()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.id, t.path[2], t.path[3], p.team_id FROM people_person p JOIN people_team t ON t.id = p.team_id"
        )
        units = {str(row[0]): tuple(None if u is None else str(u) for u in row[1:]) for row in cursor.fetchall()}
    fields = tuple(dict.fromkeys("extra" if c.field.startswith("extra.") else c.field for c in part.columns))
    return Batch(
        run, by, part.source, fields, at, company.currency, company.country, options.overwrite,
        _cleared(part) if options.overwrite else frozenset(), {"units": units},
        options.dry,
    )  # fmt: skip


def _cleared(part: Part) -> frozenset[str]:
    """Fields that an empty cell clears: none of those by which a row is known or belongs to another."""
    if part.empty != "clear":
        return frozenset()
    keys = {name for key in part.record.keys for name in key} | {"name_zh", "name_en"}
    kinds = ("reference", "references", "person", "row")
    return frozenset(c.field for c in part.columns if c.field not in keys and c.spec.kind not in kinds)


def _count(result: PartResult, stage: Stage, filling: Filling, part: Part) -> None:
    staged_faults = stage.rows("SELECT line, fault, fault_words FROM {stage} WHERE fault IS NOT NULL ORDER BY line")
    result.faults = sorted([*filling.faults, *(_fault(*row) for row in staged_faults)], key=lambda f: f.line)
    result.refused = len(result.faults)
    ((matched,),) = stage.rows("SELECT count(*) FROM {stage} WHERE fault IS NULL AND target IS NOT NULL")
    result.unchanged = matched - result.updated
    result.left = [*filling.left, *((row.number, row.reason) for row in getattr(part.table, "left_out", ()))]
    result.left_out = len(result.left)
    result.samples = [
        _json(row[0])
        for row in stage.rows(
            "SELECT jsonb_strip_nulls(to_jsonb(s) - ARRAY['new_id', 'fault', 'fault_words']) FROM "
            f"(SELECT * FROM {{stage}} WHERE fault IS NULL ORDER BY line LIMIT {SAMPLES}) s"
        )
    ]


def _fault(line: int, code: str, words: Any) -> Fault:
    return Fault(line, code, _json(words))


def _json(value: Any) -> dict[str, Any]:
    """The plain cursor hands JSON over as text."""
    return json.loads(value) if isinstance(value, str) else value or {}


def _make_terms(words: Words) -> None:
    if not words.made:
        return
    rows = [
        Term(vocabulary=vocabulary, code=code, name_zh=name, name_en=name, position=1000)
        for (vocabulary, code), name in words.made.items()
    ]
    Term.objects.bulk_create(rows, ignore_conflicts=True)
    vocabulary_changed()
