"""Every condition of the lists against the same rule told in plain Python over all rows."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from kambium.accounts.models import Account, Activity, Contact
from kambium.core.web.listing import Listing, lists
from kambium.demo.world import World
from kambium.people.models import Person

Rule = Callable[[Any, World], bool]


def found(key: str, person: Person, query: dict[str, list[str]]) -> set[int]:
    """The ids that a list shows a person for a query."""
    listing = Listing.of(lists[key], person, person.actor(), timezone.now(), query)
    assert listing.faults == ()
    return set(listing.rows().values_list("pk", flat=True))


def local(moment: Any) -> date:
    return timezone.localtime(moment).date()


ACCOUNTS: list[tuple[str, dict[str, list[str]], Rule]] = [
    ("no condition", {}, lambda a, w: True),
    ("one status", {"status": ["dormant"]}, lambda a, w: a.status == "dormant"),
    ("either status", {"status": ["dormant", "lost"]}, lambda a, w: a.status in ("dormant", "lost")),
    ("industry and region narrow", {"industry": ["machinery"], "region": ["east"]},
     lambda a, w: a.industry == "machinery" and a.region == "east"),
    ("without an industry", {"industry": ["-"]}, lambda a, w: a.industry == ""),
    ("no size or a small one", {"size": ["-", "1-49"]}, lambda a, w: a.size in ("", "1-49")),
    ("a tag", {"tag": ["strategic"]}, lambda a, w: "strategic" in a.tags),
    ("one of two tags", {"tag": ["strategic", "tender"]}, lambda a, w: bool({"strategic", "tender"} & set(a.tags))),
    ("of a person", {"owner": ["6"]}, lambda a, w: a.owner_id == 6),
    ("of me or a person", {"owner": ["me", "6"]}, lambda a, w: a.owner_id in (w.shen.pk, 6)),
    ("of nobody", {"owner": ["none"]}, lambda a, w: a.owner_id is None),
    ("of my team", {"owner": ["team"]}, lambda a, w: a.division_id == 2),
    ("step overdue", {"step": ["overdue"]}, lambda a, w: a.next_step_on is not None and a.next_step_on < w.today),
    ("step today", {"step": ["today"]}, lambda a, w: a.next_step_on == w.today),
    ("step within a week", {"step": ["week"]},
     lambda a, w: a.next_step_on is not None and w.today < a.next_step_on <= w.today + timedelta(7)),
    ("step later", {"step": ["later"]},
     lambda a, w: a.next_step_on is not None and a.next_step_on > w.today + timedelta(7)),
    ("no step", {"step": ["none"]}, lambda a, w: a.next_step == ""),
    ("a step without a day", {"step": ["undated"]}, lambda a, w: a.next_step != "" and a.next_step_on is None),
    ("silent for 60 days", {"silent": ["60"]},
     lambda a, w: a.last_activity_at is None or a.last_activity_at < w.now - timedelta(60)),
    ("revenue from", {"revenue_from": ["5000万"]},
     lambda a, w: a.annual_revenue is not None and a.annual_revenue >= Decimal(50_000_000)),
    ("revenue between", {"revenue_from": ["10,000,000"], "revenue_to": ["1.2亿"]},
     lambda a, w: a.annual_revenue is not None and Decimal(10_000_000) <= a.annual_revenue <= Decimal(120_000_000)),
    ("employees up to", {"employees_to": ["500"]}, lambda a, w: a.employees is not None and a.employees <= 500),
    ("created in a year", {"created_from": ["2026-01-01"], "created_to": ["2026-12-31"]},
     lambda a, w: date(2026, 1, 1) <= local(a.created_at) <= date(2026, 12, 31)),
    ("own number", {"f_production_sites_from": ["3"]},
     lambda a, w: isinstance(a.extra.get("production_sites"), int) and a.extra["production_sites"] >= 3),
    ("own yes", {"f_needs_acceptance": ["yes"]}, lambda a, w: a.extra.get("needs_acceptance") is True),
    ("own choice", {"f_payment_terms": ["月结 60 天 / Net 60"]},
     lambda a, w: a.extra.get("payment_terms") == "月结 60 天 / Net 60"),
]  # fmt: skip


@pytest.mark.parametrize(("query", "rule"), [case[1:] for case in ACCOUNTS], ids=[case[0] for case in ACCOUNTS])
def test_a_condition_on_accounts_finds_what_the_rule_says(
    world: World, query: dict[str, list[str]], rule: Rule
) -> None:
    seen = Account.objects.filter(deleted_at=None, division_id=2) | Account.objects.filter(deleted_at=None, pk__in=())
    expected = {account.pk for account in seen if rule(account, world)}
    assert found("accounts", world.shen, query) == expected


def test_the_conditions_on_accounts_are_not_all_empty(world: World) -> None:
    sizes = {name: len(found("accounts", world.shen, query)) for name, query, _rule in ACCOUNTS}
    empty = {name for name, size in sizes.items() if size == 0}
    assert empty <= {"of nobody", "without an industry", "step today", "a step without a day", "no size or a small one"}


CONTACTS: list[tuple[str, dict[str, list[str]], Rule]] = [
    ("a part in buying", {"role": ["approver"]}, lambda c, w: "approver" in c.roles),
    ("left", {"here": ["left"]}, lambda c, w: c.left_on is not None),
    ("works there and is the main one", {"here": ["yes", "main"]}, lambda c, w: c.left_on is None or c.is_main),
    ("department", {"department": ["采购"]}, lambda c, w: "采购" in c.department),
    ("at accounts of an industry", {"industry": ["rail"]}, lambda c, w: c.account.industry == "rail"),
    ("no mail, no telephone", {"reach": ["none"]},
     lambda c, w: not (c.mobile or c.email or c.wechat or c.phone)),
    ("own yes", {"f_newsletter": ["yes"]}, lambda c, w: c.extra.get("newsletter") is True),
]  # fmt: skip


@pytest.mark.parametrize(("query", "rule"), [case[1:] for case in CONTACTS], ids=[case[0] for case in CONTACTS])
def test_a_condition_on_contacts_finds_what_the_rule_says(
    world: World, query: dict[str, list[str]], rule: Rule
) -> None:
    seen = Contact.objects.filter(deleted_at=None, owner_id=world.chen.pk).select_related("account")
    expected = {contact.pk for contact in seen if rule(contact, world)}
    members = {c for c in found("contacts", world.chen, query) if Contact.objects.get(pk=c).owner_id != world.chen.pk}
    assert found("contacts", world.chen, query) - members == expected


ACTIVITIES: list[tuple[str, dict[str, list[str]], Rule]] = [
    ("visits", {"kind": ["visit"]}, lambda a, w: a.kind == "visit"),
    ("by me", {"by": ["me"]}, lambda a, w: a.by_id == w.wang.pk),
    ("by Chen", {"by": ["5"]}, lambda a, w: a.by_id == 5),
    ("open steps", {"step": ["open"]}, lambda a, w: a.next_step != "" and a.next_done_at is None),
    ("overdue steps", {"step": ["overdue"]},
     lambda a, w: a.next_step != "" and a.next_done_at is None and a.next_on is not None and a.next_on < w.today),
    ("steps done", {"step": ["done"]}, lambda a, w: a.next_step != "" and a.next_done_at is not None),
    ("in a month", {"when_from": ["2026-10-01"], "when_to": ["2026-10-31"]},
     lambda a, w: date(2026, 10, 1) <= local(a.happened_at) <= date(2026, 10, 31)),
]  # fmt: skip


@pytest.mark.parametrize(("query", "rule"), [case[1:] for case in ACTIVITIES], ids=[case[0] for case in ACTIVITIES])
def test_a_condition_on_activities_finds_what_the_rule_says(
    world: World, query: dict[str, list[str]], rule: Rule
) -> None:
    seen = Activity.objects.filter(deleted_at=None, team_id=world.team("east").pk)
    assert found("activities", world.wang, query) == {a.pk for a in seen if rule(a, world)}


def test_a_text_finds_accounts_by_chinese_pinyin_initials_and_latin(world: World) -> None:
    for typed in ("华栋重工", "huadongzhonggong", "hdzg", "Huadong Heavy", "华栋 重工"):
        assert world.account_id("huadong") in found("accounts", world.chen, {"q": [typed]}), typed


def test_a_text_of_an_account_finds_its_activities(world: World) -> None:
    expected = {a.pk for a in world.activities("huadong") if a.deleted_at is None}
    assert found("activities", world.chen, {"q": ["华栋重工集团"]}) == expected


def test_a_slip_of_the_finger_is_forgiven_and_said(world: World) -> None:
    chen = world.chen
    listing = Listing.of(lists["accounts"], chen, chen.actor(), timezone.now(), {"q": ["Huadnog Heavy"]})
    count = listing.counted().rows
    found = [row.id for row in listing.page().rows]
    assert listing.is_near
    assert len(found) == count
    assert world.account_id("huadong") in found
