"""Many rows at once: which ones, how many of them may be changed, and the change."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from kambium.core.models import Notice
from kambium.core.registry import Verb
from kambium.core.ui.figures import number
from kambium.core.web.listing.listing import Listing
from kambium.core.web.listing.work import AT_ONCE, begin, start_bulk

MOST_CHOSEN = 5_000
MOST = 50_000


@dataclass(frozen=True)
class Selection:
    """The chosen rows (None: all that fit), how many they are and how many the actor may change."""

    ids: list[int] | None
    chosen: int
    allowed: int
    must_type: bool

    @classmethod
    def of(cls, listing: Listing, verb: Verb, sent: QueryDict) -> "Selection":
        """What was ticked, or all that fit; numbers that are none are left out like rows that are not there."""
        ids = None if sent.get("all") else _numbers(sent.getlist("ids"))
        with listing.as_seen().reading():
            chosen = listing.ids(listing.spec.permission, ids).count()
            allowed = listing.ids(verb.permission, ids).count()
        return cls(ids, chosen, allowed, verb.typed_above is not None and allowed > verb.typed_above)

    @property
    def left_out(self) -> int:
        """Rows that are seen but may not be changed."""
        return self.chosen - self.allowed

    def faults(self, sent: QueryDict) -> list[str]:
        """Why the change cannot be made as it was agreed to."""
        if self.allowed > MOST:
            return [_("At most %(n)s at once. Narrow the list.") % {"n": number(MOST)}]
        if not self.allowed:
            return [_("None of these can be changed by you.")]
        if sent.get("agreed") != str(self.allowed):
            return [_("Meanwhile there are %(n)d. Look again before you go on.") % {"n": self.allowed}]
        if self.must_type and sent.get("word", "").strip() != str(self.allowed):
            return [_("Type %(n)d to confirm.") % {"n": self.allowed}]
        return []


def _numbers(words: list[str]) -> list[int]:
    found = {int(word) for word in words[:MOST_CHOSEN] if word.isascii() and word.isdigit() and len(word) < 19}
    return sorted(found)


def perform(
    verb: Verb, listing: Listing, selection: Selection, values: Mapping[str, Any], *, at: datetime
) -> tuple[Notice | None, int]:
    """Change up to a thousand rows now; more are left to a job, whose notice is returned. All of them or none."""
    actor = listing.look.actor
    if selection.allowed <= AT_ONCE:
        with listing.reading():
            ids = list(listing.ids(verb.permission, selection.ids)[:AT_ONCE])
        return None, verb.act(ids, by=actor, at=at, **values)
    notice = begin(actor.person_id, verb.label, selection.allowed)
    start_bulk(notice, verb.key, actor.person_id, listing.state.kept(), selection.ids, dict(values))
    return notice, 0
