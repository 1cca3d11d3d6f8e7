"""Files that are not taken in, and why."""

from dataclasses import dataclass, field
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Reason = Literal["unknown", "later", "looked_up", "lacks"]

MESSAGES: dict[Reason, "str | Promise"] = {
    "unknown": _("“%(table)s”: no part of the mapping knows these columns. The file is left as it is."),
    "later": _(
        "“%(table)s” holds %(what)s. They are recognised, but can't be imported yet. The file is left as it is."
    ),
    "looked_up": _("“%(table)s” was only looked up from other files."),
    "lacks": _("“%(table)s” lacks %(what)s. The file is left as it is."),
}

LATER: dict[str, "str | Promise"] = {
    "opportunity": _("opportunities"),
    "lead": _("leads"),
    "product": _("products"),
    "quote": _("quotes"),
    "order": _("orders"),
    "invoice": _("invoices"),
    "payment": _("payments"),
    "contract": _("contracts"),
    "campaign": _("campaigns"),
    "case": _("service cases"),
    "note": _("notes"),
    "target": _("targets"),
    "survey": _("survey answers"),
}
"""Records that the vendors' exports carry and that no area of this version declares."""


@dataclass(frozen=True)
class Left:
    """A file that is not taken in; `is_fine` when nothing of it was meant to be."""

    table: str
    reason: Reason
    facts: "dict[str, str | Promise]" = field(default_factory=dict)

    @property
    def is_fine(self) -> bool:
        """Whether it was given to be looked up only."""
        return self.reason == "looked_up"

    def message(self) -> str:
        """The reason in the reader's language."""
        return str(MESSAGES[self.reason]) % {"table": self.table, **self.facts}
