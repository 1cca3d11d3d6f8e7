"""`kambium demo`: put the demo company into an empty database."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from kambium.demo import world
from kambium.demo.days import SHANGHAI


class Command(BaseCommand):
    """Loads the demo company, whose history ends on a day: today, unless another is given."""

    help = "Put the demo company into an empty database."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--today", type=date.fromisoformat, default=None, metavar="YYYY-MM-DD")

    def handle(self, *args: Any, today: date | None, **options: Any) -> None:
        now = timezone.now().astimezone(SHANGHAI)
        try:
            made = world.build(today or now.date(), now=now if today is None else None)
        except world.AlreadyInhabited:
            raise CommandError(
                _("There are people in this database; the demo company goes only into an empty one.")
            ) from None
        self.stdout.write(_("The demo company is in, with its history up to %(day)s.") % {"day": made.today})
