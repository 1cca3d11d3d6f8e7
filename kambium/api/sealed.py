"""The secrets of webhooks are sealed; after a change of key they are sealed anew."""

from django.db import transaction

from kambium.api.models import Webhook
from kambium.core.sealing import Sealed, Unreadable, reseal, sealed


def reseal_webhooks() -> tuple[int, int]:
    """Seal with the present key what an old one sealed; returns how many changed, and how many no key opens."""
    changed = lost = 0
    with transaction.atomic():
        for row in Webhook.objects.select_for_update().filter(removed_at=None).order_by("pk"):
            try:
                secret = reseal(row.secret)
            except Unreadable:
                lost += 1
                continue
            changed += Webhook.objects.filter(pk=row.pk).exclude(secret=secret).update(secret=secret)
    return changed, lost


sealed.add(Sealed("webhooks", reseal_webhooks))
