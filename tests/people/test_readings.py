"""The access record: who read personal data, where from; nobody changes it, and it ends in its time."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.utils import timezone

from kambium.accounts.models import Account, Contact
from kambium.core.access import Actor
from kambium.core.actions.reading import forget_readings, note_reading
from kambium.core.models import AccessRecord
from kambium.people.models import Person
from tests.people.conftest import Firm
from tests.people.test_pages import opened


@pytest.fixture
def with_phone(firm: Firm) -> Person:
    Person.objects.filter(pk=firm.kam.pk).update(phone="13900001111")
    return firm.person("kam")


def written() -> list[tuple[str, int | None, int, str]]:
    return list(AccessRecord.objects.order_by("id").values_list("kind", "subject_id", "reader_id", "where"))


def test_who_reads_a_telephone_in_full_is_written_down_and_the_person_sees_it(firm: Firm, with_phone: Person) -> None:
    page = opened(firm, "hr").get(f"/people/{with_phone.pk}/").content.decode()
    assert "13900001111" in page
    opened(firm, "hr").get(f"/people/{with_phone.pk}/edit/")
    assert written() == [("person.read", with_phone.pk, firm.hr.pk, "127.0.0.1")] * 2
    mine = opened(firm, "kam", "en").get("/me/readings/").content.decode()
    assert mine.count("Han Jing") == 2
    assert mine.count("Read personal data in full") == 2
    assert "Han Jing" not in opened(firm, "peer", "en").get("/me/readings/").content.decode()


@pytest.mark.parametrize("name", ["lead", "peer", "kam", "boss"])
def test_who_sees_it_masked_or_is_it_leaves_no_line(firm: Firm, with_phone: Person, name: str) -> None:
    assert opened(firm, name).get(f"/people/{with_phone.pk}/").status_code == 200
    assert written() == []


def test_where_there_is_nothing_to_see_there_is_nothing_to_write(firm: Firm) -> None:
    opened(firm, "hr").get(f"/people/{firm.kam.pk}/")
    assert written() == []


def contact(firm: Firm) -> Contact:
    where = {"owner": firm.kam, "division_id": firm.teams["sales"].pk, "branch_id": firm.teams["east"].pk,
             "team_id": firm.teams["east"].pk}  # fmt: skip
    account = Account.objects.create(name_en="Harbour", **where)
    return Contact.objects.create(account=account, name_en="Ada", mobile="13800002222", **where)


def test_a_contacts_card_opened_by_another_than_the_owner_is_written_down(firm: Firm) -> None:
    ada = contact(firm)
    for name in ("kam", "lead", "auditor"):  # the owner; a superior; one who sees it masked
        assert opened(firm, name).get(f"/contacts/{ada.pk}/").status_code == 200
    assert written() == [("contact.read", ada.pk, firm.lead.pk, "127.0.0.1")]
    assert "13800002222" not in str(list(AccessRecord.objects.values_list("data", flat=True)))


def test_a_refused_look_is_no_look(firm: Firm) -> None:
    ada = contact(firm)
    assert opened(firm, "north_kam").get(f"/contacts/{ada.pk}/").status_code == 404
    assert written() == []


def test_a_list_taken_out_is_written_down_with_what_and_how_much(firm: Firm) -> None:
    contact(firm)
    opened(firm, "lead").post("/lists/contacts/export/", {"format": "csv"}, REMOTE_ADDR="10.1.2.3")
    record = AccessRecord.objects.get()
    assert (record.kind, record.reader, record.where) == ("list.exported", firm.lead, "10.1.2.3")
    assert (record.data["list"], record.data["rows"]) == ("contacts", 1)


def test_the_auditor_reads_the_whole_record_and_that_is_written_down_too(firm: Firm, with_phone: Person) -> None:
    opened(firm, "hr").get(f"/people/{with_phone.pk}/")
    page = opened(firm, "auditor", "en").get("/settings/readings/").content.decode()
    assert page.count("Lin Xiao") >= 1
    assert "127.0.0.1" in page
    assert [line[0] for line in written()] == ["person.read", "access.read"]
    only = opened(firm, "auditor", "en").get(f"/settings/readings/?kind=access.read&reader={firm.auditor.pk}")
    assert "Read personal data in full" not in only.content.decode()


@pytest.mark.parametrize("bad", ["kind=%00", "reader=x", "reader=99999999999999999999", "at=zzz", "reader=１２"])
def test_bad_filters_narrow_nothing(firm: Firm, bad: str) -> None:
    assert opened(firm, "auditor").get(f"/settings/readings/?{bad}").status_code == 200


def test_nobody_changes_a_line_or_removes_a_young_one(firm: Firm) -> None:
    note_reading(by=firm.actor("hr"), kind="person.read", where="10.0.0.1", subject=firm.person("kam"))
    with pytest.raises(ProgrammingError, match="Cannot"), transaction.atomic():
        AccessRecord.objects.update(where="")
    with pytest.raises(ProgrammingError, match="Cannot"), transaction.atomic():
        AccessRecord.objects.all().delete()
    assert written() == [("person.read", firm.kam.pk, firm.hr.pk, "10.0.0.1")]


def aged(days: int) -> None:
    """A line of that age."""
    with connection.cursor() as cursor:
        cursor.execute(
            'INSERT INTO core_accessrecord (kind, subject_type, reader_id, via, "where", data, read_at) '
            "SELECT 'person.read', '', max(id), 'web', '', '{}', now() - make_interval(days => %s) FROM people_person",
            [days],
        )


def test_the_record_ends_in_its_time_and_never_before_half_a_year(firm: Firm, settings: Any) -> None:
    for days in (10, 170, 200, 740):
        aged(days)
    system = Actor(0, via="job")
    assert forget_readings(by=system, at=timezone.now()) == 1
    settings.ACCESS_RECORD_DAYS = 5
    assert forget_readings(by=system, at=timezone.now()) == 1
    left = [timezone.now() - at for at in AccessRecord.objects.values_list("read_at", flat=True)]
    assert sorted(age // timedelta(days=1) for age in left) == [10, 170]
