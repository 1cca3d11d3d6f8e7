"""Values of fields as a reader sees them: words for codes, names for ids, days and sums in the reader's way."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from kambium.accounts import labels
from kambium.accounts.countries import country
from kambium.accounts.models import Address, Contact
from kambium.accounts.models.activity import KINDS
from kambium.core.search.fold import has_han
from kambium.core.terms import Words
from kambium.core.ui.dates import written
from kambium.core.ui.figures import number

VOCABULARIES = {
    "industry": "industry", "region": "region", "size": "size", "status": "account_status", "tags": "tag",
    "seniority": "seniority", "roles": "contact_role",
}  # fmt: skip
PEOPLE = frozenset({"owner_id", "next_owner_id", "by_id", "created_by_id"})
ACCOUNTS = frozenset({"parent_id", "account_id", "merged_into_id"})
DAYS = frozenset({"customer_since", "left_on", "next_on"})
MOMENTS = frozenset({"happened_at", "next_done_at"})
NUMBERS = frozenset({"employees", "annual_revenue", "minutes"})
CHOICES: dict[str, dict[str, Any]] = {
    "activity": dict(KINDS),
    "address": dict(Address.KINDS),
    "contact": dict(Contact.LANGUAGES),
}


@dataclass(frozen=True)
class Display:
    """What is needed to show values: vocabularies, colleagues by id, names of accounts and contacts by id."""

    words: Words
    people: Mapping[int, Any]
    accounts: Mapping[int, str] = field(default_factory=dict)
    contacts: Mapping[int, str] = field(default_factory=dict)
    own: Mapping[str, str] = field(default_factory=dict)

    def label(self, record: str, name: str) -> str:
        """What a field is called; the company's own ones as `extra.key`."""
        if name.startswith("extra."):
            return self.own.get(name.removeprefix("extra."), name.removeprefix("extra."))
        return str(labels.OF[record].get(name, name))

    def text(self, record: str, name: str, value: Any) -> str:
        """A value as text; empty for none."""
        if value in (None, "", [], {}):
            return ""
        if name in VOCABULARIES:
            return self._words(VOCABULARIES[name], value)
        if name in PEOPLE:
            return self._person(value)
        if name in ACCOUNTS:
            return self.accounts.get(value, _("an account you cannot see"))
        if name == "reports_to_id":
            return self.contacts.get(value, _("a contact you cannot see"))
        return _plain(record, name, value)

    def word(self, vocabulary: str, code: str) -> str:
        """A word of a vocabulary by its code; the code where the word is gone."""
        known = self.words.get(vocabulary, {}).get(code)
        return known.label if known else code

    def address(self, address: Mapping[str, Any]) -> str:
        """An address on one line: from large to small where it is written in Chinese, else from small to large."""
        street = [address["line1"], address["line2"]]
        place = [address["province"], address["city"]]
        if has_han("".join([*street, *place])):
            inner = "".join(dict.fromkeys(_without_repeat(place) + street))
            return f"{inner} {address['postal_code']}".strip()
        town = " ".join(filter(None, [address["postal_code"], address["city"]]))
        return ", ".join(filter(None, [*street, town, address["province"]]))

    def _words(self, vocabulary: str, value: Any) -> str:
        codes = value if isinstance(value, list) else [value]
        return _(", ").join(self.word(vocabulary, code) for code in codes)

    def _person(self, value: int) -> str:
        known = self.people.get(value)
        return known.name if known else f"#{value}"


def _without_repeat(place: list[str]) -> list[str]:
    """上海市 is province and city at once."""
    province, city = place
    return [province] if city and province.removesuffix("市") == city.removesuffix("市") else place


def _plain(record: str, name: str, value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return _(", ").join(map(str, value))
    if name in DAYS:
        return written(value if isinstance(value, date) else date.fromisoformat(value))
    if name in MOMENTS:
        return _moment(value)
    if name in NUMBERS:
        return number(value)
    if name == "country":
        return country(value)
    if name in ("kind", "language"):
        return str(CHOICES[record].get(value, value))
    return str(value)


def _moment(value: Any) -> str:
    moment = value if isinstance(value, datetime) else parse_datetime(value)
    if moment is None:
        return str(value)
    local = timezone.localtime(moment)
    return f"{written(local.date())} {local:%H:%M}"
