"""Columns that are copies: kept by the actions, in the same transaction as what they are copied from."""

from collections.abc import Collection
from typing import Any

from django.db import connection

from kambium.accounts.naming import account_key
from kambium.accounts.reaching import domain_of, phone_key
from kambium.core.search.fold import sort_key

RECOUNT = """
UPDATE accounts_account a SET
    last_activity_at = d.last_at, next_step = coalesce(s.next_step, ''), next_step_on = s.next_on
FROM unnest(%(ids)s::bigint[]) AS one(id)
LEFT JOIN LATERAL (
    SELECT max(happened_at) AS last_at FROM accounts_activity WHERE account_id = one.id AND deleted_at IS NULL
) d ON true
LEFT JOIN LATERAL (
    SELECT next_step, next_on FROM accounts_activity
    WHERE account_id = one.id AND deleted_at IS NULL AND next_done_at IS NULL AND next_step <> ''
    ORDER BY next_on NULLS LAST, id LIMIT 1
) s ON true
WHERE a.id = one.id AND (a.last_activity_at, a.next_step, a.next_step_on)
    IS DISTINCT FROM (d.last_at, coalesce(s.next_step, ''), s.next_on)
"""
NAMES = frozenset({"name_zh", "name_en"})


def account_copies(account: Any, changed: Collection[str]) -> dict[str, str]:
    """What follows from the changed columns of an account: keys for comparing and ordering."""
    found: dict[str, str] = {}
    if NAMES.intersection(changed):
        zh, en = account.name_zh, account.name_en
        found |= {"name_key": account_key(zh, en), "sort_zh": sort_key(zh or en), "sort_en": sort_key(en or zh)}
    if "website" in changed:
        found["domain"] = domain_of(account.website)
    if {"phone", "country"}.intersection(changed):
        found["phone_key"] = phone_key(account.phone, account.country)
    return found


def contact_copies(contact: Any, changed: Collection[str], country: str) -> dict[str, str]:
    """What follows from the changed columns of a contact; numbers without a prefix are of the account's country."""
    found: dict[str, str] = {}
    if NAMES.intersection(changed):
        found["sort_zh"] = sort_key(contact.name_zh or contact.name_en)
    if {"mobile", "phone", "account_id"}.intersection(changed):
        found["phone_key"] = phone_key(contact.mobile, country) or phone_key(contact.phone, country)
    return found


def recount(accounts: Collection[int]) -> None:
    """Last activity and next step of accounts, from their activities: the earliest open step, undated ones last."""
    with connection.cursor() as cursor:
        cursor.execute(RECOUNT, {"ids": list(accounts)})
