"""Before an import: the run with its files, and the job that carries it out."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from kambium.core.access import Actor, require
from kambium.core.models import StoredFile
from kambium.core.registry import records
from kambium.exchange.models import Run, RunFile, SavedMap

OPEN = ("new", "checked", "stopped", "failed")


def begin(*, by: Actor, files: Iterable[StoredFile], preset: str = "", record: str = "", mapping: str = "") -> Run:
    """A new run over uploaded files; nothing is read or written yet."""
    require(by, "exchange.use")
    with transaction.atomic():
        run = Run.objects.create(by_id=by.person_id or None, via=by.via, preset=preset, record=record, mapping=mapping)
        RunFile.objects.bulk_create([RunFile(run=run, file=f, name=f.name, position=i) for i, f in enumerate(files)])
    return run


def start(*, by: Actor, run: Run, dry: bool, options: Mapping[str, Any]) -> None:
    """Queue a check (`dry`) or the import itself; a run that is under way or over is left alone."""
    from kambium.exchange.actions.queue import carry_out_run

    require(by, "exchange.use")
    with transaction.atomic():
        locked = Run.objects.select_for_update().get(pk=run.pk)
        if locked.state not in OPEN:
            return
        for part in locked.parts.all():
            require(by, records[part.record].import_permission)
        locked.state, locked.is_dry, locked.options = "queued", dry, dict(options)
        locked.done_rows, locked.wish_stop, locked.problem = 0, False, None
        locked.save()
        carry_out_run.defer(run_id=run.pk)


def remember(*, by: Actor, run: Run, mapping: str, lasting: str, signature: str, at: datetime) -> None:
    """Keep a mapping for the run, and as `lasting` for the person's next files with the same headers."""
    require(by, "exchange.use")
    with transaction.atomic():
        Run.objects.filter(pk=run.pk, state__in=OPEN).update(mapping=mapping)
        SavedMap.objects.update_or_create(
            person_id=by.person_id, record=run.preset or run.record, signature=signature,
            defaults={"name": run.names[:80], "mapping": lasting, "used_at": at},
        )  # fmt: skip


def choose_sheet(*, by: Actor, run: Run, file_id: int, sheet: str) -> None:
    """Read another sheet of a workbook; what was said about the columns before no longer counts."""
    require(by, "exchange.use")
    with transaction.atomic():
        locked = Run.objects.select_for_update().get(pk=run.pk)
        if locked.state in OPEN and locked.files.filter(pk=file_id).update(sheet=sheet):
            locked.parts.all().delete()
            Run.objects.filter(pk=run.pk).update(mapping="", state="new", problem=None)


def stop(*, by: Actor, run: Run) -> None:
    """Ask a run to stop. It sees the wish at its next breath, and leaves nothing behind."""
    require(by, "exchange.use")
    Run.objects.filter(pk=run.pk, state__in=("queued", "running")).update(wish_stop=True)
