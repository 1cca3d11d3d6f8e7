"""Pages a person keeps in the side bar."""

from django.db import transaction
from django.utils.translation import gettext as _

from kambium.core.access import Actor, NotThere
from kambium.core.models import Pin

MOST = 20
LABEL, ADDRESS = 80, 1_000


class CannotPin(Exception):
    """Not a page of ours, or more pins than the side bar holds."""


def pin(*, by: Actor, label: str, url: str) -> Pin:
    """Keep a page, below the others; pinning it twice changes its label. Raises CannotPin."""
    if not url.startswith("/") or url.startswith(("//", "/\\")) or len(url) > ADDRESS or "\0" in url + label:
        raise CannotPin(_("Only pages of Kambium can be pinned."))
    if not label.strip():
        raise CannotPin(_("Give the pin a name."))
    with transaction.atomic():
        mine = list(Pin.objects.select_for_update().filter(person_id=by.person_id))
        if len(mine) >= MOST and url not in {one.url for one in mine}:
            raise CannotPin(_("%(most)d pins fit into the side bar. Remove one first.") % {"most": MOST})
        place = 1 + max((one.position for one in mine), default=0)
        found, _is_new = Pin.objects.update_or_create(
            person_id=by.person_id, url=url, defaults={"label": label.strip()[:LABEL]}, create_defaults={
                "label": label.strip()[:LABEL], "position": place})  # fmt: skip
    return found


def unpin(pin_id: int, *, by: Actor) -> None:
    """Take a page out of the side bar. Raises NotThere."""
    if not Pin.objects.filter(pk=pin_id, person_id=by.person_id).delete()[0]:
        raise NotThere


def move_pin(pin_id: int, *, by: Actor, up: bool) -> None:
    """Change places with the neighbour. Raises NotThere."""
    with transaction.atomic():
        row = list(Pin.objects.select_for_update().filter(person_id=by.person_id))
        here = next((i for i, one in enumerate(row) if one.pk == pin_id), None)
        if here is None:
            raise NotThere
        there = here + (-1 if up else 1)
        if 0 <= there < len(row):
            row[here], row[there] = row[there], row[here]
        for place, one in enumerate(row):
            one.position = place
        Pin.objects.bulk_update(row, ["position"])
