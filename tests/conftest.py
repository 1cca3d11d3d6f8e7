"""The stage of the tests: PostgreSQL, the named world, its people signed in, and the clock at one day.

`world` puts a test into 明远工业 as of `TODAY` (see `kambium/demo/world.py` for who is who); without it the database is
migrated and empty. Either way a test leaves no trace.
"""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.db import connection
from django.test import Client, TransactionTestCase
from pytest_django import DjangoDbBlocker

from kambium.core import terms
from kambium.core.access import Actor
from kambium.demo.days import Calendar
from kambium.demo.world import World
from kambium.people.models import Person
from kambium.people.queries import names
from tests import clock
from tests.databases import BARE, WORLD, Databases

BACKEND = "kambium.people.backends.PersonBackend"
DATABASES = pytest.StashKey[Databases]()
WANTED = pytest.StashKey[str]()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Before anything of a test is set up: go to the database it wants."""
    item.config.stash[WANTED] = WORLD if "world" in getattr(item, "fixturenames", ()) else BARE
    if databases := item.config.stash.get(DATABASES, None):
        databases.use(item.config.stash[WANTED])


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    """The tests' connections look at the movable clock first; no pool, which would hold connections to be closed."""
    options = connection.settings_dict["OPTIONS"]
    options.pop("pool", None)
    options["options"] = clock.options(moved=False)


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, pytestconfig: pytest.Config
) -> Iterator[None]:
    """The migrated database, with a clock that can be moved; the world beside it is made when first asked for."""
    with django_db_blocker.unblock():
        clock.install(connection)
    databases = Databases(django_db_blocker)
    pytestconfig.stash[DATABASES] = databases
    bring_back_instead_of_emptying(databases)
    databases.use(pytestconfig.stash[WANTED])
    yield
    with django_db_blocker.unblock():
        databases.drop()


def bring_back_instead_of_emptying(databases: Databases) -> None:
    """After a test that committed Django empties every table; here the database is brought back as it was."""
    plain = TransactionTestCase._fixture_setup.__func__  # type: ignore[attr-defined]

    def set_up(cls: type[TransactionTestCase]) -> None:
        databases.keep_copy()
        plain(cls)

    def tear_down(self: TransactionTestCase) -> None:
        databases.bring_back()

    TransactionTestCase._fixture_setup = classmethod(set_up)
    TransactionTestCase._fixture_teardown = tear_down


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """What a process keeps in memory goes by revision numbers, which begin again with each test."""
    terms._memory.clear()
    names._memory.clear()


@pytest.fixture
def world(program_clock: None, db: None) -> World:
    """明远工业 as of `TODAY`; the test's changes are rolled back."""
    return World(Calendar.of(clock.TODAY))


@pytest.fixture
def program_clock() -> Iterator[None]:
    """The program's clock stands at ten in the morning of `TODAY`; the database's always does so in the world."""
    with clock.moved():
        yield


@pytest.fixture
def both_clocks(program_clock: None, db: None) -> None:
    """For a test without the world: program and database stand at ten in the morning of `TODAY`."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [clock.SETTING, clock.interval(clock.SHIFT)])


@pytest.fixture
def today() -> date:
    """The world's day."""
    return clock.TODAY


@pytest.fixture
def client_of() -> Callable[[Person], Client]:
    """A client in which a person is signed in: `client_of(world.chen).get("/")`."""

    def signed_in(person: Person) -> Client:
        client = Client(headers={"accept-language": "zh-CN,zh;q=0.9"})
        client.force_login(person, backend=BACKEND)
        return client

    return signed_in


@pytest.fixture
def visitor() -> Client:
    """A client in which nobody is signed in, whose browser asks for English."""
    return Client(headers={"accept-language": "en"})


@pytest.fixture
def actor_of() -> Callable[[Person], Actor]:
    """A person as the policy sees one now: `actor_of(world.chen)`."""
    return lambda person: person.actor()
