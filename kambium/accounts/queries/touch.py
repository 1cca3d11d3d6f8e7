"""One activity in full, with who took part."""

from dataclasses import dataclass

from kambium.accounts.models import Activity
from kambium.accounts.queries.card import Named
from kambium.accounts.queries.one_row import OneRow, read_one
from kambium.core.access import Actor

COLUMNS = (
    "id", "version", "account_id", "kind", "subject", "body", "happened_at", "minutes", "place", "by_id", "next_step",
    "next_on", "next_owner_id", "next_done_at", "created_at",
)  # fmt: skip
ASKED = ("activities.edit", "activities.delete", "contacts.view")
AROUND = """jsonb_build_object(
  'account', (SELECT jsonb_build_object('id', a.id, 'name_zh', a.name_zh, 'name_en', a.name_en)
      FROM accounts_account a WHERE a.id = accounts_activity.account_id),
  'contacts', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'name_zh', c.name_zh, 'name_en', c.name_en,
        'title', c.title) ORDER BY c.sort_zh, c.id), '[]')
      FROM accounts_participant p JOIN accounts_contact c ON c.id = p.contact_id
      WHERE p.activity_id = accounts_activity.id),
  'people', (SELECT coalesce(jsonb_agg(p.person_id ORDER BY p.id), '[]') FROM accounts_participant p
      WHERE p.activity_id = accounts_activity.id AND p.person_id IS NOT NULL))"""


@dataclass(frozen=True)
class Touch(OneRow):
    """An activity as its page shows it."""

    @property
    def name(self) -> str:
        """What it was about."""
        return str(self.columns["subject"])

    @property
    def account(self) -> Named:
        """The account it was with."""
        return Named(**self.around["account"])

    @property
    def contacts(self) -> list[Named]:
        """Who of them took part, as far as the reader may see contacts."""
        return [Named(**row) for row in self.around["contacts"]] if self.can("contacts.view") else []

    @property
    def contact_ids(self) -> list[int]:
        """The ids of who of them took part."""
        return [row["id"] for row in self.around["contacts"]]

    @property
    def person_ids(self) -> list[int]:
        """The ids of who of us took part."""
        return list(self.around["people"])

    @property
    def is_open(self) -> bool:
        """Whether its next step is still to be done."""
        return bool(self.columns["next_step"]) and self.columns["next_done_at"] is None


def touch(actor: Actor, number: int) -> Touch:
    """The activity of a page. Raises NotThere."""
    return Touch(*read_one(actor, Activity, number, columns=COLUMNS, around=AROUND, asked=ASKED))
