"""Accounts that may be one customer entered twice: which pairs, for which reasons, how likely.

Registration number, domain and telephone speak for themselves; a name alone never does, because two plants and two
namesakes have one. Domains and telephones that many accounts share, and those shared within a group, say nothing. Near
names are looked for in the same city or region only, and for the newest accounts: that bounds the work.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from kambium.accounts.models import Account
from kambium.accounts.naming import account_key
from kambium.accounts.reaching import OPEN_TO_ALL, domain_of, phone_key
from kambium.accounts.registration import normal
from kambium.core.access import Actor

REASONS = {
    "registration": _("same registration number"),
    "domain": _("same domain"),
    "phone": _("same telephone"),
    "name": _("same name"),
    "near": _("similar name"),
    "contact": _("a contact in common"),
}
SCORES = {"registration": 100, "domain": 45, "phone": 45, "name": 40, "near": 30}
SHARED = 4  # a domain or telephone that more accounts than these have is a switchboard or a group's
COMMON = 6
NEAR = 0.6
NEWEST = 2_000
MOST = 200
COLUMNS = "id, country, registration_no, domain, phone_key, name_key, city, region, parent_id"

# `mine` is what the actor may merge. Each reason is a join on equality (hashed), the near names a probe of an index.
PAIRS = """
WITH mine AS MATERIALIZED ({mine}),
shared AS (
    SELECT 'domain' AS what, domain AS value FROM mine WHERE domain <> '' GROUP BY domain HAVING count(*) > %(shared)s
    UNION ALL
    SELECT 'phone', phone_key FROM mine WHERE phone_key <> '' GROUP BY phone_key HAVING count(*) > %(shared)s
    UNION ALL
    SELECT 'name', name_key FROM mine WHERE name_key <> '' GROUP BY name_key HAVING count(*) > %(common)s),
found AS (
    SELECT a.id AS low, b.id AS high, 'registration' AS reason, 1.0 AS close FROM mine a JOIN mine b
        ON b.registration_no = a.registration_no AND b.id > a.id
        AND (a.country = b.country OR '' IN (a.country, b.country)) WHERE a.registration_no <> ''
    UNION ALL
    SELECT a.id, b.id, 'domain', 1.0 FROM mine a JOIN mine b ON b.domain = a.domain AND b.id > a.id
        WHERE a.domain <> '' AND a.domain <> ALL(%(open)s) AND {apart}
        AND a.domain NOT IN (SELECT value FROM shared WHERE what = 'domain')
    UNION ALL
    SELECT a.id, b.id, 'phone', 1.0 FROM mine a JOIN mine b ON b.phone_key = a.phone_key AND b.id > a.id
        WHERE a.phone_key <> '' AND {apart} AND a.phone_key NOT IN (SELECT value FROM shared WHERE what = 'phone')
    UNION ALL
    SELECT a.id, b.id, 'name', 1.0 FROM mine a JOIN mine b ON b.name_key = a.name_key AND b.id > a.id
        WHERE a.name_key <> '' AND a.name_key NOT IN (SELECT value FROM shared WHERE what = 'name')
    UNION ALL
    SELECT least(a.id, b.id), greatest(a.id, b.id), 'near', similarity(a.name_key, b.name_key)
        FROM (SELECT * FROM mine WHERE name_key <> '' ORDER BY id DESC LIMIT %(newest)s) a
        JOIN accounts_account b ON b.name_key %% a.name_key AND b.name_key <> a.name_key
            AND ((a.city <> '' AND b.city = a.city) OR (a.region <> '' AND b.region = a.region))
        WHERE b.id IN (SELECT id FROM mine)),
told AS (SELECT DISTINCT low, high, reason, close FROM found)
SELECT low, high, array_agg(reason ORDER BY reason), max(close) FILTER (WHERE reason = 'near')
FROM told t
WHERE NOT EXISTS (SELECT FROM accounts_notduplicate n WHERE n.low_id = t.low AND n.high_id = t.high)
GROUP BY low, high
ORDER BY sum(CASE reason {scores} END) DESC, high DESC, low DESC LIMIT %(most)s
"""
APART = """a.parent_id IS DISTINCT FROM b.id AND b.parent_id IS DISTINCT FROM a.id
    AND (a.parent_id IS NULL OR a.parent_id IS DISTINCT FROM b.parent_id)"""
WEIGHTS = " ".join(f"WHEN '{reason}' THEN {score}" for reason, score in SCORES.items())


@dataclass(frozen=True)
class Pair:
    """Two accounts that look alike: why, and how much out of a hundred."""

    low: Any
    high: Any
    reasons: tuple[str, ...]
    score: int

    @property
    def words(self) -> list[Any]:
        """The reasons in the reader's language."""
        return [REASONS[reason] for reason in self.reasons]


def score_of(reasons: Collection[str], close: float | None = None) -> int:
    """How likely the reasons make one customer of two accounts, out of 100; a near name counts by its nearness."""
    return min(100, round(sum(SCORES[r] * (close if r == "near" and close else 1) for r in reasons)))


def pairs(actor: Actor) -> list[Pair]:
    """The likeliest pairs among the accounts the actor may merge, most likely first."""
    mine = Account.objects.visible_to(actor, "accounts.merge").values_list(*COLUMNS.split(", "))
    sql, params = _compiled(mine)
    statement = PAIRS.format(mine=sql, apart=APART, scores=WEIGHTS)
    facts = {"shared": SHARED, "common": COMMON, "open": sorted(OPEN_TO_ALL), "newest": NEWEST, "most": MOST, **params}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL pg_trgm.similarity_threshold = {NEAR}")
        cursor.execute(statement, facts)
        rows = cursor.fetchall()
    known = Account.objects.visible_to(actor, "accounts.merge").in_bulk(
        {n for low, high, *_rest in rows for n in (low, high)}
    )
    return [
        Pair(known[low], known[high], tuple(reasons), score_of(reasons, close)) for low, high, reasons, close in rows
    ]


def _compiled(rows: Any) -> tuple[str, dict[str, Any]]:
    """A query with its values by name, so that it can stand in a statement that has names of its own."""
    sql, values = rows.query.sql_with_params()
    names = [f"mine{i}" for i in range(len(values))]
    return sql % tuple(f"%({name})s" for name in names), dict(zip(names, values, strict=True))


@dataclass(frozen=True)
class Facts:
    """What is known of one account, as it is compared."""

    registration_no: str = ""
    country: str = ""
    domain: str = ""
    phone_key: str = ""
    name_key: str = ""
    city: str = ""
    region: str = ""

    @classmethod
    def typed(cls, given: Mapping[str, Any]) -> "Facts":
        """From what somebody is typing into a form."""
        country = given.get("country", "")[:2].upper()
        return cls(
            registration_no=normal(given.get("registration_no", ""))[:40],
            country=country,
            domain=domain_of(given.get("website", "")[:200]),
            phone_key=phone_key(given.get("phone", "")[:40], country),
            name_key=account_key(given.get("name_zh", "")[:200], given.get("name_en", "")[:200]),
            city=given.get("city", "")[:80].strip(),
            region=given.get("region", "")[:64],
        )


@dataclass(frozen=True)
class Twin:
    """An account that one account, or one about to be entered, may be."""

    account: Any
    reasons: tuple[str, ...]
    score: int

    @property
    def words(self) -> list[Any]:
        """The reasons in the reader's language."""
        return [REASONS[reason] for reason in self.reasons]


ONE = """
WITH found AS (
    SELECT id, 'registration' AS reason, 1.0 AS close FROM accounts_account
        WHERE registration_no = %(registration_no)s AND %(registration_no)s <> ''
        AND (country = %(country)s OR '' IN (country, %(country)s)) AND deleted_at IS NULL
    UNION ALL (SELECT id, 'domain', 1.0 FROM accounts_account
        WHERE domain = %(domain)s AND domain <> '' AND domain <> ALL(%(open)s) AND deleted_at IS NULL LIMIT %(shared)s)
    UNION ALL (SELECT id, 'phone', 1.0 FROM accounts_account
        WHERE phone_key = %(phone_key)s AND phone_key <> '' AND deleted_at IS NULL LIMIT %(shared)s)
    UNION ALL (SELECT id, 'name', 1.0 FROM accounts_account
        WHERE name_key = %(name_key)s AND %(name_key)s <> '' AND deleted_at IS NULL LIMIT %(common)s)
    {near})
SELECT id, array_agg(DISTINCT reason ORDER BY reason), max(close) FILTER (WHERE reason = 'near') FROM found f
WHERE id <> %(id)s
    AND NOT EXISTS (SELECT FROM accounts_notduplicate n
        WHERE n.low_id = least(f.id, %(id)s) AND n.high_id = greatest(f.id, %(id)s))
    AND NOT EXISTS (SELECT FROM accounts_account a, accounts_account me
        WHERE a.id = f.id AND me.id = %(id)s
        AND (a.parent_id = me.id OR me.parent_id = a.id OR a.parent_id = me.parent_id))
GROUP BY id
"""
NEARLY = """UNION ALL (SELECT id, 'near', similarity(name_key, %(name_key)s) FROM accounts_account
        WHERE name_key %% %(name_key)s AND name_key <> %(name_key)s AND deleted_at IS NULL
        AND (%(city)s = '' AND %(region)s = '' OR city = %(city)s AND city <> ''
            OR region = %(region)s AND region <> '')
        ORDER BY similarity(name_key, %(name_key)s) DESC LIMIT %(common)s)"""
FIRST = 5
LARGEST = 2**63
MOST_MERGES = 20


def twins(actor: Actor, facts: Facts, *, number: int = 0, near: bool = False) -> list[Twin]:
    """Accounts the actor may see that these facts may be about, most likely first; `number` is the one they are of.

    What very many share (a switchboard, a group's domain) is cut off by the bounds. Two accounts of one group are not
    proposed. `near` looks for similar names too.
    """
    given = {**vars(facts), "id": number, "open": sorted(OPEN_TO_ALL), "shared": SHARED + 1, "common": COMMON}
    with transaction.atomic(), connection.cursor() as cursor:
        if near and facts.name_key:
            cursor.execute(f"SET LOCAL pg_trgm.similarity_threshold = {NEAR}")
        cursor.execute(ONE.format(near=NEARLY if near and facts.name_key else ""), given)
        rows = [row for row in cursor.fetchall() if row[0]]
    if not rows:
        return []
    known = Account.objects.visible_to(actor).in_bulk([row[0] for row in rows])
    found = [Twin(known[n], tuple(why), score_of(why, close)) for n, why, close in rows if n in known]
    return sorted(found, key=lambda twin: (-twin.score, twin.account.pk))[:FIRST]


def facts_of(row: Any) -> Facts:
    """What is known of a stored account."""
    return Facts(**{name: getattr(row, name) for name in Facts.__dataclass_fields__})


def merged_into(actor: Actor, number: int) -> Account | None:
    """The account that a merged one is today, through further merges; None for whom it is hidden."""
    here: int | None = number
    for _merge in range(MOST_MERGES):
        if not here or here >= LARGEST:
            return None
        gone = Account.objects.filter(pk=here, merged_into__isnull=False).values_list("merged_into_id", flat=True)
        further = gone.first()
        if further is None:
            break
        here = further
    kept: Account | None = Account.objects.visible_to(actor).filter(pk=here).exclude(pk=number).first()
    return kept


def agreeing(one: Account, other: Account) -> list[str]:
    """Facts, besides the name, by which two accounts agree: what makes a merge more than a guess."""
    found = []
    countries = {one.country, other.country}
    if (
        one.registration_no
        and one.registration_no == other.registration_no
        and (len(countries) == 1 or "" in countries)
    ):
        found.append("registration")
    if one.domain and one.domain == other.domain and one.domain not in OPEN_TO_ALL:
        found.append("domain")
    if one.phone_key and one.phone_key == other.phone_key:
        found.append("phone")
    if _same_person(one.pk, other.pk):
        found.append("contact")
    return found


def _same_person(one: int, other: int) -> bool:
    """Whether a contact of one has the mail address or telephone of a contact of the other."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT EXISTS (SELECT FROM accounts_contact a JOIN accounts_contact b
                ON (a.email <> '' AND lower(b.email) = lower(a.email))
                    OR (a.phone_key <> '' AND b.phone_key = a.phone_key)
                WHERE a.account_id = %s AND b.account_id = %s AND a.deleted_at IS NULL AND b.deleted_at IS NULL)""",
            [one, other],
        )
        (found,) = cursor.fetchone()
    return bool(found)


def ordered(numbers: Sequence[int]) -> tuple[int, int]:
    """Two ids, the lower first."""
    low, high = sorted(numbers)
    return low, high
