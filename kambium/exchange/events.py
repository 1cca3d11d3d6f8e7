"""What happens with imports."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from kambium.core.registry import EventType, events, records


def _record(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """What the record is called in the reader's language."""
    record = records.get(str(data.get("record", "")))
    return {"record": record.label if record else data.get("record", "")}


events.add(
    EventType(
        "import.done",
        _("Import finished"),
        _("Imported %(files)s: %(created)s created, %(updated)s updated, %(refused)s refused"),
        "upload",
        "good",
    ),
    EventType(
        "record.exported",
        _("Record exported"),
        _("took out %(rows)s rows of %(record)s"),
        "download",
        "warn",
        words=_record,
    ),
    EventType("import.reverted", _("Import reverted"), _("Took back the import of %(files)s"), "undo-2"),
    EventType(
        "import.failed", _("Import failed"), _("Import of %(files)s failed: nothing was written"), "upload", "bad"
    ),
)
