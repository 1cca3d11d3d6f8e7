"""Row history and events: what was so, what was known, who did it; nothing of it can be changed afterwards."""

from datetime import UTC, datetime

import pytest
from django.db import ProgrammingError, connection, transaction

from kambium.accounts.models import Account
from kambium.core import context, events
from kambium.core.access import Actor
from kambium.core.history import as_of
from kambium.core.models import Event
from kambium.core.registry import EventType
from kambium.core.registry import events as event_types

HAPPENED = EventType("test.happened", "Something happened", "It happened", "circle")
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def declared(monkeypatch: pytest.MonkeyPatch) -> None:
    """For these tests alone: the reference names every kind that is declared."""
    monkeypatch.setitem(event_types._things, HAPPENED.key, HAPPENED)


def moment() -> datetime:
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]


def test_a_row_is_known_as_it_was_on_a_day() -> None:
    before = moment()
    account = Account.objects.create(name_en="First")
    first = moment()
    Account.objects.filter(pk=account.pk).update(name_en="Second")
    second = moment()
    with context.acting(Actor(0, via="import"), where="192.0.2.1", run=41):
        Account.objects.filter(pk=account.pk).update(name_en="Third", city="Suzhou")
    rows = Account.objects.filter(pk=account.pk)
    assert as_of(rows, before) == {account.pk: None}
    assert as_of(rows, first)[account.pk]["name_en"] == "First"
    assert as_of(rows, second)[account.pk]["name_en"] == "Second"
    assert as_of(rows, moment())[account.pk]["city"] == "Suzhou"
    last = account.old_rows.latest("pgh_id")
    assert (last.name_en, last.pgh_context["run"], last.pgh_context["where"]) == ("Second", 41, "192.0.2.1")


def test_a_change_that_is_no_news_keeps_no_old_row() -> None:
    account = Account.objects.create(name_en="Quiet")
    Account.objects.filter(pk=account.pk).update(next_step="Call", last_activity_at=datetime.now(UTC))
    assert account.old_rows.count() == 0


def test_creating_many_rows_keeps_no_old_rows() -> None:
    Account.objects.bulk_create([Account(name_en=f"A{n}") for n in range(50)])
    assert Account.old_rows.rel.related_model.objects.count() == 0


def test_old_rows_cannot_be_changed_or_removed() -> None:
    account = Account.objects.create(name_en="First")
    Account.objects.filter(pk=account.pk).update(name_en="Second")
    with pytest.raises(ProgrammingError), transaction.atomic():
        account.old_rows.update(name_en="Forged")
    with pytest.raises(ProgrammingError), transaction.atomic():
        account.old_rows.all().delete()
    assert [o.name_en for o in account.old_rows.all()] == ["First"]


def test_an_event_keeps_when_it_happened_and_when_it_became_known() -> None:
    account = Account.objects.create(name_en="Told late")
    happened = datetime(2026, 3, 1, tzinfo=UTC)
    event = events.record("test.happened", account, by=Actor(0), at=happened)
    event.refresh_from_db()
    assert event.happened_at == happened
    assert event.recorded_at > happened
    assert (event.root_type, event.root_id) == ("account", account.pk)


def test_an_event_cannot_be_rewritten_or_deleted() -> None:
    event = events.record("test.happened", Account.objects.create(name_en="A"), by=Actor(0), at=datetime.now(UTC))
    with pytest.raises(ProgrammingError), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(kind="test.other")
    with pytest.raises(ProgrammingError), transaction.atomic():
        Event.objects.filter(pk=event.pk).delete()
    assert Event.objects.get().kind == "test.happened"


@pytest.mark.parametrize("table", ["core_event", "core_accessrecord", "accounts_accountold", "people_grantold"])
def test_no_table_of_what_happened_is_emptied_at_once(table: str) -> None:
    with pytest.raises(ProgrammingError, match="Cannot empty"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {table} CASCADE")


def test_an_undeclared_event_is_refused_and_nothing_is_written() -> None:
    account = Account.objects.create(name_en="A")
    with pytest.raises(KeyError):
        events.record("test.unheard_of", account, by=Actor(0), at=datetime.now(UTC))
    assert not Event.objects.exists()
