"""`kambium reference`: write docs/reference from what the domains declare."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kambium.core import reference


class Command(BaseCommand):
    """Write the reference; with --check, fail when it was not up to date."""

    help = "Write docs/reference from what the domains declare"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="fail when a page was not up to date")
        parser.add_argument("--folder", default="docs/reference")

    def handle(self, *args: Any, **options: Any) -> None:
        changed = reference.write(Path(options["folder"]))
        if changed and options["check"]:
            raise CommandError(f"the reference was not up to date: {', '.join(changed)}; commit what was written")
        self.stdout.write(", ".join(changed) or "up to date")
