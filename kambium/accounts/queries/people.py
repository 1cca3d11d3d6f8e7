"""The contacts of an account, those who left included."""

from dataclasses import dataclass
from typing import Any

from kambium.accounts.masking import mask
from kambium.accounts.models import Contact
from kambium.core.access import Actor
from kambium.people.models.person import named

COLUMNS = (
    "id", "version", "name_zh", "name_en", "title", "department", "seniority", "roles", "language", "email", "phone",
    "mobile", "wechat", "reports_to_id", "is_main", "left_on", "note",
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    """A contact as a list shows one; `superior` is whom they report to."""

    row: dict[str, Any]
    superior: str

    @property
    def name(self) -> str:
        """The name in the reader's language, else in the other."""
        return named(self.row["name_zh"], self.row["name_en"])


def contacts_of(actor: Actor, account_id: int) -> list[Line]:
    """The contacts of an account that the actor may see, the main one first, those who left last."""
    rows = Contact.objects.visible_to(actor).filter(account_id=account_id).values(*COLUMNS)
    hidden = actor.masked("contacts.view")
    found = [mask(row, hidden) for row in rows.order_by("left_on", "-is_main", "sort_zh", "id")]
    names = {row["id"]: named(row["name_zh"], row["name_en"]) for row in found}
    found.sort(key=lambda row: row["left_on"] is not None)
    return [Line(row, names.get(row["reports_to_id"], "")) for row in found]
