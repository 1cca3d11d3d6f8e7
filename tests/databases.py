"""Two databases a test process: `bare`, migrated and otherwise empty, and `world`, with the demo company in it.

A test that names the fixture `world` plays in the second, every other in the first. A test that commits (a browser
journey, a job in a thread) gets its database back from a copy of its files, which is
much less work than filling it again.
"""

from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql
from pytest_django import DjangoDbBlocker

from kambium.demo import world
from kambium.people.models import Person
from tests import clock

BARE, WORLD = "bare", "world"


class Databases:
    """Which of the two is in use, and how each is made and brought back."""

    def __init__(self, blocker: DjangoDbBlocker) -> None:
        self.blocker = blocker
        self.opened: list[BaseDatabaseWrapper] = []
        self.bare = str(connections[DEFAULT_DB_ALIAS].settings_dict["NAME"])
        self.current = BARE
        self.made = {BARE}
        self.copied: set[str] = set()

    def use(self, wanted: str) -> None:
        """Connect to one of the two; the world is made when it is wanted for the first time."""
        if wanted == self.current:
            return
        with self.blocker.unblock():
            self._connect(wanted)
            if wanted not in self.made:
                self._make_world()
                self.made.add(wanted)

    def _name(self, which: str) -> str:
        return self.bare if which == BARE else f"{self.bare}_{which}"

    def _connect(self, which: str) -> None:
        self._hang_up()
        for wrapper in self.opened:
            wrapper.settings_dict["NAME"] = self._name(which)
            wrapper.settings_dict["OPTIONS"]["options"] = clock.options(moved=which == WORLD)
        self.current = which

    def _hang_up(self) -> None:
        """Close this thread's connections: while Playwright's loop runs Django gives it another one."""
        now = connections[DEFAULT_DB_ALIAS]
        if now not in self.opened:
            self.opened.append(now)
        for wrapper in self.opened:
            wrapper.close()

    def _make_world(self) -> None:
        self._copy(self.bare, self._name(WORLD))
        if not Person.objects.exists():
            with clock.moved():
                world.build(clock.TODAY)

    def keep_copy(self) -> None:
        """Before a test that commits: keep the database as it is."""
        if self.current not in self.copied:
            self._hang_up()
            self._copy(self._name(self.current), self._name(f"{self.current}_kept"))
            self.copied.add(self.current)

    def bring_back(self) -> None:
        """After a test that committed: as it was before."""
        self._hang_up()
        self._copy(self._name(f"{self.current}_kept"), self._name(self.current))

    def drop(self) -> None:
        """At the end of the run: what we made besides the database that Django made."""
        self._connect(BARE)
        for which in ("bare_kept", WORLD, "world_kept"):
            self._ask("DROP DATABASE IF EXISTS {} WITH (FORCE)", self._name(which))

    def _copy(self, source: str, target: str) -> None:
        self._ask("DROP DATABASE IF EXISTS {} WITH (FORCE)", target)
        self._ask("CREATE DATABASE {} TEMPLATE {}", target, source)

    def _ask(self, statement: str, *names: str) -> None:
        maker: Any = connections[DEFAULT_DB_ALIAS]
        with maker._nodb_cursor() as cursor:
            cursor.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
