"""Bring the database to what the program expects, and print the demo's sign-ins as JSON. Run by `kambium run`.

Several machines may start on one database at the same moment: they wait for each other. Commands that work on the rows
bring the tables about first, so that a first import needs no run before it.
"""

import json
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import translation

from kambium.config.words import say
from kambium.core.locale import terminal_language

LOCK = 0x6B616D  # "kam"


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kambium.config.settings")
    django.setup()
    forget_old_templates(Path(settings.HOME) / "templates")
    with alone(), translation.override(terminal_language()):
        migrate_when_behind()
        fill_when_empty()
        print(json.dumps(sign_ins()))


def bring_up_to_date() -> None:
    """The tables as this version has them."""
    with alone():
        migrate_when_behind()


@contextmanager
def alone() -> Iterator[None]:
    """Nobody else prepares this database meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_lock(%s)", [LOCK])
        try:
            yield
        finally:
            cursor.execute("select pg_advisory_unlock(%s)", [LOCK])


def migrate_when_behind() -> None:
    if pending():
        call_command("migrate", verbosity=0, interactive=False)


def pending() -> bool:
    """Whether a migration is to be run; asking costs a tenth of what the command costs when there is none."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def fill_when_empty() -> None:
    from kambium.people.models import Person

    if os.environ.get("KAMBIUM_DEMO") == "0" or Person.objects.exists():
        return
    print(say("Making the demo company …", "正在生成演示公司 …"), file=sys.stderr, flush=True)
    call_command("demo", stdout=sys.stderr)


def forget_old_templates(folder: Path) -> None:
    """Templates that another version compiled are of no use to this one."""
    from kambium.core.ui import jinja

    for other in folder.iterdir() if folder.is_dir() else []:
        if other != jinja.compiled_place(folder):
            shutil.rmtree(other, ignore_errors=True)


def sign_ins() -> list[tuple[str, str, str]]:
    """Role, e-mail and password of those demo people who are in this database."""
    from kambium.demo import world
    from kambium.people.models import Person

    offered = [(str(role), email, password) for role, email, password in world.sign_ins()]
    here = set(Person.objects.filter(email__in=[email for _, email, _ in offered]).values_list("email", flat=True))
    return [entry for entry in offered if entry[1] in here]


if __name__ == "__main__":
    try:
        main()
    except OperationalError as failure:  # its disk is full, it is gone: nothing that a traceback would explain
        sys.exit(say("The database refuses to work: ", "数据库无法工作：") + str(failure).strip())
