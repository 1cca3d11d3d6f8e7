"""`kambium import WHAT FILE…`: bring files in from the command line; `--revert RUN` takes a run back.

WHAT is a preset, a record, the name of a mapping file, or `auto` to find out by the headers.
"""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from kambium.core.access import Actor, Granted
from kambium.core.files import path_of
from kambium.core.locale import terminal_language
from kambium.exchange.actions import CannotRevert, Outcome, Source, perform, revert
from kambium.exchange.actions.perform import COUNTS
from kambium.exchange.actions.queue import index_run
from kambium.exchange.models import Run, RunFile
from kambium.people.models import Person

REFUSED, UNREADABLE = 3, 2


class Command(BaseCommand):
    """Exit code 0 when all rows went in, 3 when some were refused (the rest are in), 2 for what cannot be read."""

    help = "Import files: kambium import PRESET|RECORD|auto FILE… [--map FILE.yaml] [--dry-run] [--json]"
    requires_system_checks: list[str] = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """Django's parser; it takes options before, between and after the files."""
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        parser.parse_args = parser.parse_intermixed_args  # type: ignore[method-assign]
        return parser

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", nargs="?", help="a preset (zoho, fxiaoke, salesforce, hubspot), a record, or auto")
        parser.add_argument("files", nargs="*", type=Path)
        parser.add_argument("--map", type=Path, help="a mapping file")
        parser.add_argument("--dry-run", action="store_true", help="check only; nothing is written")
        parser.add_argument("--json", action="store_true", help="print one JSON object")
        parser.add_argument("--fill", action="store_true", help="fill blanks only; keep what is there")
        parser.add_argument("--known-terms", action="store_true", help="refuse rows with words no vocabulary knows")
        parser.add_argument("--as", dest="person", metavar="EMAIL", help="act as this person, with their permissions")
        parser.add_argument("--revert", type=int, metavar="RUN", help="take an import back")

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override(terminal_language()):
            code = self._revert(options) if options["revert"] else self._import(options)
        if code:
            sys.exit(code)

    def _import(self, options: dict[str, Any]) -> int:
        if not options["what"] or not options["files"]:
            raise CommandError(_("Say what to import and name at least one file: kambium import zoho Accounts.csv"))
        if missing := [str(f) for f in options["files"] if not f.is_file()]:
            return self._unreadable(options, [_("There is no file %(name)s") % {"name": name} for name in missing])
        actor = _actor(options["person"])
        run = Run.objects.create(
            preset=options["what"], by_id=actor.person_id or None, via="command", is_dry=options["dry_run"],
            options={"overwrite": not options["fill"], "make_terms": not options["known_terms"]},
        )  # fmt: skip
        RunFile.objects.bulk_create([RunFile(run=run, name=f.name, position=i) for i, f in enumerate(options["files"])])
        sources = [Source(f, f.name) for f in options["files"]]
        outcome = perform(by=actor, run=run, sources=sources, at=timezone.now(), map_path=options["map"])
        if outcome.problems:
            return self._unreadable(options, outcome.problems)
        if not run.is_dry:
            index_run(run_id=run.pk)
        self._tell(options, run, outcome)
        return REFUSED if outcome.count("refused") else 0

    def _revert(self, options: dict[str, Any]) -> int:
        try:
            run = Run.objects.get(pk=options["revert"])
            taken = revert(by=_actor(options["person"]), run=run, at=timezone.now())
        except Run.DoesNotExist:
            return self._unreadable(options, [_("There is no import %(run)s") % {"run": options["revert"]}])
        except CannotRevert as error:
            return self._unreadable(options, [str(error)])
        if options["json"]:
            self.stdout.write(json.dumps({"reverted": run.pk, "records": [vars(t) for t in taken]}, ensure_ascii=False))
        for part in () if options["json"] else taken:
            words = {"record": part.record, "removed": part.removed, "restored": part.restored, "kept": part.kept}
            self.stdout.write(_("%(record)s: %(removed)d removed, %(restored)d restored, %(kept)d kept") % words)
        return 0

    def _unreadable(self, options: dict[str, Any], texts: list[str]) -> int:
        if options["json"]:
            self.stdout.write(json.dumps({"problems": texts}, ensure_ascii=False))
        for text in () if options["json"] else texts:
            self.stderr.write(text)
        return UNREADABLE

    def _tell(self, options: dict[str, Any], run: Run, outcome: Outcome) -> None:
        errors = str(path_of(run.errors_file.sha256)) if run.errors_file else None
        if options["json"]:
            facts = {name: outcome.count(name) for name in COUNTS} | {"errors_file": errors, "run": run.pk}
            parts = [{"record": p.record, "file": p.file, **{n: getattr(p, n) for n in COUNTS}} for p in outcome.parts]
            self.stdout.write(json.dumps({**facts, "parts": parts, "left": outcome.left}, ensure_ascii=False))
            return
        for part in outcome.parts:
            words = {"record": part.record, "file": part.file, **{name: getattr(part, name) for name in COUNTS}}
            self.stdout.write(
                _("%(file)s → %(record)s: %(created)d created, %(updated)d updated, %(unchanged)d unchanged, "
                  "%(refused)d refused, %(left_out)d left out") % words
            )  # fmt: skip
            for fault in part.faults[:10]:
                self.stdout.write("  " + _("line %(line)d: %(reason)s") % {"line": fault.line, "reason": fault.text()})
        for text in outcome.left:
            self.stdout.write(text)
        if errors:
            self.stdout.write(_("Refused rows with their reasons: %(file)s") % {"file": errors})
        self.stdout.write(
            _("Checked; nothing was written.") if run.is_dry
            else _("Done. Take it back with: kambium import --revert %(run)d") % {"run": run.pk}
        )  # fmt: skip


def _actor(email: str | None) -> Actor:
    """The person named, or whoever runs commands on the server: that account holds the database anyway."""
    if not email:
        return Actor(0, (Granted("admin"), Granted("security")), via="command")
    person = Person.objects.filter(email__iexact=email, is_active=True).first()
    if person is None:
        raise CommandError(_("Nobody here has the address %(email)s") % {"email": email})
    return person.actor("command")
