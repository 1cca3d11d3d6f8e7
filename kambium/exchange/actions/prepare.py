"""Before an import: the run with its files, and the job that carries it out."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from kambium.core.access import Actor, require
from kambium.core.models import StoredFile
from kambium.exchange.models import Run, RunFile


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
        if locked.state not in ("new", "checked", "stopped", "failed"):
            return
        locked.state, locked.is_dry, locked.options = "queued", dry, dict(options)
        locked.done_rows, locked.wish_stop, locked.problem = 0, False, None
        locked.save()
        carry_out_run.defer(run_id=run.pk)


def stop(*, by: Actor, run: Run) -> None:
    """Ask a run to stop. It sees the wish at its next breath, and leaves nothing behind."""
    require(by, "exchange.use")
    Run.objects.filter(pk=run.pk, state__in=("queued", "running")).update(wish_stop=True)
