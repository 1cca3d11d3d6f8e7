"""A large load builds indexes once; the table has all of them again afterwards, whatever happened."""

import psycopg
import pytest
from django.db import connection, transaction

from kambium.core import indexes

TABLE = "core_searchentry"
BUILT = {"search_grams", "search_trigrams", "search_head", "search_owner", "search_root"}


def indexed() -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexname, indexdef FROM pg_indexes WHERE tablename = %s", [TABLE])
        return dict(cursor.fetchall())


@pytest.mark.django_db
def test_a_load_that_more_than_doubles_a_table_keeps_only_what_its_constraints_need():
    before = indexed()
    with transaction.atomic(), indexes.taking_in(TABLE, 60_000):
        assert set(before) - set(indexed()) == BUILT
        assert "search_once" in indexed()
    assert indexed() == before


@pytest.mark.django_db
def test_a_small_load_leaves_the_indexes_where_they_are():
    before = indexed()
    with transaction.atomic(), indexes.taking_in(TABLE, 1_000):
        assert indexed() == before


@pytest.mark.django_db
def test_a_load_that_fails_has_all_indexes_back():
    before = indexed()
    with pytest.raises(ZeroDivisionError), transaction.atomic(), indexes.taking_in(TABLE, 60_000):
        raise ZeroDivisionError
    assert indexed() == before


@pytest.mark.django_db(transaction=True)
def test_a_table_that_somebody_reads_keeps_its_indexes():
    before = indexed()
    settings = connection.get_connection_params()
    where = {name: settings[name] for name in ("dbname", "user", "host", "port", "password") if settings.get(name)}
    with psycopg.connect(**where) as reader:
        reader.execute(f"SELECT count(*) FROM {TABLE}")
        with transaction.atomic(), indexes.taking_in(TABLE, 60_000):
            assert indexed() == before
            with connection.cursor() as cursor:
                cursor.execute("SHOW lock_timeout")
                assert cursor.fetchone() == ("0",)
