"""The files kept with an account."""

from dataclasses import dataclass
from datetime import datetime

from kambium.accounts.models import AccountFile
from kambium.core.access import Actor
from kambium.core.files import SHOWN_INLINE

ICONS = (("image/", "camera"), ("text/", "file-text"), ("application/pdf", "file-text"))


@dataclass(frozen=True)
class KeptFile:
    """A file as a list shows one."""

    id: int
    label: str
    name: str
    size: int
    content_type: str
    added_by_id: int | None
    added_at: datetime

    @property
    def is_shown(self) -> bool:
        """Whether browsers may show it without running anything."""
        return self.content_type in SHOWN_INLINE

    @property
    def icon(self) -> str:
        """The sign of its kind."""
        return next((sign for start, sign in ICONS if self.content_type.startswith(start)), "paperclip")


def files_of(actor: Actor, account_id: int) -> list[KeptFile]:
    """The files of an account that the actor may see, latest first; at most 500."""
    names = ("id", "label", "file__name", "file__size", "file__content_type", "added_by_id", "added_at")
    rows = AccountFile.objects.visible_to(actor).filter(account_id=account_id).order_by("-added_at", "-id")
    return [KeptFile(*row) for row in rows.values_list(*names)[:500]]
