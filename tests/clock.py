"""The clock of the tests: it runs, but starts at ten in the morning of one day, in Python and in the database alike.

The world's dates are exact values; whether a delegation is in force is decided by the database's clock and whether a
step is overdue by the program's. So both are moved to the world's day. Nothing else is touched: what does not ask for
`world` or `clock` runs at the real time.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone

from kambium.demo.days import Calendar

TODAY = date(2026, 11, 23)
NOW = Calendar.of(TODAY).now
SHIFT = NOW - datetime.now(UTC)
SETTING = "clock.shift"

# Found before the functions of pg_catalog, because every connection of the tests looks here first.
SEARCH_PATH = "clock,public,pg_catalog"
SHIFTED = f"coalesce(nullif(current_setting('{SETTING}', true), '')::interval, interval '0')"
FUNCTIONS = "CREATE SCHEMA IF NOT EXISTS clock;" + "".join(
    f"CREATE OR REPLACE FUNCTION clock.{name}() RETURNS timestamptz LANGUAGE sql {kind} "
    f"AS $$ SELECT pg_catalog.{name}() + {SHIFTED} $$;"
    for name, kind in (("now", "STABLE"), ("statement_timestamp", "STABLE"), ("clock_timestamp", "VOLATILE"))
)
# Defaults were bound to the real clock when the tables were made.
DEFAULTS = r"""
DO $$ DECLARE c record; BEGIN
  FOR c IN SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'
      AND column_default ~* '^(pg_catalog\.)?(now|statement_timestamp)\(\)$|^current_timestamp$' LOOP
    EXECUTE format('ALTER TABLE public.%I ALTER COLUMN %I SET DEFAULT clock.statement_timestamp()',
                   c.table_name, c.column_name);
  END LOOP;
END $$
"""


def install(connection: BaseDatabaseWrapper) -> None:
    """Give a migrated database a clock that can be moved."""
    with connection.cursor() as cursor:
        cursor.execute(FUNCTIONS)
        cursor.execute(DEFAULTS)


def options(*, moved: bool) -> str:
    """What a connection says when it begins; the blank within the value is escaped as libpq wants it."""
    shift = f" -c {SETTING}={interval(SHIFT)}".replace(" seconds", "\\ seconds") if moved else ""
    return f"-c search_path={SEARCH_PATH}{shift}"


def interval(shift: timedelta) -> str:
    """A shift as PostgreSQL writes it."""
    return f"{shift.total_seconds():.6f} seconds"


@contextmanager
def moved() -> Iterator[None]:
    """The program's clock at the world's day, for the length of a block."""
    real = timezone.now
    timezone.now = lambda: real() + SHIFT
    try:
        yield
    finally:
        timezone.now = real
