"""Activities, made by the database itself: number i belongs to account i mod N, and time runs evenly."""

from datetime import datetime, timedelta
from typing import Any

from django.db import connection

DAYS = 730
STEP_ZH = "发报价并约下次拜访"
EVERY_STEP = 3  # every third account has an open step
ACTIVITIES = """
INSERT INTO accounts_activity (id, account_id, kind, subject, body, happened_at, minutes, place, by_id, owner_id,
  division_id, branch_id, team_id, next_step, next_on, next_owner_id, source, source_key)
SELECT i + 1, a.id, (ARRAY['call','visit','mail','message','meeting'])[1 + i %% 5],
  (ARRAY['确认交期','样品反馈','报价澄清','Visit to the plant','Framework terms','Follow-up call'])[1 + i %% 6], '',
  %(start)s + i * %(pace)s, 30, '', a.owner_id, a.owner_id, a.division_id, a.branch_id, a.team_id,
  CASE WHEN i >= %(last)s THEN a.next_step ELSE '' END, CASE WHEN i >= %(last)s THEN a.next_step_on END,
  CASE WHEN i >= %(last)s AND a.next_step <> '' THEN a.owner_id END, '', ''
FROM generate_series(0, %(total)s - 1) i JOIN accounts_account a ON a.id = i %% %(accounts)s + 1
ORDER BY i
"""
# The first contact of an account has its account's number.
PARTICIPANTS = """
INSERT INTO accounts_participant (activity_id, contact_id)
SELECT v.id, c.id FROM accounts_activity v JOIN accounts_contact c ON c.id = v.account_id WHERE v.id %% 4 = 0
"""


def pace(total: int) -> timedelta:
    """The time from one activity to the next."""
    return timedelta(days=DAYS) / max(total, 1)


def last_activity(account: int, accounts: int, total: int, now: datetime) -> datetime | None:
    """When an account's last activity was."""
    if account > total:
        return None
    last = (total - account) // accounts * accounts + account - 1
    return now - timedelta(days=DAYS) + last * pace(total)


def step(account: int) -> str:
    """The open next step of an account."""
    return STEP_ZH if account % EVERY_STEP == 0 else ""


def activities(accounts: int, total: int, now: datetime) -> None:
    """Write the activities and who took part in them."""
    start = now - timedelta(days=DAYS)
    facts: dict[str, Any] = {
        "start": start,
        "pace": pace(total),
        "total": total,
        "accounts": accounts,
        "last": total - accounts,
    }
    with connection.cursor() as cursor:
        cursor.execute(ACTIVITIES, facts)
        cursor.execute(PARTICIPANTS, [])
