"""About 200 contacts: who they are, whom they report to, who is new and who has left."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

from kambium.accounts.models import Account, Contact
from kambium.accounts.reaching import phone_key
from kambium.core.search.fold import sort_key
from kambium.core.search.hanzi import syllables
from kambium.demo.days import Calendar, moment
from kambium.demo.dice import dice
from kambium.demo.reading import accounts as table
from kambium.demo.reading import industries, names


@dataclass(frozen=True)
class Post:
    """A position at a customer: its part in buying, and the posts it may report to, nearest first."""

    key: str
    title: tuple[str, str]
    department: tuple[str, str]
    seniority: str
    roles: tuple[str, ...]
    under: tuple[str, ...]


POSTS = {
    p.key: p
    for p in (
        Post("buyer", ("采购经理", "Purchasing manager"), ("采购部", "Purchasing"), "manager", ("gatekeeper",),
             ("head_buyer", "boss")),
        Post("engineer", ("", ""), ("设备与工程部", "Engineering"), "director", ("technical_buyer", "champion"),
             ("boss",)),
        Post("head_buyer", ("采购总监", "Head of purchasing"), ("采购部", "Purchasing"), "director",
             ("economic_buyer",), ("boss",)),
        Post("boss", ("总经理", "Managing director"), ("总经办", "Management"), "executive", ("approver",), ()),
        Post("user", ("", ""), ("生产部", "Production"), "lead", ("user",), ("engineer", "boss")),
        Post("quality", ("质量经理", "Quality manager"), ("质量部", "Quality"), "manager", ("influencer",),
             ("engineer", "boss")),
        Post("finance", ("财务经理", "Finance manager"), ("财务部", "Finance"), "manager", ("influencer",), ("boss",)),
        Post("clerk", ("采购专员", "Purchasing clerk"), ("采购部", "Purchasing"), "staff", ("gatekeeper",),
             ("buyer", "head_buyer")),
    )
}  # fmt: skip
ORDER = tuple(POSTS)
# The people of the account that tests and tours look at, in the order of the posts; the last one left.
HUADONG = ("许嘉文", "顾明哲", "郑丽华", "沈国栋", "罗一鸣", "宋安琪", "孟晓棠", "韩立新")
LEFT = {("huadong", "clerk"): 150, ("lanchuan", "quality"): 64, ("yueling", "finance"): 260}
NEW = {("huadong", "head_buyer"): 138, ("chengyue", "head_buyer"): 70}
PREDECESSOR = ("前采购总监", "director", ("economic_buyer",))


@dataclass(frozen=True)
class Known:
    """A contact with its post, and the days between which one could talk to them."""

    contact: Contact
    post: str
    first: date
    last: date


@cache
def abroad() -> dict[str, list[str]]:
    """Names at foreign accounts, by city."""
    found: dict[str, list[str]] = names()["abroad"]
    return found


def rows(found: list[Account], calendar: Calendar, seed: int) -> dict[str, list[Known]]:
    """The contacts of each account, by the account's key; ids count up through all of them."""
    random = dice(seed, "customers")
    taken: set[str] = set(HUADONG)
    by_account: dict[str, list[Known]] = defaultdict(list)
    for line, account in zip(table(), found, strict=True):
        for place, key in enumerate(ORDER[: int(line["contacts"])]):
            name = _name(line, place, random, taken)
            number = contact_numbers()[f"{line['key']}.{key}"]
            by_account[line["key"]].append(_known(number, account, line, POSTS[key], name, calendar))
        _report(by_account[line["key"]])
    return by_account


def _name(line: dict[str, str], place: int, random: Random, taken: set[str]) -> tuple[str, str]:
    if not line["name_zh"]:
        return "", abroad()[line["city"]][place]
    zh = HUADONG[place] if line["key"] == "huadong" else ""
    while not zh or (zh in taken and line["key"] != "huadong"):
        zh = random.choice(names()["surnames"]) + random.choice(names()["given"])
    taken.add(zh)
    family, *given = syllables(zh)
    return zh, f"{family.title()} {''.join(given).title()}"


def _known(
    number: int, account: Account, line: dict[str, str], post: Post, name: tuple[str, str], calendar: Calendar
) -> Known:
    key = (line["key"], post.key)
    first = calendar.back(NEW[key]) if key in NEW else account.created_at.date()
    last = calendar.back(LEFT[key]) if key in LEFT else calendar.today
    contact = _contact(number, account, line, post, name)
    contact.created_at = contact.updated_at = moment(first, 10 * 60 + number % 50)
    if key in LEFT:
        contact.left_on, contact.is_main = last, False
        contact.note = "已离职，继任者已对接" if account.country == "CN" else "Has left"
    if key == ("huadong", "clerk"):
        contact.title, contact.seniority, roles = PREDECESSOR
        contact.roles = list(roles)
    return Known(contact, post.key, first, last - timedelta(days=key in LEFT))


def _contact(number: int, account: Account, line: dict[str, str], post: Post, name: tuple[str, str]) -> Contact:
    zh, en = name
    foreign = not zh
    return Contact(
        id=number, account_id=account.pk, name_zh=zh, name_en=en, sort_zh=sort_key(zh or en),
        title=_title(line, post)[foreign], department=post.department[foreign], seniority=post.seniority,
        roles=list(post.roles), language="en" if foreign else "zh-hans", is_main=post.key == ORDER[0],
        extra={"newsletter": True} if post.key in ("engineer", "user") else {}, **_reach(number, account, en),
        created_by_id=account.created_by_id, owner_id=account.owner_id, division_id=account.division_id,
        branch_id=account.branch_id, team_id=account.team_id, deleted_at=account.deleted_at,
        deleted_by_id=account.deleted_by_id,
    )  # fmt: skip


def _title(line: dict[str, str], post: Post) -> tuple[str, str]:
    industry = industries()[line["industry"]]
    return {"engineer": industry.engineer, "user": industry.user}.get(post.key, post.title)


def _reach(number: int, account: Account, name_en: str) -> dict[str, Any]:
    first, *rest = name_en.lower().split()
    local = f"{''.join(rest)}.{first}" if account.country == "CN" else f"{first}.{rest[-1]}"
    plain = local.replace("ü", "u").replace("ø", "o").replace("-", "")
    mobile = f"1990000{1000 + number * 29}" if account.country == "CN" else ""
    phone = f"{account.phone}-{8000 + number}" if account.country == "CN" else account.phone
    return {
        "email": f"{plain}@{account.domain}", "phone": phone, "mobile": mobile,
        "phone_key": phone_key(mobile or phone, account.country),
        "wechat": f"{first}_{1000 + number * 29}" if account.country == "CN" and number % 3 else "",
    }  # fmt: skip


def _report(people: list[Known]) -> None:
    """Everybody reports to the nearest post above that somebody holds."""
    by_post = {known.post: known.contact for known in people if known.contact.left_on is None}
    for known in people:
        above = next((by_post[key] for key in POSTS[known.post].under if key in by_post), None)
        known.contact.reports_to_id = above.pk if above is not None and known.contact.left_on is None else None


@cache
def contact_numbers() -> dict[str, int]:
    """The ids of the contacts by account and post: `huadong.head_buyer`."""
    keys = (f"{line['key']}.{post}" for line in table() for post in ORDER[: int(line["contacts"])])
    return {key: number for number, key in enumerate(keys, 1)}
