"""After a change of the installation's key: the secrets of second factors are sealed with the new one."""

from allauth.mfa.models import Authenticator
from django.db import transaction

from kambium.core.sealing import Unreadable, reseal
from kambium.people.factor_secrets import turned


def reseal_factors() -> tuple[int, int]:
    """Seal with the present key what an old one sealed; returns how many rows changed, and how many no key opens."""
    changed = lost = 0
    with transaction.atomic():
        for row in Authenticator.objects.select_for_update().order_by("pk"):
            try:
                data = turned(row.data, reseal)
            except Unreadable:
                lost += 1
                continue
            if data != row.data:
                row.data = data
                row.save(update_fields=["data"])
                changed += 1
    return changed, lost
