"""The work an import leaves to the worker. A job that was killed runs again from the start; nothing was written."""

from django.utils import timezone, translation
from procrastinate.contrib.django import app

from kambium.core.files import path_of
from kambium.core.jobs import RETRY
from kambium.core.registry import records, searchables
from kambium.core.search import index
from kambium.exchange.models import Run


@app.task(queue="imports", retry=RETRY)
def carry_out_run(run_id: int) -> None:
    """Carry out a queued run as the person who started it, with what that person may do now."""
    from kambium.exchange.actions.perform import perform
    from kambium.exchange.queries.runs import Source

    run = Run.objects.select_related("by").get(pk=run_id)
    if run.is_over or run.by is None:
        return
    sources = [
        Source(path_of(f.file.sha256), f.name, f.sheet or None) for f in run.files.select_related("file") if f.file
    ]
    with translation.override(run.by.language or None):  # what is kept in words is read by that person
        perform(by=run.by.actor("import"), run=run, sources=sources, at=timezone.now())


@app.task(queue="imports", retry=RETRY)
def index_run(run_id: int) -> None:
    """Make what a run wrote findable."""
    for kind in dict.fromkeys(part.record for part in Run.objects.get(pk=run_id).parts.all()):
        if kind in searchables:
            index.refresh(kind, ids_of(kind, run_id))


def ids_of(record: str, run_id: int) -> list[int]:
    """Ids of the rows a run created or changed."""
    model = records[record].model
    rows = model._default_manager.filter(source_run=run_id).values_list("pk", flat=True)
    old = model.old_rows.rel.related_model._default_manager  # type: ignore[attr-defined]
    changed = old.filter(pgh_context__run=run_id).values_list("pgh_obj_id", flat=True)
    return sorted({*rows, *changed})
