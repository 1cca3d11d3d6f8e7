"""Carrying an import out: read, plan, write, and say how it went."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from kambium.core import context, events
from kambium.core.access import Actor, Refused, require
from kambium.core.registry import records
from kambium.exchange.engine.faults_file import write_faults
from kambium.exchange.engine.progress import Progress, Stopped
from kambium.exchange.engine.run import FAULTS_SHOWN, Options, PartResult, carry_out
from kambium.exchange.mapping import AUTO, BadMap, Plan, load_bytes, mapping_for, plan
from kambium.exchange.models import Run, RunPart
from kambium.exchange.queries.runs import Source, tables_of
from kambium.exchange.reading.problems import Unreadable

COUNTS = ("created", "updated", "unchanged", "refused", "left_out")


@dataclass
class Outcome:
    """How a run ended: `state` as in `Run`, counts over all parts, and what could not be read."""

    state: str
    parts: list[PartResult] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def count(self, name: str) -> int:
        """A count over all parts."""
        return sum(getattr(part, name) for part in self.parts)


def perform(*, by: Actor, run: Run, sources: Sequence[Source], at: datetime, map_path: Path | None = None) -> Outcome:
    """Carry a run out, or check it. Whatever goes wrong, nothing is half written and the run says what it was.

    Called again for a run that is done, it does nothing.
    """
    if not _take(run, at):
        return Outcome(run.state)
    try:
        with Progress(run.pk) as progress, context.acting(by, where="import", run=run.pk):
            found = _plan(run, sources, map_path)
            for part in found.parts:
                require(by, part.record.import_permission)
            _say_total(run, found)
            outcome = _write(by, run, found, at, progress)
    except (Unreadable, BadMap) as error:
        outcome = _failed(run, at, _texts(error))
    except Refused:
        _failed(run, at, [_("You may not import this")])
        raise
    except Stopped:
        outcome = _failed(run, at, [_("Stopped. Nothing was written.")], state="stopped")
    except DatabaseError as error:
        outcome = _failed(
            run, at, [_("The database refused a row: %(reason)s") % {"reason": str(error).splitlines()[0]}]
        )
    return outcome


def _take(run: Run, at: datetime) -> bool:
    """Mark the run as running, where its progress can be seen; a run that is over is not taken twice."""
    taken = Run.objects.filter(pk=run.pk, state__in=("new", "queued", "running")).update(
        state="running", started_at=at, done_rows=0, phase="reading"
    )
    run.refresh_from_db()
    return bool(taken)


def _plan(run: Run, sources: Sequence[Source], map_path: Path | None) -> Plan:
    tables = tables_of(sources)
    if run.mapping:
        return plan(tables, load_bytes(run.mapping.encode(), "mapping"))
    return plan(tables, mapping_for(run.preset or run.record or AUTO, tables, map_path))


def _say_total(run: Run, found: Plan) -> None:
    total = sum(getattr(part.table, "line_count", None) or 0 for part in found.parts)
    Run.objects.filter(pk=run.pk).update(total_rows=total)


def _write(by: Actor, run: Run, found: Plan, at: datetime, progress: Progress) -> Outcome:
    options = Options(
        overwrite=run.options.get("overwrite", True), make_terms=run.options.get("make_terms", True), dry=run.is_dry
    )
    with transaction.atomic():
        results, made = carry_out(found.parts, run=run.pk, by=by, at=at, options=options, progress=progress)
        for result in results:
            result.samples = [_with_new_words(result.record, sample, made) for sample in result.samples]
        outcome = Outcome(
            "checked" if run.is_dry else "done", results, [one.message() for one in found.left if not one.is_fine]
        )
        _keep(by, run, found, outcome, at, [] if run.is_dry else [list(key) for key in made])
    return outcome


def _keep(by: Actor, run: Run, found: Plan, outcome: Outcome, at: datetime, made: list[list[str]]) -> None:
    """The run's record, its event, and the job that makes the rows findable: in the transaction of the rows."""
    from kambium.exchange.actions.queue import index_run

    run.parts.all().delete()
    RunPart.objects.bulk_create([_row(run, i, result) for i, result in enumerate(outcome.parts)])
    run.state, run.ended_at, run.made_terms, run.phase = outcome.state, at, made, ""
    run.errors_file = write_faults(found.parts, outcome.parts, run, by)
    run.problem = {"texts": outcome.left} if outcome.left else None
    run.save(update_fields=["state", "ended_at", "made_terms", "phase", "errors_file", "problem"])
    if not run.is_dry:
        files = ", ".join(dict.fromkeys(part.file for part in outcome.parts))
        counts = {name: outcome.count(name) for name in COUNTS}
        events.record("import.done", run, by=by, at=at, data={"files": files, **counts})
        index_run.defer(run_id=run.pk)


def _row(run: Run, position: int, result: PartResult) -> RunPart:
    faults = [{"line": f.line, "code": f.code, "words": f.words} for f in result.faults[:FAULTS_SHOWN]]
    left = [{"line": line, "reason": reason} for line, reason in result.left[:FAULTS_SHOWN]]
    counts: dict[str, Any] = {name: getattr(result, name) for name in COUNTS}
    return RunPart(
        run=run, position=position, record=result.record, file_name=result.file,
        samples=result.samples, faults=faults, left=left, **counts,
    )  # fmt: skip


def _with_new_words(record: str, sample: dict[str, Any], made: dict[tuple[str, str], str]) -> dict[str, Any]:
    """A sampled row with the words that the run adds as they are called: a check leaves no list that knows them."""
    shown = dict(sample)
    for spec in records[record].fields:
        value = sample.get(spec.name)
        if spec.vocabulary and value is not None:
            named = [
                made.get((spec.vocabulary, str(code)), code) for code in (value if isinstance(value, list) else [value])
            ]
            shown[spec.name] = named if isinstance(value, list) else named[0]
    return shown


def _failed(run: Run, at: datetime, texts: list[str], *, state: str = "failed") -> Outcome:
    Run.objects.filter(pk=run.pk).update(state=state, ended_at=at, problem={"texts": texts}, phase="")
    run.refresh_from_db()
    return Outcome(state, problems=texts)


def _texts(error: Unreadable | BadMap) -> list[str]:
    if isinstance(error, BadMap):
        return [problem.message() for problem in error.problems]
    return [error.message()]


def record_labels() -> dict[str, str]:
    """What can be imported: key → label in the reader's language, in order."""
    return {r.key: str(r.label) for r in sorted(records, key=lambda r: r.position) if r.writer}
