"""`kambium export RECORD`: write a record as a file that an import takes back without a difference."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import IO, Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from kambium.core.access import Actor
from kambium.core.locale import terminal_language
from kambium.core.registry import records
from kambium.core.web.listing.export import TYPES
from kambium.exchange.actions.take_out import may_take_out, take_out
from kambium.people.models import Person


class Command(BaseCommand):
    """CSV to the terminal, or the file that `--out` names: CSV or XLSX by its ending."""

    help = "Export a record: kambium export RECORD [--out FILE.csv|FILE.xlsx] [--language zh-hans|en] [--as EMAIL]"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("record", help="account, contact, order, …")
        parser.add_argument("--out", type=Path, help="where to write; its ending says csv or xlsx")
        parser.add_argument("--language", choices=("zh-hans", "en"), help="the language of headers and words")
        parser.add_argument("--as", dest="person", metavar="EMAIL", help="with this person's permissions only")

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override(options["language"] or terminal_language()):
            self._export(options["record"], options["out"], _actor(options["person"]))

    def _export(self, key: str, out: Path | None, actor: Actor | None) -> None:
        record = records.get(key)
        if record is None:
            known = ", ".join(each.key for each in records)
            raise CommandError(_("There is no record %(key)s; there are: %(known)s") % {"key": key, "known": known})
        form = out.suffix.lstrip(".").lower() if out else "csv"
        if form not in TYPES:
            raise CommandError(_("The file must end in .csv or .xlsx"))
        if not may_take_out(actor, record):
            raise CommandError(_("This person may not take out %(record)s") % {"record": record.label})
        target: IO[bytes] = out.open("wb") if out else sys.stdout.buffer
        try:
            count = take_out(record, form, target, by=actor, at=timezone.now())
        finally:
            if out:
                target.close()
        if out:
            self.stdout.write(_("%(file)s: %(count)d rows") % {"file": out, "count": count})


def _actor(email: str | None) -> Actor | None:
    if not email:
        return None
    person = Person.objects.filter(email__iexact=email, is_active=True).first()
    if person is None:
        raise CommandError(_("Nobody here has the address %(email)s") % {"email": email})
    return person.actor("command")
