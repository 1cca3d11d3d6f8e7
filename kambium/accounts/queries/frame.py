"""The 360° page's subject: one statement reads the account, what the actor may do with it, and all that is small.

Lists that are long by nature (timeline, changes, files) are read by their own pages.
"""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, cached_property
from typing import Any

from django.utils import timezone

from kambium.accounts.masking import mask
from kambium.accounts.models import Account
from kambium.accounts.queries.group import Branch, branches, group_column
from kambium.accounts.queries.one_row import OneRow, read_one
from kambium.accounts.reaching import link_of
from kambium.core.access import Actor
from kambium.core.registry import arounds
from kambium.people.models.person import named

COLUMNS = (
    "id", "version", "name_zh", "name_en", "short_name", "registration_no", "country", "parent_id", "industry",
    "region", "size", "status", "employees", "annual_revenue", "currency", "founded_year", "customer_since", "website",
    "phone", "city", "about", "tags", "extra", "last_activity_at", "next_step", "next_step_on", "owner_id", "team_id",
    "created_at", "created_by_id", "updated_at", "source", "source_key", "domain", "phone_key", "name_key",
)  # fmt: skip
ASKED = (
    "accounts.edit", "accounts.assign", "accounts.team", "accounts.delete", "accounts.merge", "accounts.audit",
    "contacts.view", "contacts.edit", "activities.view", "activities.edit", "files.view", "files.edit",
    "comments.view", "comments.write",
)  # fmt: skip
AROUND = """jsonb_build_object(
  'contacts', (SELECT coalesce(jsonb_agg(to_jsonb(c) ORDER BY c.is_main DESC, c.sort_zh, c.id), '[]') FROM (
      SELECT id, name_zh, name_en, sort_zh, title, roles, seniority, is_main, mobile, phone, email
      FROM accounts_contact WHERE account_id = accounts_account.id AND deleted_at IS NULL AND left_on IS NULL
      ORDER BY is_main DESC, sort_zh, id LIMIT 6) c),
  'contact_count', (SELECT count(*) FROM accounts_contact
      WHERE account_id = accounts_account.id AND deleted_at IS NULL AND left_on IS NULL),
  'file_count', (SELECT count(*) FROM accounts_accountfile
      WHERE account_id = accounts_account.id AND deleted_at IS NULL),
  'activity_count', (SELECT count(*) FROM accounts_activity
      WHERE account_id = accounts_account.id AND deleted_at IS NULL),
  'steps', (SELECT coalesce(jsonb_agg(to_jsonb(s) ORDER BY s.next_on NULLS LAST, s.id), '[]') FROM (
      SELECT id, version, next_step, next_on, next_owner_id, kind, subject FROM accounts_activity
      WHERE account_id = accounts_account.id AND deleted_at IS NULL AND next_done_at IS NULL AND next_step <> ''
      ORDER BY next_on NULLS LAST, id LIMIT 20) s),
  'step_count', (SELECT count(*) FROM accounts_activity
      WHERE account_id = accounts_account.id AND deleted_at IS NULL AND next_done_at IS NULL AND next_step <> ''),
  'members', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'person_id', m.person_id, 'role', m.role,
        'can_edit', m.can_edit, 'since', lower(m.active)) ORDER BY m.id), '[]')
      FROM accounts_accountmember m WHERE m.account_id = accounts_account.id AND m.active @> now()),
  'addresses', (SELECT coalesce(jsonb_agg(to_jsonb(a) ORDER BY a.id), '[]') FROM (
      SELECT id, version, kind, line1, line2, city, province, postal_code, country FROM accounts_address
      WHERE account_id = accounts_account.id AND deleted_at IS NULL ORDER BY id LIMIT 20) a),
  'comments', (SELECT coalesce(jsonb_agg(to_jsonb(c) ORDER BY c.created_at DESC, c.id DESC), '[]') FROM (
      SELECT id, body, author_id, created_at, edited_at FROM accounts_comment
      WHERE account_id = accounts_account.id AND deleted_at IS NULL ORDER BY created_at DESC, id DESC LIMIT 10) c),
  'comment_count', (SELECT count(*) FROM accounts_comment
      WHERE account_id = accounts_account.id AND deleted_at IS NULL),
  'fields', (SELECT coalesce(jsonb_agg(jsonb_build_object('key', f.key, 'label_zh', f.label_zh, 'label_en', f.label_en,
        'kind', f.kind) ORDER BY f.position, f.id), '[]')
      FROM accounts_customfield f WHERE f.record = 'account' AND f.is_active),
  'resembled', EXISTS (SELECT FROM accounts_account t WHERE t.name_key = accounts_account.name_key
        AND t.name_key <> '' AND t.id <> accounts_account.id AND t.deleted_at IS NULL)
      OR EXISTS (SELECT FROM accounts_account t WHERE t.domain = accounts_account.domain AND t.domain <> ''
        AND t.id <> accounts_account.id AND t.deleted_at IS NULL)
      OR EXISTS (SELECT FROM accounts_account t WHERE t.phone_key = accounts_account.phone_key AND t.phone_key <> ''
        AND t.id <> accounts_account.id AND t.deleted_at IS NULL)
      OR EXISTS (SELECT FROM accounts_account t WHERE t.registration_no = accounts_account.registration_no
        AND t.country IN (accounts_account.country, '') AND t.registration_no <> ''
        AND t.id <> accounts_account.id AND t.deleted_at IS NULL),
  'follows', EXISTS (SELECT FROM accounts_follow f WHERE f.account_id = accounts_account.id AND f.person_id = %s))"""
NOTHING: dict[str, tuple[str, ...]] = {
    "contacts.view": ("contacts",),
    "activities.view": ("steps",),
    "comments.view": ("comments",),
}


@dataclass(frozen=True)
class Frame(OneRow):
    """An account as its page shows it: columns, rights of the reader, and what is around it."""

    @property
    def other_name(self) -> str:
        """The name in the other language, where there is one that differs."""
        zh, en = self.columns["name_zh"], self.columns["name_en"]
        other = en if self.name == zh else zh
        return other if other != self.name else ""

    @property
    def site(self) -> str:
        """Where the website's text leads to."""
        return link_of(self.columns["website"])

    @cached_property
    def contacts(self) -> list[dict[str, Any]]:
        """The first few contacts who have not left, the main one first."""
        return [{**c, "name": named(c["name_zh"], c["name_en"])} for c in self.around["contacts"]]

    @cached_property
    def group(self) -> list[Branch]:
        """The account's whole group as a tree, itself included."""
        return branches(self.around["group"])

    @cached_property
    def steps(self) -> list[dict[str, Any]]:
        """Open next steps, the earliest first, undated ones last."""
        return [{**step, "next_on": _day(step["next_on"])} for step in self.around["steps"]]

    @cached_property
    def comments(self) -> list[dict[str, Any]]:
        """The latest comments."""
        return [
            {**c, "created_at": datetime.fromisoformat(c["created_at"]), "edited_at": c["edited_at"]}
            for c in self.around["comments"]
        ]

    def quiet_days(self, today: date) -> int | None:
        """How many days nothing was done with the account; None where nothing ever was."""
        last: datetime | None = self.columns["last_activity_at"]
        return max(0, (today - timezone.localtime(last).date()).days) if last else None

    def overdue(self, today: date) -> int:
        """How many of the open steps should have been done before today."""
        return sum(1 for step in self.steps if step["next_on"] and step["next_on"] < today)

    @property
    def own_fields(self) -> list[tuple[str, str, Any]]:
        """The company's own fields that are filled in: key, label, value."""
        extra = self.columns["extra"]
        known = [(f["key"], named(f["label_zh"], f["label_en"])) for f in self.around["fields"]]
        return [(key, label, extra[key]) for key, label in known if key in extra]


@cache
def _around_and_more() -> str:
    """What stands around an account, with what other areas plugged in."""
    more = ", ".join(f"'{one.key}', ({one.sql})" for one in arounds if one.page == "account")
    return f"{AROUND} || jsonb_build_object({more})" if more else AROUND


def frame(actor: Actor, number: int) -> Frame:
    """The account of a page. Raises NotThere for one that is missing, in the recycle bin or hidden."""
    row, allowed, around = read_one(actor, Account, number, columns=COLUMNS, around=_around_and_more(), asked=ASKED,
                                    more=("group", group_column))  # fmt: skip
    return Frame(mask(row, actor.masked("accounts.view")), allowed, _around(around, allowed, actor))


def _around(found: dict[str, Any], allowed: frozenset[str], actor: Actor) -> dict[str, Any]:
    """Without what the reader may see of the account but not of this area, and with contact details masked."""
    for permission, names in NOTHING.items():
        if permission not in allowed:
            found |= {name: [] for name in names}
    hidden = actor.masked("contacts.view")
    found["contacts"] = [mask(contact, hidden) for contact in found["contacts"]]
    return found


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
