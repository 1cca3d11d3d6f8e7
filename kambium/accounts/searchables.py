"""Accounts and contacts as Ctrl+K finds them; not by telephone or mail, which are masked for some."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext_lazy as _

from kambium.accounts.models import Account, Contact
from kambium.core.access.owned import OWNER_COLUMNS
from kambium.core.registry import Searchable, SearchRow, searchables
from kambium.core.search.index import among

ACCOUNT = ("id", "name_zh", "name_en", "short_name", "registration_no", "city", "domain", *OWNER_COLUMNS)
CONTACT = ("id", "name_zh", "name_en", "title", "account__name_zh", "account__name_en", *OWNER_COLUMNS, "account_id")


def accounts(ids: Sequence[int] | None) -> Iterator[SearchRow]:
    """Accounts outside the recycle bin."""
    rows = among(Account.objects.alive(), ids)
    for number, zh, en, *more, owner, division, branch, team in rows.values_list(*ACCOUNT).iterator():
        yield SearchRow(number, zh, en, _joined(more), owner, division, branch, team, number)


def contacts(ids: Sequence[int] | None) -> Iterator[SearchRow]:
    """Contacts outside the recycle bin, with the account they work at."""
    rows = among(Contact.objects.alive(), ids)
    for number, zh, en, *more, owner, division, branch, team, account in rows.values_list(*CONTACT).iterator():
        yield SearchRow(number, zh, en, _joined(more), owner, division, branch, team, account)


def _joined(words: list[str]) -> str:
    return " ".join(word for word in dict.fromkeys(words) if word)


searchables.add(
    Searchable("account", _("Accounts"), "building-2", "account", "accounts.view", 10, accounts),
    Searchable("contact", _("Contacts"), "contact", "contact", "contacts.view", 20, contacts),
)
