"""One contact with what a card shows: where they work, what was done with them."""

from dataclasses import dataclass
from datetime import datetime

from kambium.accounts.masking import mask
from kambium.accounts.models import Contact
from kambium.accounts.models.activity import KIND_ICONS, KINDS
from kambium.accounts.queries.one_row import OneRow, read_one
from kambium.core.access import Actor
from kambium.people.models.person import named

COLUMNS = (
    "id", "version", "account_id", "name_zh", "name_en", "title", "department", "seniority", "roles", "language",
    "email", "phone", "mobile", "wechat", "reports_to_id", "is_main", "left_on", "note", "extra", "created_at",
    "owner_id",
)  # fmt: skip
ASKED = ("contacts.edit", "contacts.delete", "accounts.view", "activities.view")
AROUND = """jsonb_build_object(
  'account', (SELECT jsonb_build_object('id', a.id, 'name_zh', a.name_zh, 'name_en', a.name_en)
      FROM accounts_account a WHERE a.id = accounts_contact.account_id),
  'superior', (SELECT jsonb_build_object('id', s.id, 'name_zh', s.name_zh, 'name_en', s.name_en)
      FROM accounts_contact s WHERE s.id = accounts_contact.reports_to_id AND s.deleted_at IS NULL),
  'reports', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'name_zh', r.name_zh, 'name_en', r.name_en,
        'title', r.title) ORDER BY r.sort_zh, r.id), '[]')
      FROM accounts_contact r WHERE r.reports_to_id = accounts_contact.id AND r.deleted_at IS NULL),
  'fields', (SELECT coalesce(jsonb_agg(jsonb_build_object('key', f.key, 'label_zh', f.label_zh, 'label_en', f.label_en)
        ORDER BY f.position, f.id), '[]')
      FROM accounts_customfield f WHERE f.record = 'contact' AND f.is_active),
  'activities', (SELECT coalesce(jsonb_agg(to_jsonb(x) ORDER BY x.happened_at DESC, x.id DESC), '[]') FROM (
      SELECT a.id, a.kind, a.subject, a.happened_at, a.by_id, a.account_id FROM accounts_participant p
      JOIN accounts_activity a ON a.id = p.activity_id
      WHERE p.contact_id = accounts_contact.id AND a.account_id = accounts_contact.account_id AND a.deleted_at IS NULL
      ORDER BY a.happened_at DESC, a.id DESC LIMIT 20) x))"""


@dataclass(frozen=True)
class Named:
    """Something with a name in two languages."""

    id: int
    name_zh: str
    name_en: str
    title: str = ""

    @property
    def name(self) -> str:
        """The name in the reader's language, else in the other."""
        return named(self.name_zh, self.name_en)


@dataclass(frozen=True)
class Done:
    """An activity as a card lists it."""

    id: int
    kind: str
    subject: str
    happened_at: datetime
    by_id: int | None

    @property
    def kind_label(self) -> str:
        """What kind it was."""
        return str(dict(KINDS)[self.kind])

    @property
    def icon(self) -> str:
        """The sign of its kind."""
        return KIND_ICONS[self.kind]


@dataclass(frozen=True)
class Card(OneRow):
    """A contact as its card shows it."""

    @property
    def account(self) -> Named:
        """Where they work."""
        return Named(**self.around["account"])

    @property
    def superior(self) -> Named | None:
        """Whom they report to."""
        return Named(**self.around["superior"]) if self.around["superior"] else None

    @property
    def activities(self) -> list[Done]:
        """What was done with them at this account, latest first."""
        return [Done(a["id"], a["kind"], a["subject"], datetime.fromisoformat(a["happened_at"]), a["by_id"])
                for a in self.around["activities"]]  # fmt: skip

    @property
    def reports(self) -> list[Named]:
        """Who reports to them."""
        return [Named(**row) for row in self.around["reports"]]


def card(actor: Actor, number: int) -> Card:
    """The contact of a card, contact details masked for whom they are. Raises NotThere."""
    row, allowed, around = read_one(actor, Contact, number, columns=COLUMNS, around=AROUND, asked=ASKED)
    if "activities.view" not in allowed:
        around["activities"] = []
    return Card(mask(row, actor.masked("contacts.view")), allowed, around)
