"""Runs a person may see, and the files of one."""

from dataclasses import dataclass
from pathlib import Path

from django.db.models import QuerySet

from kambium.core.access import Actor
from kambium.core.files import path_of
from kambium.exchange.models import Run


@dataclass(frozen=True)
class Source:
    """A file to be read: where it lies and what it is called."""

    path: Path
    name: str
    sheet: str | None = None


def visible_runs(actor: Actor) -> "QuerySet[Run]":
    """One's own imports; all of them for who looks after the system."""
    rows = Run.objects.select_related("by").prefetch_related("files")
    return rows if actor.can("exchange.view") else rows.filter(by_id=actor.person_id)


def sources_of(run: Run) -> list[Source]:
    """The uploaded files of a run, ready to be read."""
    files = run.files.select_related("file")
    return [Source(path_of(f.file.sha256), f.name, f.sheet or None) for f in files if f.file]
