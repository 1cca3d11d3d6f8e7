"""What the tests stand on: two databases that come back as they were, and clocks that stand at one day."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from kambium.accounts.models import Follow
from kambium.core.models import Term
from kambium.people.models import Person, Team


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_what_a_test_committed_is_gone_afterwards(world, time):
    assert Follow.objects.count() == 39
    Follow.objects.all().delete()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_the_bare_database_comes_back_with_its_vocabularies(time):
    assert not Person.objects.exists()
    assert Term.objects.filter(vocabulary="region").count() == 13
    Term.objects.all().delete()
    Team.objects.create(name_en="Left behind")


def test_both_clocks_stand_at_the_world_s_day(world):
    with connection.cursor() as cursor:
        cursor.execute("SELECT now(), statement_timestamp()")
        database = cursor.fetchone()
    for moment in (timezone.now(), *database):
        assert timedelta(0) <= moment - world.now < timedelta(hours=2)
    person = Person.objects.create(name_en="Written now")
    person.refresh_from_db()
    assert timedelta(0) <= person.created_at - world.now < timedelta(hours=2)


def test_without_the_world_the_clocks_run_at_the_real_time(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT now()")
        assert abs(cursor.fetchone()[0] - datetime.now(UTC)) < timedelta(minutes=5)
    assert abs(timezone.now() - datetime.now(UTC)) < timedelta(seconds=5)


def test_both_clocks_can_be_moved_without_the_world(both_clocks, today):
    with connection.cursor() as cursor:
        cursor.execute("SELECT now()")
        assert timezone.localtime(cursor.fetchone()[0]).date() == today
    assert timezone.localdate() == today


def test_a_client_is_signed_in_as_the_person_and_a_visitor_is_nobody(world, client_of, visitor):
    session = client_of(world.chen).session
    assert session["_auth_user_id"] == str(world.chen.pk)
    assert session["_auth_user_hash"] == world.chen.get_session_auth_hash()
    assert not visitor.session.keys()
