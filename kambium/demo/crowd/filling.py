"""Writing the crowd: COPY and one statement per table, indexes built when the rows are there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction

from kambium.core import indexes, terms
from kambium.core.registry import searchables
from kambium.core.search import index
from kambium.demo.crowd import staff, statements
from kambium.demo.crowd.names import company, people
from kambium.demo.loading import move_sequences
from kambium.people.models import Person

TABLES = (
    "accounts_account", "accounts_contact", "accounts_activity", "accounts_participant", "core_searchentry",
)  # fmt: skip
INDUSTRIES = ("machinery", "automotive", "new_energy", "semiconductor", "electronics", "metals", "chemicals", "food")
REGIONS = ("east", "south", "north", "central", "southwest", "europe", "north_america", "asia_pacific")
SIZES = ("1-49", "50-199", "200-999", "1000-4999", "5000-plus")
STATUSES = ("active", "active", "active", "prospect", "prospect", "dormant", "lost")
ACCOUNT = (
    "id", "name_zh", "name_en", "name_key", "sort_zh", "sort_en", "short_name", "registration_no", "country",
    "industry", "region", "size", "status", "employees", "annual_revenue", "currency", "website", "domain", "phone",
    "phone_key", "city", "about", "tags", "extra", "owner_id", "division_id", "branch_id", "team_id",
    "last_activity_at", "next_step", "next_step_on",
)  # fmt: skip
CONTACT = (
    "id", "account_id", "name_zh", "name_en", "sort_zh", "title", "department", "seniority", "roles", "language",
    "email", "phone", "mobile", "phone_key", "wechat", "note", "extra", "is_main", "owner_id", "division_id",
    "branch_id", "team_id",
)  # fmt: skip


class Inhabited(Exception):
    """Somebody is in this database already."""


@dataclass(frozen=True)
class Sizes:
    """How many of each."""

    accounts: int = 100_000
    contacts: int = 300_000
    activities: int = 1_000_000
    people: int = 60


def fill(sizes: Sizes, now: datetime) -> None:
    """Put the crowd into an empty database; raises Inhabited for another."""
    write(sizes, now)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def write(sizes: Sizes, now: datetime) -> None:
    """The rows alone, in one transaction."""
    if Person.objects.exists():
        raise Inhabited
    with transaction.atomic():
        for rows in staff.rows(sizes.people, now):
            type(rows[0])._base_manager.bulk_create(rows)
        with indexes.later(TABLES):
            _copy("accounts_account", ACCOUNT, _accounts(sizes, now))
            _copy("accounts_contact", CONTACT, _contacts(sizes))
            statements.activities(sizes.accounts, sizes.activities, now)
            for thing in searchables:
                index.rebuild(thing.key)
        move_sequences({*TABLES, "people_team", "people_person"})
        terms.changed("people")


def _copy(table: str, columns: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> None:
    statement = f"COPY {table} ({', '.join(columns)}) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def _owner(account: int, sizes: Sizes) -> tuple[int, int, int, int]:
    """Owner, division, branch and team of an account."""
    kam = (account * 31) % (sizes.people - staff.LEADERS)
    place = staff.branch_of_kam(kam)
    team = staff.branch(place)
    return staff.FIRST_KAM + kam, staff.division(place // staff.BRANCHES), team, team


def _accounts(sizes: Sizes, now: datetime) -> Iterator[tuple[Any, ...]]:
    for n in range(1, sizes.accounts + 1):
        name = company(n)
        phone, size = f"021{n:08d}", (n * 13) % len(SIZES)
        last = statements.last_activity(n, sizes.accounts, sizes.activities, now)
        step = statements.step(n) if last else ""
        due = now.date() + timedelta(days=n % 40 - 10) if step else None
        yield (
            n, name.zh, name.en, name.key, name.sort, name.sort, "", f"9131{n:014d}", "CN" if name.zh else "DE",
            INDUSTRIES[(n * 5 + n // 11) % len(INDUSTRIES)], REGIONS[n % len(REGIONS)], SIZES[size],
            STATUSES[(n * 3 + n // 7) % len(STATUSES)], 20 + (n * 97) % 9000, 100_000 + n * 997 % 90_000_000, "CNY",
            f"https://www.c{n}.example", f"c{n}.example", phone, phone, name.zh[:2], "", [], "{}", *_owner(n, sizes),
            last, step, due,
        )  # fmt: skip


def _contacts(sizes: Sizes) -> Iterator[tuple[Any, ...]]:
    known = people()
    for n in range(1, sizes.contacts + 1):
        account = (n - 1) % sizes.accounts + 1
        name = known[(n * 17) % len(known)]
        mobile = f"139{n:08d}"
        yield (
            n, account, name.zh, name.en, name.sort, "采购经理" if name.zh else "Buyer", "采购",
            "manager", ["champion"] if n % 9 == 0 else [], "zh-hans" if name.zh else "en", f"p{n}@c{account}.example",
            "", mobile, mobile, "", "", "{}", n <= sizes.accounts, *_owner(account, sizes),
        )  # fmt: skip
