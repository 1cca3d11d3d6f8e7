"""`kambium reseal`: after the secret key changed, seal with the new one what the old one sealed."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from kambium.core.sealing import sealed


class Command(BaseCommand):
    """Run once after a change of key, while KAMBIUM_OLD_SECRET_KEYS still names the old one."""

    help = "Seal the secrets of second factors and webhooks with the present secret key."

    def handle(self, *args: Any, **options: Any) -> None:
        counts = [one.reseal() for one in sealed]
        changed, lost = (sum(column) for column in zip(*counts, strict=True))
        self.stdout.write(_("Sealed with the present key: %(n)d") % {"n": changed})
        if lost:
            text = _("Sealed with a key that KAMBIUM_OLD_SECRET_KEYS does not name: %(n)d")
            raise CommandError(text % {"n": lost})
