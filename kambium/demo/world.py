"""明远工业 Mingyuan Industrial of Suzhou: drives, bearings and automation components for key accounts.

The named world in which the product shows itself and the tests play. It is the same for the same day and seed, down to
every id, and its dates are counted from today.

| key | who | role, unit |
| --- | --- | --- |
| `zhao` | 赵启明 Zhao Qiming | general manager: executive |
| `shen` | 沈静怡 Shen Jingyi | director of 大客户部 Key Accounts |
| `wang` | 王艺涵 Wang Yihan | lead of 华东团队 East team, owns nothing |
| `liang` | 梁卓然 Liang Zhuoran | lead of 华南团队 South team, and KAM of six accounts |
| `chen` | 陈思远 Chen Siyuan | KAM, East; stands in for Xu now |
| `lin` | 林若溪 Lin Ruoxi | KAM, East; works in English, in the dark theme |
| `xu` | 许安然 Xu Anran | KAM, East since last year; on leave now |
| `zhou` | 周子墨 Zhou Zimo | KAM, South; his delegation to He has run out |
| `he` | 何嘉怡 He Jiayi | KAM, South; was in the East until September of last year |
| `daniel` | Daniel Krüger | pre-sales: KAM who owns nothing, member of many account teams |
| `gao` | 高敏 Gao Min | HR |
| `song` | 宋知夏 Song Zhixia | trainer |
| `ma` | 马骏 Ma Jun | IT support |
| `fang` | 方文静 Fang Wenjing | finance |
| `jiang` | 蒋慎之 Jiang Shenzhi | auditor |
| `luo` | 罗一航 Luo Yihang | system administrator |
| `qian` | 钱守正 Qian Shouzheng | security administrator |
| `du` | 杜文涛 Du Wentao | KAM, South; left in August of last year, signs in no more |
| `shi` | 石可欣 Shi Kexin | legal and compliance: the second security administrator |

The teams: `company` 明远工业 over `key_accounts` 大客户部 (with `east` and `south`) and `corporate` 职能中心.
Accounts go by the keys of `texts/accounts.tsv`; among them `huadong` (Chen's, the largest, with three subsidiaries),
`lanchuan` and `weidental` (Lin's, the second without a Chinese name), `yueling` (Zhou's), `shuoshi` (He's, formerly
Du's), `chengyue` (went from Zhou to Liang this year), `shuochuan_nb` and `shuochuan_fs` (two companies of one name),
`junhe` and `junhe_twin` (one company entered twice), `lichuan` (nobody's), `muyu` (in the recycle bin).
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Model

from kambium.accounts.models import Account, Activity, Contact
from kambium.core.access import roles
from kambium.demo import (
    activities,
    annals,
    cast,
    companies,
    customers,
    desk,
    loading,
    papers,
    plot,
    staff,
    talk,
    tiers,
    trade,
)
from kambium.demo.days import Calendar
from kambium.people.models import Person, Team

PASSWORD = staff.PASSWORD
SEED = 7


class AlreadyInhabited(Exception):
    """The database holds people; the demo company is only put into an empty one."""


class World:
    """The world as tests speak of it: `world.chen`, `world.account("huadong")`.

    Everything is read anew each time, so that no test sees what another did to a row in memory.
    """

    zhao: Person
    shen: Person
    wang: Person
    liang: Person
    chen: Person
    lin: Person
    xu: Person
    zhou: Person
    he: Person
    daniel: Person
    gao: Person
    song: Person
    ma: Person
    fang: Person
    jiang: Person
    luo: Person
    qian: Person
    du: Person
    shi: Person

    def __init__(self, calendar: Calendar) -> None:
        self.today = calendar.today
        self.now = calendar.now

    def __getattr__(self, key: str) -> Any:
        if key not in cast.COLLEAGUES:
            raise AttributeError(key)
        return Person.objects.get(pk=cast.COLLEAGUES[key].number)

    def team(self, key: str) -> Team:
        """The unit of that key, as stored."""
        return Team.objects.get(pk=cast.UNITS[key].number)

    def account_id(self, key: str) -> int:
        """The id of the account of that key."""
        return companies.numbers()[key]

    def account(self, key: str) -> Account:
        """The account of that key, as stored, the recycle bin included."""
        found: Account = Account.objects.get(pk=self.account_id(key))
        return found

    def contact(self, key: str) -> Contact:
        """A contact by account and post, `huadong.head_buyer`, as stored; the posts stand in `customers.py`."""
        found: Contact = Contact.objects.get(pk=customers.contact_numbers()[key])
        return found

    def activities(self, key: str) -> list[Activity]:
        """The activities with an account, newest first."""
        return list(Activity.objects.filter(account_id=self.account_id(key)).order_by("-happened_at", "-id"))


def build(today: date, seed: int = SEED, now: datetime | None = None) -> World:
    """Write the world into a database without people. Nothing in it happened after `now` (ten o'clock of `today`).

    Raises AlreadyInhabited.
    """
    if Person.objects.exists():
        raise AlreadyInhabited
    calendar = Calendar.of(today, now)
    parts, contents = compose(calendar, seed)
    loading.write(parts)
    papers.lay_down(contents)
    tiers.work_out(calendar, cast.COLLEAGUES["shen"].number)
    return World(calendar)


def compose(calendar: Calendar, seed: int) -> tuple[list[Sequence[Model]], dict[str, bytes]]:
    """All rows in the order in which they can be written, and the bytes of the files by their hash."""
    accounts = companies.rows(calendar, seed)
    people = customers.rows(accounts, calendar, seed)
    handed = companies.handovers(calendar)
    kept = activities.diary(plot.touches(calendar, seed), accounts, calendar, seed, people, handed)
    chronicle = annals.Chronicle(calendar.now)
    annals.entered(chronicle, accounts, people)
    annals.logged(chronicle, accounts, kept.activities)
    annals.changed(chronicle, accounts, handed, calendar)
    around = talk.rows(accounts, calendar, chronicle)
    stored, files, contents = papers.rows(accounts, calendar, chronicle)
    events = chronicle.in_order()
    parts = [
        *staff.rows(calendar), desk.fields(calendar), accounts, companies.addresses(accounts),
        [known.contact for all_of in people.values() for known in all_of], kept.activities, kept.participants,
        around.members, around.follows, around.comments, stored, files, events, chronicle.old_rows,
        desk.pins(accounts), desk.views(calendar), desk.notices(around.calls, events, calendar),
        *tiers.rows(accounts, calendar, seed), *trade.rows(accounts, calendar, seed),
    ]  # fmt: skip
    return parts, contents


def sign_ins() -> list[tuple[Any, str, str]]:
    """Role, e-mail and password of the people with whom to look around, the most rewarding first."""
    offered = [cast.COLLEAGUES[key] for key in cast.OFFERED]
    return [(roles[known.roles[0][0]].label, known.email, PASSWORD) for known in offered]
