"""A run's parts in words: counts, samples, refused and left-out rows."""

from typing import Any

from kambium.core.registry import records
from kambium.exchange.engine.faults import Fault
from kambium.exchange.models import Run, RunPart
from kambium.exchange.queries import sample_rows
from kambium.exchange.reading.problems import LEFT_OUT_REASONS, translated

COUNTS = ("created", "updated", "unchanged", "refused", "left_out")
COLUMNS_SHOWN = 6


def part_facts(run: Run) -> list[dict[str, Any]]:
    """Every part of a run, ready to be shown."""
    return [_part(part) for part in run.parts.all()]


def _part(part: RunPart) -> dict[str, Any]:
    record = records.get(part.record)
    specs, samples = sample_rows(record, part.samples) if record else ([], [])
    return {
        "label": record.label if record else part.record,
        "file": part.file_name,
        "counts": {name: getattr(part, name) for name in COUNTS},
        "columns": [spec.label for spec in specs[:COLUMNS_SHOWN]],
        "samples": [line[:COLUMNS_SHOWN] for line in samples],
        "faults": [(f["line"], Fault(f["line"], f["code"], f["words"]).text()) for f in part.faults],
        "left": [(row["line"], reason_of(row["reason"])) for row in part.left],
    }


def reason_of(code: str) -> str:
    """Why a row was left out, in the reader's language."""
    return translated(LEFT_OUT_REASONS[code]) if code in LEFT_OUT_REASONS else code
