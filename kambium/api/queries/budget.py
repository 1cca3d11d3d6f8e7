"""How many rows a role takes out of a list in a day: programs count like files."""

from datetime import timedelta

from django.db.models import BigIntegerField, Sum
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from kambium.api.gate import Visitor
from kambium.core.models import AccessRecord
from kambium.core.web.listing import Listing
from kambium.core.web.listing.export import taken


def within_budget(listing: Listing, visitor: Visitor, rows: int) -> bool:
    """Whether so many rows more of a list may go out to this person today."""
    most = listing.spec.export_most(listing.look)
    return most is None or rows + read_today(visitor) + taken(visitor.actor.person_id, visitor.at) <= most


def read_today(visitor: Visitor) -> int:
    """How many rows programs read for a person in the 24 hours before."""
    mine = AccessRecord.objects.filter(
        kind="api.read", reader_id=visitor.actor.person_id, read_at__gt=visitor.at - timedelta(days=1)
    )
    return int(mine.aggregate(found=Sum(Cast(KeyTextTransform("rows", "data"), BigIntegerField())))["found"] or 0)
