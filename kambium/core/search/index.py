"""Keeping the search rows: rewritten for the rows an action touched, or for a whole kind after an import."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from django.db import connection, transaction

from kambium.core import indexes
from kambium.core.models import SearchEntry
from kambium.core.registry import SearchRow, searchables
from kambium.core.search.fold import fold, grams, pinyin

COLUMNS = (
    "kind", "object_id", "root_id", "owner_id", "division_id", "branch_id", "team_id",
    "title_zh", "title_en", "more", "head", "haystack", "grams",
)  # fmt: skip
PART = 5_000


def refresh(kind: str, ids: Sequence[int]) -> None:
    """Rewrite the search rows of some records, in the caller's transaction; a record that is gone loses its row."""
    with transaction.atomic(), indexes.taking_in("core_searchentry", len(ids)):
        for start in range(0, len(ids), PART):
            some = ids[start : start + PART]
            SearchEntry.objects.filter(kind=kind, object_id__in=some).delete()
            _copy(kind, searchables[kind].rows(some))


def rebuild(kind: str) -> int:
    """Rewrite all search rows of a kind through COPY; returns how many there are."""
    with transaction.atomic():
        SearchEntry.objects.filter(kind=kind).delete()
        return _copy(kind, searchables[kind].rows(None))


def _copy(kind: str, rows: Iterable[SearchRow]) -> int:
    written = 0
    iterator = iter(rows)
    while batch := list(islice(iterator, 5_000)):
        statement = f"COPY core_searchentry ({', '.join(COLUMNS)}) FROM STDIN"
        with connection.cursor() as cursor, cursor.copy(statement) as copy:
            for line in _lines(kind, batch):
                copy.write_row(line)
        written += len(batch)
    return written


def _lines(kind: str, rows: Iterable[SearchRow]) -> Iterator[tuple[object, ...]]:
    for row in rows:
        head, haystack = words_of(row)
        yield (
            kind, row.object_id, row.root_id, row.owner_id, row.division_id, row.branch_id, row.team_id,
            row.title_zh, row.title_en, row.more, head, haystack, grams(haystack),
        )  # fmt: skip


def words_of(row: SearchRow) -> tuple[str, str]:
    """What a row starts with, and all its folded words: both titles, other words, pinyin in full and initials."""
    zh, en, more = fold(row.title_zh), fold(row.title_en), fold(row.more)
    full, initials = pinyin(row.title_zh or row.title_en)
    head = zh or en
    return head, " ".join(part for part in (zh, en, more, full, initials) if part)
