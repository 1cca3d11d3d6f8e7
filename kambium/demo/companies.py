"""The 60 accounts, their addresses, and whose they were when."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from random import Random
from typing import Any

from kambium.accounts.models import Account, Address
from kambium.accounts.naming import account_key
from kambium.accounts.reaching import phone_key
from kambium.accounts.registration import ALPHABET, check_character, organisation_check
from kambium.core.search.fold import sort_key
from kambium.demo.cast import COLLEAGUES, UNITS
from kambium.demo.days import Calendar, moment, months_before, next_worked, worked
from kambium.demo.dice import dice
from kambium.demo.geography import PLACES, telephone
from kambium.demo.reading import accounts as table

TERMS = ("月结 30 天 / Net 30", "月结 60 天 / Net 60", "月结 90 天 / Net 90", "款到发货 / Prepaid")
HANDED_OVER = 92  # days since Chengyue went from Zhou to Liang
PUBLIC_NUMBERS = {"weidental": "HRB40217", "skagvig": "29817365", "tverrdal": "948611203", "corran": "C085431"}


@cache
def numbers() -> dict[str, int]:
    """The ids of the accounts by their keys."""
    return {line["key"]: number for number, line in enumerate(table(), 1)}


@dataclass(frozen=True)
class Handover:
    """An account went from one owner to the next; `by` decided it."""

    account: str
    giver: str
    taker: str
    by: str
    day: date


def handovers(calendar: Calendar) -> dict[str, Handover]:
    """Du's accounts went to He, He's former ones to Xu, all on the day of the turn; one went to Liang this summer."""
    found = {}
    before = {"he": ("du", "liang"), "xu": ("he", "wang")}
    for line in table():
        if line["owner"] in before and known_since(line, calendar) < calendar.turn - timedelta(14):
            giver, by = before[line["owner"]]
            found[line["key"]] = Handover(line["key"], giver, line["owner"], by, next_worked(calendar.turn))
    found["chengyue"] = Handover("chengyue", "zhou", "liang", "shen", calendar.back(HANDED_OVER))
    return found


def known_since(line: dict[str, str], calendar: Calendar) -> date:
    """The day the account was entered: the start of the system for the older ones."""
    return max(calendar.start, worked(months_before(calendar.today, int(line["months"]))))


def owner_columns(key: str) -> dict[str, Any]:
    """The owner columns of what belongs to a colleague; what is nobody's waits in the division."""
    unit = UNITS[COLLEAGUES[key].team if key else "key_accounts"]
    return {
        "owner_id": COLLEAGUES[key].number if key else None,
        "division_id": unit.path[1],
        "branch_id": unit.path[2] if len(unit.path) > 2 else None,
        "team_id": unit.number,
    }


def registration_number(line: dict[str, str], random: Random) -> str:
    """A number that fits the standard; codes that start with MY are given to nobody."""
    if not line["place"]:
        return PUBLIC_NUMBERS.get(line["key"], "")
    organisation = "MY" + "".join(random.choices(ALPHABET[:20], k=6))
    body = "91" + line["place"] + organisation + organisation_check(organisation)
    return body + check_character(body)


def rows(calendar: Calendar, seed: int) -> list[Account]:
    """The accounts in the order of the table, as they are today."""
    random = dice(seed, "companies")
    found = [_account(number, line, calendar, random) for number, line in enumerate(table(), 1)]
    _alike(found)
    return found


def _account(number: int, line: dict[str, str], calendar: Calendar, random: Random) -> Account:
    place = PLACES[line["city"]]
    since = known_since(line, calendar)
    entered = moment(since, 9 * 60 + number)
    row = Account(
        id=number, **_names(line), **_facts(line, calendar), country=place.country, city=line["city"],
        registration_no=registration_number(line, random), phone=telephone(place, number), extra=_extra(line, random),
        website=f"https://www.{_domain(line)}", domain=_domain(line), tags=line["tags"].split(),
        parent_id=numbers()[line["parent"]] if line["parent"] else None, about=line["about"], created_at=entered,
        created_by_id=COLLEAGUES["shen" if since == calendar.start else line["owner"] or "shen"].number,
        updated_at=entered, **owner_columns(line["owner"]),
    )  # fmt: skip
    row.phone_key = phone_key(row.phone, row.country)
    if line["key"] == "muyu":
        row.deleted_at, row.deleted_by_id = removed_at(calendar), COLLEAGUES["wang"].number
    return row


def removed_at(calendar: Calendar) -> datetime:
    """When the account in the recycle bin was put there."""
    return moment(calendar.back(20), 16 * 60 + 12)


def _names(line: dict[str, str]) -> dict[str, str]:
    zh, en = line["name_zh"], line["name_en"]
    return {
        "name_zh": zh, "name_en": en, "short_name": line["short_name"], "name_key": account_key(zh, en),
        "sort_zh": sort_key(zh or en), "sort_en": sort_key(en or zh),
    }  # fmt: skip


def _facts(line: dict[str, str], calendar: Calendar) -> dict[str, Any]:
    revenue = Decimal(line["revenue"]) * 1_000_000 if line["revenue"] else None
    is_customer = line["status"] != "prospect"
    since = months_before(calendar.today, int(line["months"])).replace(day=1)
    return {
        "industry": line["industry"], "region": line["region"], "size": line["size"], "status": line["status"],
        "employees": int(line["employees"]) if line["employees"] else None, "annual_revenue": revenue,
        "currency": line["currency"], "founded_year": int(line["founded"]) if line["founded"] else None,
        "customer_since": since if is_customer else None,
    }  # fmt: skip


def _extra(line: dict[str, str], random: Random) -> dict[str, Any]:
    """Values of the custom fields; a prospect has none yet."""
    if line["status"] == "prospect":
        return {}
    term = TERMS[3] if line["status"] == "lost" else TERMS[1 + ("payment_watch" in line["tags"])]
    if int(line["employees"]) < 1000:
        term = random.choice(TERMS[:2])
    values: dict[str, Any] = {"payment_terms": term, "production_sites": max(1, int(line["employees"]) // 1500)}
    if "framework" in line["tags"]:
        values["needs_acceptance"] = True
    return values


def _domain(line: dict[str, str]) -> str:
    return f"{line['key'].replace('_', '-')}.example"


def _alike(found: list[Account]) -> None:
    """One customer entered twice, with the switchboard and web site of the first and no registration number."""
    first, twin = found[numbers()["junhe"] - 1], found[numbers()["junhe_twin"] - 1]
    twin.phone, twin.phone_key, twin.website, twin.domain = first.phone, first.phone_key, first.website, first.domain
    twin.registration_no = ""


def addresses(found: list[Account]) -> list[Address]:
    """Each account's main office; deliveries go elsewhere for every second one, invoices for every fourth."""
    every: list[Address] = []
    for account in found:
        every.append(_address(account, "main"))
        if account.pk % 2 == 0 and account.status == "active":
            every.append(_address(account, "shipping"))
        if account.pk % 4 == 1 and account.status == "active":
            every.append(_address(account, "billing"))
    for number, address in enumerate(every, 1):
        address.pk = number
    return every


def _address(account: Account, kind: str) -> Address:
    place = PLACES[account.city]
    return Address(
        account_id=account.pk, kind=kind, line1=place.second if kind == "shipping" else place.street,
        line2=_line2(account, kind), city=account.city, province=place.province, postal_code=place.postal_code,
        country=place.country, created_at=account.created_at, created_by_id=account.created_by_id,
        updated_at=account.created_at, deleted_at=account.deleted_at, deleted_by_id=account.deleted_by_id,
        owner_id=account.owner_id, division_id=account.division_id, branch_id=account.branch_id,
        team_id=account.team_id,
    )  # fmt: skip


def _line2(account: Account, kind: str) -> str:
    words = {"main": ("", ""), "shipping": ("收货处", "Goods-in"), "billing": ("财务共享中心", "Accounts payable")}
    return words[kind][account.country != "CN"]
