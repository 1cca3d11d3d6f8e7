"""Finding. Exact pieces first, then near misses; only what the person may see; bounded work for any word."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Length

from kambium.core.access.owned import reach
from kambium.core.models import SearchEntry
from kambium.core.registry import searchables
from kambium.core.search.fold import fold, grams

if TYPE_CHECKING:
    from kambium.core.access.actor import Actor

CANDIDATES = 400
NEAR = 0.45


@dataclass(frozen=True)
class Hit:
    """One found record, with what a line of results shows."""

    kind: str
    object_id: int
    title_zh: str
    title_en: str
    more: str


def find(actor: "Actor", text: str, *, kinds: Iterable[str] | None = None, limit: int = 12) -> list[Hit]:
    """Records whose words contain `text`, best first: whole start of a name, then start of a word, then anywhere.

    `kinds` limits the kinds searched. One character finds names that start with it. Fewer than three exact finds are
    topped up with near misses (trigram similarity of words from four letters on).
    """
    needle = fold(text)[:80]
    seen = _visible(actor, kinds)
    if not needle or seen is None:
        return []
    found = _exact(seen, needle, limit)
    if len(found) < 3 and len(needle) >= 4:
        known = {(h.kind, h.object_id) for h in found}
        found += [h for h in _near(seen, needle, limit) if (h.kind, h.object_id) not in known]
    return found[:limit]


def _visible(actor: "Actor", kinds: Iterable[str] | None) -> "QuerySet[SearchEntry] | None":
    """Search rows of the asked kinds, each within the scope its own permission gives."""
    wanted = Q()
    for thing in searchables:
        if (kinds is None or thing.key in kinds) and actor.can(thing.permission):
            limit = reach(actor, thing.permission, "root_id")
            wanted |= Q(kind=thing.key) if limit is None else Q(kind=thing.key) & limit
    return SearchEntry.objects.filter(wanted) if wanted else None


def matching(needle: str) -> Q:
    """Rows that contain every word of a folded text. Two-character pieces serve Chinese, trigrams longer words."""
    found = Q()
    for word in needle.split():
        found &= Q(head__startswith=word) if len(word) == 1 else Q(grams__contains=grams(word), haystack__contains=word)
    return found


def _exact(rows: "QuerySet[SearchEntry]", needle: str, limit: int) -> list[Hit]:
    """Names that start with the text come by their own index; the rest are ranked among a bounded number."""
    first = _hits(rows.filter(head__startswith=needle).order_by(Length("head"), "head")[:limit])
    if len(first) >= limit:
        return first
    some = rows.filter(matching(needle)).values("pk")[:CANDIDATES]
    rank = Case(
        When(head__startswith=needle, then=Value(0)),
        When(haystack__contains=f" {needle}", then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    ranked = (
        SearchEntry.objects.filter(pk__in=some).annotate(rank=rank).order_by("rank", Length("haystack"), "object_id")
    )
    known = {(h.kind, h.object_id) for h in first}
    return first + [h for h in _hits(ranked[:limit]) if (h.kind, h.object_id) not in known]


def _near(rows: "QuerySet[SearchEntry]", needle: str, limit: int) -> list[Hit]:
    close = TrigramWordSimilarity(needle, F("haystack"))
    near = rows.filter(haystack__trigram_word_similar=needle).annotate(close=close).filter(close__gte=NEAR)
    return _hits(near.order_by("-close", "object_id")[:limit])


def _hits(rows: "QuerySet[SearchEntry]") -> list[Hit]:
    return [Hit(*row) for row in rows.values_list("kind", "object_id", "title_zh", "title_en", "more")]
