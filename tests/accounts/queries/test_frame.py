"""The 360° page's subject: what one statement reads, for whom, and what stays masked."""

from datetime import timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import override

from kambium.accounts import actions
from kambium.accounts.models import AccountMember, Activity, Contact
from kambium.accounts.queries.card import card
from kambium.accounts.queries.frame import ASKED, frame
from kambium.accounts.queries.people import contacts_of
from kambium.core.access import NotThere, allows
from kambium.people.models import Delegation

READING = {"accounts.audit", "contacts.view", "activities.view", "files.view", "comments.view", "comments.write"}


@pytest.mark.parametrize(
    "key", ["chen", "wang", "shen", "liang", "zhou", "daniel", "zhao", "fang", "jiang", "gao", "luo", "xu"]
)
def test_the_rights_are_those_the_policy_gives_for_the_row(world, actor_of, key):
    actor, account = actor_of(getattr(world, key)), world.account("huadong")
    if not allows(actor, "accounts.view", account):
        with pytest.raises(NotThere):
            frame(actor, account.pk)
        return
    assert frame(actor, account.pk).rights == {p for p in ASKED if allows(actor, p, account)}


def test_an_auditor_reads_all_and_contact_details_stay_masked(world, actor_of):
    jiang, number = actor_of(world.jiang), world.account_id("huadong")
    found, buyer = frame(jiang, number), world.contact("huadong.buyer")
    assert found.rights == READING
    assert found.phone == "021****1013"
    mobile = f"{buyer.mobile[:3]}****{buyer.mobile[-4:]}"
    assert found.contacts[0]["mobile"] == mobile
    assert next(line.row for line in contacts_of(jiang, number) if line.row["id"] == buyer.pk)["mobile"] == mobile
    assert (card(jiang, buyer.pk).mobile, card(jiang, buyer.pk).email) == (mobile, "j****@huadong.example")
    assert card(actor_of(world.chen), buyer.pk).mobile == buyer.mobile


def test_who_had_only_accounts_delegated_sees_no_contacts_of_them(world, actor_of):
    Delegation.objects.create(
        from_person=world.chen, to_person=world.zhou, areas=["accounts"], requested_by=world.chen,
        active=DateTimeTZRange(world.now - timedelta(days=1), world.now + timedelta(days=9)), approved_at=world.now,
    )  # fmt: skip
    found = frame(actor_of(world.zhou), world.account_id("huadong"))
    assert found.can("accounts.edit")
    assert not found.can("contacts.view")
    assert not found.can("activities.view")
    assert (found.contacts, found.steps, found.comments) == ([], [], [])


def test_counts_are_of_what_is_there_now(world, actor_of):
    chen, number = actor_of(world.chen), world.account_id("huadong")
    found = frame(chen, number)
    assert (found.around["contact_count"], found.around["activity_count"], found.around["file_count"]) == (7, 72, 2)
    actions.remove_contact(by=chen, contact_id=world.contact("huadong.buyer").pk, at=world.now)
    assert frame(chen, number).around["contact_count"] == 6


def test_steps_come_in_the_order_in_which_they_are_due(world, actor_of):
    found = frame(actor_of(world.chen), world.account_id("huadong"))
    days = [step["next_on"] for step in found.steps]
    assert days == sorted(days)
    assert (found.steps[0]["next_step"], found.steps[0]["next_on"]) == (found.next_step, found.next_step_on)
    assert found.around["step_count"] == len(found.steps)
    assert found.overdue(world.today) == sum(day < world.today for day in days)


def test_silence_is_counted_in_days_and_unknown_where_nothing_happened(world, actor_of, today):
    found = frame(actor_of(world.chen), world.account_id("huadong"))
    assert found.quiet_days(today) == (today - found.last_activity_at.astimezone().date()).days
    made = actions.create(by=actor_of(world.chen), values={"name_zh": "甲"}, at=world.now)
    assert frame(actor_of(world.chen), made.pk).quiet_days(today) is None


def test_the_team_is_that_of_today(world, actor_of):
    found = frame(actor_of(world.chen), world.account_id("huadong"))
    now = AccountMember.objects.filter(account_id=found.id, active__contains=world.now)
    assert [m["person_id"] for m in found.around["members"]] == list(
        now.order_by("id").values_list("person_id", flat=True)
    )
    assert AccountMember.objects.filter(account_id=found.id).count() > len(found.around["members"])


def test_both_names_are_read_in_ones_own_language(world, actor_of):
    found = frame(actor_of(world.chen), world.account_id("huadong"))
    with override("zh-hans"):
        assert (found.name, found.other_name) == ("华栋重工集团有限公司", "Huadong Heavy Industry Group Co., Ltd.")
    with override("en"):
        assert (found.name, found.other_name) == ("Huadong Heavy Industry Group Co., Ltd.", "华栋重工集团有限公司")


@pytest.mark.parametrize("number", [0, 999_999, 10**30])
def test_a_number_without_an_account_is_not_there(world, actor_of, number):
    for read in (frame, card):
        with pytest.raises(NotThere):
            read(actor_of(world.shen), number)


def test_what_lies_in_the_bin_is_not_there(world, actor_of):
    with pytest.raises(NotThere):
        frame(actor_of(world.shen), world.account_id("muyu"))


def test_a_card_lists_what_was_done_at_this_account_latest_first(world, actor_of):
    buyer = world.contact("huadong.buyer")
    found = card(actor_of(world.chen), buyer.pk)
    rows = Activity.objects.filter(participants__contact=buyer, deleted_at=None).order_by("-happened_at", "-id")[:20]
    assert [one.id for one in found.activities] == [row.pk for row in rows]
    assert found.superior.id == buyer.reports_to_id
    assert {one.id for one in found.reports} == set(
        Contact.objects.alive().filter(reports_to=buyer).values_list("pk", flat=True))  # fmt: skip
