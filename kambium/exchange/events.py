"""What happens with imports."""

from django.utils.translation import gettext_lazy as _

from kambium.core.registry import EventType, events

events.add(
    EventType(
        "import.done",
        _("Import finished"),
        _("Imported %(files)s: %(created)s created, %(updated)s updated, %(refused)s refused"),
        "upload",
        "good",
    ),
    EventType("import.reverted", _("Import reverted"), _("Took back the import of %(files)s"), "undo-2"),
    EventType(
        "import.failed", _("Import failed"), _("Import of %(files)s failed: nothing was written"), "upload", "bad"
    ),
)
