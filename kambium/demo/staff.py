"""The rows of the company itself: teams, people, who was where when, roles, leave and delegation."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.contrib.auth.hashers import Argon2PasswordHasher, make_password
from django.db.backends.postgresql.psycopg_any import DateRange, DateTimeTZRange
from django.db.models import Model

from kambium.core.search.fold import sort_key
from kambium.demo.cast import COLLEAGUES, COMPANY_EN, COMPANY_ZH, UNITS, Colleague, person
from kambium.demo.days import Calendar, moment, months_before, worked
from kambium.people.models import Company, Delegation, Grant, GrantRequest, Leave, Membership, Person, Team

PASSWORD = "mingyuan-2026"  # noqa: S105
SALT = "MingyuanGongyeDemo2026"
DELEGATED = ["accounts", "activities", "comments", "contacts", "files"]


def rows(calendar: Calendar) -> list[Sequence[Model]]:
    """Everything about the company, in the order in which it can be written."""
    return [
        [Company(id=1, name_zh=COMPANY_ZH, name_en=COMPANY_EN, is_demo=True)],
        [_team(key, calendar) for key in UNITS],
        list(_people(calendar).values()),
        _memberships(calendar),
        _grants(calendar),
        _grant_requests(calendar),
        _leaves(calendar),
        _delegations(calendar),
    ]


def _team(key: str, calendar: Calendar) -> Team:
    unit = UNITS[key]
    parent = unit.path[-2] if len(unit.path) > 1 else None
    return Team(
        id=unit.number, name_zh=unit.zh, name_en=unit.en, parent_id=parent, path=list(unit.path),
        depth=len(unit.path) - 1, created_at=moment(calendar.start, 9 * 60),
    )  # fmt: skip


def encoded_password() -> str:
    """The demo password, hashed once for everybody and the same in every run."""
    return make_password(PASSWORD, salt=SALT, hasher=Argon2PasswordHasher())


def _people(calendar: Calendar) -> dict[str, Person]:
    encoded = encoded_password()
    return {key: _person(COLLEAGUES[key], calendar, encoded) for key in COLLEAGUES}


def _person(known: Colleague, calendar: Calendar, encoded: str) -> Person:
    row = person(known.key)
    row.sort_zh = sort_key(known.name_zh or known.name_en)
    row.phone = f"0512-5550 {known.number * 37 + 1000}"
    row.password = encoded if row.is_active else "!left"
    row.joined_on, row.left_on = joined(known.key, calendar), None if row.is_active else last_day(calendar)
    row.created_at = row.updated_at = moment(max(calendar.start, row.joined_on), 9 * 60)
    return row


def joined(key: str, calendar: Calendar) -> date:
    """A colleague's first day."""
    if key == "xu":
        return worked(calendar.turn - timedelta(14))
    return worked(months_before(calendar.today, COLLEAGUES[key].joined))


def last_day(calendar: Calendar) -> date:
    """The last day of Du Wentao, whose accounts went to He Jiayi."""
    return calendar.turn - timedelta(1)


def _memberships(calendar: Calendar) -> list[Membership]:
    found = []
    for key, known in COLLEAGUES.items():
        start, end = joined(key, calendar), calendar.turn if key == "du" else None
        if key == "he":
            found.append(_membership(known, "east", "wang", start, calendar.turn))
            start = calendar.turn
        found.append(_membership(known, known.team, known.manager, start, end))
    return found


def _membership(known: Colleague, team: str, manager: str, start: date, end: date | None) -> Membership:
    return Membership(
        person_id=known.number, team_id=UNITS[team].number, manager_id=COLLEAGUES[manager].number if manager else None,
        title_zh=known.title_zh, title_en=known.title_en, active=DateRange(start, end), recorded_at=moment(start, 540),
    )  # fmt: skip


def _grants(calendar: Calendar) -> list[Grant]:
    return [
        _grant(known, role, unit, calendar) for known in COLLEAGUES.values() for role, unit in known.roles
    ]  # fmt: skip


def _grant(known: Colleague, role: str, unit: str, calendar: Calendar) -> Grant:
    start = moment(max(calendar.start, joined(known.key, calendar)), 0)
    end = moment(calendar.turn, 0) if known.key == "du" else None
    giver = "luo" if known.key == "qian" else "qian"
    return Grant(
        person_id=known.number, role=role, team_id=UNITS[unit].number if unit else None,
        active=DateTimeTZRange(start, end), granted_by_id=COLLEAGUES[giver].number, recorded_at=start,
    )  # fmt: skip


def _grant_requests(calendar: Calendar) -> list[GrantRequest]:
    """Ma is to look after the system while Luo is away: Qian has asked, Shi decides."""
    asked = moment(worked(calendar.today - timedelta(3)), 16 * 60 + 20)
    start = moment(calendar.today + timedelta(7), 0)
    return [
        GrantRequest(
            person_id=COLLEAGUES["ma"].number, role="admin", active=DateTimeTZRange(start, start + timedelta(30)),
            reason="罗一航休假期间代管系统", requested_by_id=COLLEAGUES["qian"].number, requested_at=asked,
        )
    ]  # fmt: skip


def _leaves(calendar: Calendar) -> list[Leave]:
    """Xu is away now, Zhou was in spring, Wang travels next month."""
    today = calendar.today
    return [
        _leave("xu", "chen", today - timedelta(2), 8, "annual", today - timedelta(16)),
        _leave("zhou", "he", today - timedelta(118), 10, "annual", today - timedelta(130)),
        _leave("wang", None, today + timedelta(17), 4, "travel", today - timedelta(5)),
    ]


def _leave(key: str, stand_in: str | None, start: date, days: int, kind: str, asked: date) -> Leave:
    return Leave(
        person_id=COLLEAGUES[key].number, away=DateRange(start, start + timedelta(days)), kind=kind,
        stand_in_id=COLLEAGUES[stand_in].number if stand_in else None, recorded_at=moment(asked, 615),
    )  # fmt: skip


def _delegations(calendar: Calendar) -> list[Delegation]:
    """Xu's work is Chen's while she is away; Zhou's was He's and has run out."""
    today = calendar.today
    return [
        _delegation("xu", "chen", "wang", moment(today - timedelta(2), 0), 8, "年假期间由陈思远代理"),
        _delegation("zhou", "he", "liang", moment(today - timedelta(118), 0), 10, "年假期间由何嘉怡代理"),
    ]


def _delegation(giver: str, taker: str, superior: str, start: datetime, days: int, reason: str) -> Delegation:
    asked = start - timedelta(days=12) + timedelta(hours=10)
    return Delegation(
        from_person_id=COLLEAGUES[giver].number, to_person_id=COLLEAGUES[taker].number, areas=DELEGATED,
        active=DateTimeTZRange(start, start + timedelta(days)), reason=reason, recorded_at=asked,
        requested_by_id=COLLEAGUES[giver].number, approved_by_id=COLLEAGUES[superior].number,
        approved_at=asked + timedelta(hours=5),
    )  # fmt: skip
