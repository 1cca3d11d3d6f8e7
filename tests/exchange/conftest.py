"""Imports in the tests: text in, outcome out."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from kambium.core.access import Actor, Granted
from kambium.exchange.actions import Outcome, Source, perform
from kambium.exchange.models import Run

SERVER = Actor(0, (Granted("admin"), Granted("security")), via="command")
Imports = Callable[..., tuple[Run, Outcome]]


@pytest.fixture
def imports(tmp_path: Path) -> Imports:
    """Import a text as a table of a record: `imports("account", "Name\\nAcme\\n")`."""

    def go(what: str, text: str, *, by: Actor = SERVER, dry: bool = False, **options: Any) -> tuple[Run, Outcome]:
        path = tmp_path / "table.csv"
        path.write_text(text, encoding="utf-8")
        run = Run.objects.create(preset=what, is_dry=dry, options=options)
        outcome = perform(by=by, run=run, sources=[Source(path, path.name)], at=timezone.now())
        run.refresh_from_db()
        return run, outcome

    return go


def counts(outcome: Outcome) -> dict[str, int]:
    """The counts of an outcome that are not zero."""
    names = ("created", "updated", "unchanged", "refused", "left_out")
    return {name: outcome.count(name) for name in names if outcome.count(name)}


@pytest.fixture
def bring_files() -> Imports:
    """Import files as they are: `bring_files("account", path)`."""

    def go(what: str, *paths: Path, by: Actor = SERVER, map_path: Path | None = None) -> tuple[Run, Outcome]:
        run = Run.objects.create(preset=what)
        sources = [Source(path, path.name) for path in paths]
        outcome = perform(by=by, run=run, sources=sources, at=timezone.now(), map_path=map_path)
        run.refresh_from_db()
        return run, outcome

    return go
