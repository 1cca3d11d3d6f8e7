"""The file of refused rows: as they came, with the line and the reason, to be mended and brought in again."""

import csv
import hashlib
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext as _

from kambium.core.access import Actor
from kambium.core.files import path_of
from kambium.core.models import StoredFile
from kambium.core.web.listing.files import safe
from kambium.exchange.engine.faults import Fault
from kambium.exchange.engine.run import PartResult
from kambium.exchange.mapping import Part
from kambium.exchange.reading.cells import text_of

if TYPE_CHECKING:
    from kambium.exchange.models import Run


def write_faults(parts: Sequence[Part], results: Sequence[PartResult], run: "Run", by: Actor) -> StoredFile | None:
    """Write the refused rows of all parts into one CSV file; None when there are none."""
    if not any(result.faults for result in results):
        return None
    folder = Path(settings.MEDIA_ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=folder, delete=False, encoding="utf-8-sig", newline="") as draft:
        csv.writer(draft).writerows(_rows(parts, results))
    data = Path(draft.name).read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    final = path_of(digest)
    final.parent.mkdir(parents=True, exist_ok=True)
    Path(draft.name).replace(final)
    return StoredFile.objects.create(
        sha256=digest, name=f"refused-{run.pk}.csv", size=len(data), content_type="text/csv",
        uploaded_by_id=by.person_id or None,
    )  # fmt: skip


def _rows(parts: Sequence[Part], results: Sequence[PartResult]) -> Iterator[list[str]]:
    for part, result in zip(parts, results, strict=True):
        if result.faults:
            columns = list(part.table.columns)
            yield [_("Line"), _("Reason"), *(safe(column.name) for column in columns)]
            faults = {fault.line: fault for fault in result.faults}
            for row in part.table.rows():
                if row.number in faults:
                    yield _line(row, columns, faults[row.number])


def _line(row: Any, columns: Sequence[Any], fault: Fault) -> list[str]:
    cells = [row.cells[c.index] if c.index < len(row.cells) else "" for c in columns]
    return [str(fault.line), fault.text(), *(safe(text_of(cell)) for cell in cells)]
