"""Finding. Exact pieces first, then near misses; only what the person may see; bounded work for any word."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from kambium.core.access.owned import reach
from kambium.core.models import SearchEntry
from kambium.core.registry import searchables
from kambium.core.search.fold import fold, grams

if TYPE_CHECKING:
    from kambium.core.access.actor import Actor

CANDIDATES = 500
NEAR = (0.7, 0.6, 0.5)  # two swapped letters in a short word still leave a half
COMPARED = 200  # near misses that are compared, of any number: each costs ten microseconds
TYPED = 4
COLUMNS = ("kind", "object_id", "title_zh", "title_en", "more", "head", "haystack")
TRIGRAM = re.compile(r"[^\W_]{3}")


@dataclass(frozen=True)
class Hit:
    """One found record, with what a line of results shows."""

    kind: str
    object_id: int
    title_zh: str
    title_en: str
    more: str


@dataclass(frozen=True)
class Seen:
    """The kinds that are searched, and the search rows of them within the actor's scopes."""

    kinds: list[str]
    rows: "QuerySet[SearchEntry]"


def find(
    actor: "Actor", text: str, *, kinds: Iterable[str] | None = None, limit: int = 12, each: int | None = None
) -> list[Hit]:
    """Records whose words contain `text`, best first: whole start of a name, then start of a word, then anywhere.

    `kinds` limits the kinds searched, `each` the hits of one kind. One character finds names that start with it.
    Only when nothing contains it, near misses are told (trigram similarity, from four characters on).
    """
    needle = needle_of(text)
    seen = _visible(actor, kinds)
    if not needle or not seen.kinds:
        return []
    found = _exact(seen, needle, each or limit, limit)
    return found or (_near(seen, needle, limit) if len(needle) >= TYPED else [])


def needle_of(text: str) -> str:
    """What was typed, as it is compared; what no database can hold is dropped."""
    return fold(text.replace("\0", ""))[:80].strip()


def matching(needle: str) -> Q:
    """Rows that contain every word of a folded text.

    One character is the start of a name. Two are a piece, exactly. Three and more are served by the trigram index, but
    only where three letters or digits stand together; a word such as `1-2` has no trigram and is narrowed by pieces.
    """
    found = Q()
    for word in needle.split():
        if len(word) == 1:
            found &= Q(head__startswith=word)
        elif len(word) > 2 and TRIGRAM.search(word):
            found &= Q(haystack__contains=word)
        else:
            found &= Q(grams__contains=grams(word)) & (Q(haystack__contains=word) if len(word) > 2 else Q())
    return found


def having(kind: str, text: str) -> "QuerySet[Any]":
    """Ids of the records of a kind that contain a text; who may see them is decided by the list that is narrowed."""
    return SearchEntry.objects.filter(matching(needle_of(text)), kind=kind).values("object_id")


def resembling(kind: str, text: str) -> "QuerySet[Any]":
    """Ids of the records of a kind that nearly contain a text, for when nothing contains it; read in `forgiving`."""
    return SearchEntry.objects.filter(kind=kind, haystack__trigram_word_similar=needle_of(text)).values("object_id")


def _visible(actor: "Actor", kinds: Iterable[str] | None) -> Seen:
    """The asked kinds; those that one scope covers are told together, because fewer branches make a better plan."""
    wanted = None if kinds is None else set(kinds)
    scopes: dict[object, tuple[Q | None, list[str]]] = {}
    for thing in searchables:
        if (wanted is None or thing.key in wanted) and actor.can(key := thing.permission):
            same = (actor.scope(key), actor.units(key), actor.delegators(key))
            scopes.setdefault(same, (reach(actor, key, "root_id"), []))[1].append(thing.key)
    asked = [name for _limit, names in scopes.values() for name in names]
    either = Q()
    for limit, names in scopes.values():
        either |= Q(kind__in=names) & (limit or Q())
    return Seen(asked, SearchEntry.objects.filter(either))


# MATERIALIZED keeps the planner from counting on the limit: it would walk the whole table in the hope of meeting enough
# rows soon, and the rows of a kind lie together. Names that start with the text are taken kind by kind, so that none
# crowds out another; the kind is compared with an empty text behind it, because an index of all rows of a kind is
# never worth reading.
STARTING = """
SELECT s.* FROM unnest(%s::text[]) AS k(kind) CROSS JOIN LATERAL
  (WITH hits AS MATERIALIZED ({rows} AND "core_searchentry"."kind" || '' = k.kind)
   SELECT * FROM hits LIMIT {most}) AS s"""
HOLDING = "SELECT h.* FROM (WITH hits AS MATERIALIZED ({rows}) SELECT * FROM hits LIMIT {most}) AS h"
RANKED = """
WITH found AS ({found}), ranked AS (
  SELECT DISTINCT kind, object_id, title_zh, title_en, more, length(haystack) AS size,
    CASE WHEN head = %s THEN 0 WHEN starts_with(head, %s) THEN 1 WHEN strpos(haystack, %s) > 0 THEN 2 ELSE 3 END AS rank
  FROM found),
placed AS (SELECT *, row_number() OVER (PARTITION BY kind ORDER BY rank, size, object_id) AS place FROM ranked)
SELECT kind, object_id, title_zh, title_en, more FROM placed WHERE place <= %s
ORDER BY rank, size, object_id LIMIT %s"""


def _exact(seen: Seen, needle: str, each: int, limit: int) -> list[Hit]:
    """Names that start with the text, by their own index, and a bounded number of others, ranked."""
    rows = seen.rows.filter(head__startswith=needle).values_list(*COLUMNS)
    sql, values = rows.query.sql_with_params()
    found, params = STARTING.format(rows=sql, most=CANDIDATES), [seen.kinds, *values]
    if len(needle) > 1:
        rows = seen.rows.filter(matching(needle)).values_list(*COLUMNS)
        sql, values = rows.query.sql_with_params()
        found += " UNION ALL " + HOLDING.format(rows=sql, most=CANDIDATES)
        params += values
    statement = RANKED.format(found=found)
    with connection.cursor() as cursor:
        cursor.execute(statement, [*params, needle, needle, f" {needle}", each, limit])
        return [Hit(*row) for row in cursor.fetchall()]


@contextmanager
def forgiving(bound: float) -> Iterator[None]:
    """Within it, what resembles by `bound` (one of NEAR) counts as near; the index reads the bound off the session."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(BOUND, [str(bound)])
        yield


BOUND = "SELECT set_config('pg_trgm.word_similarity_threshold', %s, true)"
RESEMBLING = """
WITH hits AS MATERIALIZED ({rows} LIMIT {most})
SELECT kind, object_id, title_zh, title_en, more FROM hits
ORDER BY word_similarity(%s, haystack) DESC, object_id LIMIT %s"""


def _near(seen: Seen, needle: str, limit: int) -> list[Hit]:
    """Near misses, the nearest first. The bound is lowered only while nothing is found: at the lowest, a common piece
    of a word resembles a fortieth of all rows, and comparing those takes longer than everything else."""
    rows = seen.rows.filter(haystack__trigram_word_similar=needle).values_list(*COLUMNS)
    sql, values = rows.query.sql_with_params()
    statement = RESEMBLING.format(rows=sql, most=COMPARED)
    with transaction.atomic(), connection.cursor() as cursor:
        for bound in NEAR:
            cursor.execute(BOUND, [str(bound)])
            cursor.execute(statement, [*values, needle, limit])
            if found := cursor.fetchall():
                return [Hit(*row) for row in found]
    return []
