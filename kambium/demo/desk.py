"""What people have on their desks: pins, saved views, notices; and the fields the company added to its records."""

from datetime import timedelta
from typing import Any

from django.urls import reverse

from kambium.accounts.models import Account, CustomField
from kambium.core.models import Event, Notice, Pin, SavedView
from kambium.demo.cast import COLLEAGUES, UNITS
from kambium.demo.companies import TERMS, numbers
from kambium.demo.days import Calendar
from kambium.demo.talk import Call

PINS = (
    ("shen", "chengyue"), ("wang", "huadong"), ("wang", "lanchuan"), ("liang", "yueling"), ("chen", "huadong"),
    ("chen", "hanyu"), ("lin", "lanchuan"), ("lin", "weidental"), ("zhou", "yueling"), ("he", "shuoshi"),
)  # fmt: skip
# Whose view of the accounts, its name, its query as the address keeps it, the unit that shares it, whether it opens.
VIEWS: tuple[tuple[str, str, dict[str, Any], str, bool], ...] = (
    ("shen", "战略客户", {"tag": ["strategic"]}, "key_accounts", False),
    ("shen", "回款关注", {"tag": ["payment_watch"]}, "", False),
    ("wang", "扩产客户", {"tag": ["expansion"], "status": ["active"]}, "east", False),
    ("chen", "新能源", {"industry": ["new_energy"]}, "", False),
    ("lin", "Abroad", {"region": ["europe", "asia_pacific", "north_america"]}, "", False),
    ("he", "西南", {"region": ["southwest"]}, "", True),
    ("liang", "招标中", {"tag": ["tender"]}, "south", False),
)
ASSIGNED = "chengyue"
FRESH = timedelta(days=10)


def pins(accounts: list[Account]) -> list[Pin]:
    """Pinned accounts."""
    found = []
    for number, (who, key) in enumerate(PINS, 1):
        account, known = accounts[numbers()[key] - 1], COLLEAGUES[who]
        label = account.name_en if known.language == "en" else account.short_name
        found.append(Pin(id=number, person_id=known.number, label=label, url=_page(account.pk), position=number))
    return found


def views(calendar: Calendar) -> list[SavedView]:
    """Saved views of the list of accounts, some for a whole team."""
    return [
        SavedView(
            id=number, person_id=COLLEAGUES[who].number, list_key="accounts", name=name, query=query,
            team_id=UNITS[unit].number if unit else None, is_default=is_default, position=number,
            created_at=calendar.now - timedelta(days=90 - number),
        )
        for number, (who, name, query, unit, is_default) in enumerate(VIEWS, 1)
    ]  # fmt: skip


def fields(calendar: Calendar) -> list[CustomField]:
    """Three fields of accounts and one of contacts."""
    at = calendar.now - timedelta(days=500)
    return [
        CustomField(id=1, record="account", key="payment_terms", label_zh="付款条件", label_en="Payment terms",
                    kind="choice", choices=list(TERMS), position=1, created_at=at),
        CustomField(id=2, record="account", key="production_sites", label_zh="生产基地数", label_en="Production sites",
                    kind="number", position=2, created_at=at),
        CustomField(id=3, record="account", key="needs_acceptance", label_zh="到货需验收", label_en="Needs acceptance",
                    help_zh="尾款以双方签字的验收单为准", help_en="The final payment needs a signed acceptance",
                    kind="boolean", position=3, created_at=at),
        CustomField(id=4, record="contact", key="newsletter", label_zh="订阅技术通讯", label_en="Technical newsletter",
                    kind="boolean", position=1, created_at=at),
    ]  # fmt: skip


def notices(calls: list[Call], events: list[Event], calendar: Calendar) -> list[Notice]:
    """What the bell holds: mentions, an account newly owned, and what was recorded with an account one follows."""
    found = [
        _notice(call.event, person, "comment.mentioned", "#comments", needs_action=True)
        for call in calls
        for person in call.people
    ]
    for event in events:
        if event.kind == "account.assigned" and event.root_id == numbers()[ASSIGNED]:
            found.append(_notice(event, event.data["owner_id"], event.kind, "", needs_action=True))
    lead = COLLEAGUES["wang"].number
    for event in [e for e in events if e.kind == "activity.logged" and e.root_id == numbers()["huadong"]][-4:]:
        if event.actor_id != lead:
            found.append(_notice(event, lead, event.kind, "activity/", needs_action=False))
    return [_numbered(number, notice, calendar) for number, notice in enumerate(found, 1)]


def _notice(event: Event, person: int, kind: str, place: str, *, needs_action: bool) -> Notice:
    url = _page(event.root_id or 0) + place
    return Notice(person_id=person, key=f"{kind}:{event.pk}", kind=kind, url=url, needs_action=needs_action,
                  data={**event.data, "by_id": event.actor_id}, created_at=event.recorded_at)  # fmt: skip


def _numbered(number: int, notice: Notice, calendar: Calendar) -> Notice:
    """Numbered; what is a while ago has been read the same evening."""
    notice.pk = number
    if calendar.now - notice.created_at > FRESH:
        notice.read_at = notice.created_at + timedelta(hours=6)
    return notice


def _page(account: int) -> str:
    return reverse("account", args=[account])
