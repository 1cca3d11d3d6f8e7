"""Around the accounts: the account teams, who follows what, and what colleagues say to each other."""

import re
import tomllib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from kambium.accounts.mentions import excerpt, mentioned, token
from kambium.accounts.models import Account, AccountMember, Comment, Follow
from kambium.core.access.owned import OWNER_COLUMNS
from kambium.core.models import Event
from kambium.demo.annals import Chronicle
from kambium.demo.cast import COLLEAGUES, person
from kambium.demo.companies import numbers
from kambium.demo.days import Calendar, moment
from kambium.demo.reading import TEXTS
from kambium.people.actions.telling import facts

NAMED = re.compile(r"@(\w+)")

# Account, colleague, role, whether they write, and since how many days; some have ended.
TEAM = (
    ("huadong", "zhao", "sponsor", False, 480), ("huadong", "daniel", "presales", True, 470),
    ("huadong", "lin", "co_kam", True, 210), ("huadong_port", "daniel", "presales", True, 300),
    ("hanyu", "shen", "sponsor", False, 400), ("hanyu", "daniel", "presales", True, 330),
    ("hanyu_storage", "daniel", "presales", True, 120), ("suguang", "daniel", "presales", True, 90),
    ("lanchuan", "shen", "sponsor", False, 390), ("lanchuan", "daniel", "presales", True, 380),
    ("lanchuan", "chen", "co_kam", False, 60), ("weidental", "daniel", "presales", True, 260),
    ("weidental_cn", "chen", "co_kam", True, 180), ("tangxi", "daniel", "presales", True, 150),
    ("yueling", "zhao", "sponsor", False, 420), ("yueling", "daniel", "presales", True, 350),
    ("yueling_vn", "lin", "co_kam", True, 240), ("wanyu", "daniel", "presales", True, 200),
    ("shuoshi", "shen", "sponsor", False, 360), ("shuoshi", "daniel", "presales", True, 310),
    ("haoyue", "zhou", "co_kam", False, 170), ("chengyue", "zhou", "co_kam", False, 91),
    ("xinyu", "daniel", "presales", True, 75), ("junchuan", "daniel", "presales", True, 20),
    ("rasmadar", "lin", "co_kam", True, 130),
)  # fmt: skip
ENDED = {("huadong", "lin"): 30, ("haoyue", "zhou"): 45}
FOLLOWERS = (
    ("zhao", ("huadong", "hanyu", "lanchuan", "yueling", "shuoshi")),
    ("shen", ("huadong", "hanyu", "lanchuan", "yueling", "shuoshi", "chengyue", "kunyue", "tangxi")),
    ("wang", ("huadong", "hanyu", "lanchuan", "weidental", "tangxi", "suguang", "cangyu")),
    ("liang", ("yueling", "hangyu", "shuoshi", "chiyue", "haoyue", "rasmadar")),
    ("chen", ("huadong_port", "hanyu_storage", "weidental_cn")),
    ("lin", ("lanchuan_battery", "jichuan", "rasmadar")),
    ("daniel", ("huadong", "lanchuan", "weidental", "wanyu")),
    ("fang", ("cangyu", "rongchuan", "lingyu")),
)


class Call(NamedTuple):
    """A comment that calls colleagues: its event and their ids."""

    event: Event
    people: list[int]


@dataclass(frozen=True)
class Around:
    """Rows about accounts that are not the customer's."""

    members: list[AccountMember]
    follows: list[Follow]
    comments: list[Comment]
    calls: list[Call]


def rows(accounts: list[Account], calendar: Calendar, chronicle: Chronicle) -> Around:
    """All of it, with its events; `calls` are the comments that mention somebody."""
    comments, calls = _comments(accounts, calendar, chronicle)
    return Around(_members(accounts, calendar, chronicle), _follows(calendar), comments, calls)


def _members(accounts: list[Account], calendar: Calendar, chronicle: Chronicle) -> list[AccountMember]:
    found = []
    for number, (key, who, role, can_edit, days) in enumerate(TEAM, 1):
        account, colleague = accounts[numbers()[key] - 1], COLLEAGUES[who]
        at = moment(calendar.back(days), 11 * 60)
        end = moment(calendar.back(ENDED[key, who]), 11 * 60) if (key, who) in ENDED else None
        member = AccountMember(id=number, account_id=account.pk, person_id=colleague.number, role=role,
                               can_edit=can_edit, active=DateTimeTZRange(at, end), recorded_at=at)  # fmt: skip
        found.append(member)
        data = facts(person=person(who), account=account)
        by = account.owner_id
        chronicle.note("member.added", member, account, by=by, at=at, data={**data, "role": role})
        if end:
            chronicle.note("member.ended", member, account, by=by, at=end, data=data)
    return found


def _follows(calendar: Calendar) -> list[Follow]:
    pairs = [(who, key) for who, keys in FOLLOWERS for key in keys]
    since = moment(calendar.back(200), 9 * 60)
    return [
        Follow(id=n, account_id=numbers()[key], person_id=COLLEAGUES[who].number, since=since + timedelta(days=n))
        for n, (who, key) in enumerate(pairs, 1)
    ]


def _comments(accounts: list[Account], calendar: Calendar, chronicle: Chronicle) -> tuple[list[Comment], list[Call]]:
    written = tomllib.loads((TEXTS / "comments.toml").read_text(encoding="utf-8"))["comments"]
    comments: list[Comment] = []
    calls: list[Call] = []
    for number, (key, author, days, text) in enumerate(sorted(written, key=lambda c: -c[2]), 1):
        account = accounts[numbers()[key] - 1]
        at = min(moment(calendar.back(days), 9 * 60 + number * 37 % 480), chronicle.now - timedelta(minutes=25))
        comment = _comment(number, account, author, text, at)
        data = {**facts(account=account), "excerpt": excerpt(comment.body)}
        event = chronicle.note("comment.written", comment, account, by=comment.author_id, at=at, data=data)
        comments.append(comment)
        calls += [Call(event, comment.mentions)] if comment.mentions else []
    return comments, calls


def _comment(number: int, account: Account, author: str, text: str, at: datetime) -> Comment:
    writer = COLLEAGUES[author]
    body = NAMED.sub(lambda found: _token(found[1], english=writer.language == "en"), text)
    return Comment(
        id=number, account_id=account.pk, subject_id=account.pk, body=body, author_id=writer.number,
        mentions=sorted(mentioned(body)), created_at=at,
        **{column: getattr(account, column) for column in OWNER_COLUMNS},
    )  # fmt: skip


def _token(key: str, *, english: bool) -> str:
    known = COLLEAGUES[key]
    return token(known.name_en if english or not known.name_zh else known.name_zh, known.number)
