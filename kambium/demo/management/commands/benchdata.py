"""`kambium benchdata`: put a large company into an empty database."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from kambium.demo.crowd import Inhabited, Sizes, fill
from kambium.demo.crowd.staff import FEWEST
from kambium.demo.staff import PASSWORD


class Command(BaseCommand):
    """Makes the crowd, the same in every run but for its dates, which end now."""

    help = "Put a large made-up company into an empty database, for measuring."

    def add_arguments(self, parser: CommandParser) -> None:
        for name in ("accounts", "contacts", "activities", "people"):
            parser.add_argument(f"--{name}", type=int, default=getattr(Sizes, name), metavar="N")

    def handle(self, *args: Any, **options: Any) -> None:
        sizes = Sizes(*(options[name] for name in ("accounts", "contacts", "activities", "people")))
        if sizes.people < FEWEST or sizes.accounts < 1 or min(sizes.contacts, sizes.activities) < 0:
            raise CommandError(_("At least one account and %(people)s people are needed.") % {"people": FEWEST})
        begun = time.monotonic()
        try:
            fill(sizes, timezone.now())
        except Inhabited:
            raise CommandError(_("There are people in this database; benchdata goes only into an empty one.")) from None
        facts = {"seconds": round(time.monotonic() - begun), "email": "executive@crowd.example", "password": PASSWORD}
        self.stdout.write(_("Done in %(seconds)s s. Log in as %(email)s with %(password)s.") % facts)
