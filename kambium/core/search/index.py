"""Keeping the search rows: rewritten for the rows an action touched, or for a whole kind after an import."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from django.db import connection, transaction
from django.db.models.expressions import RawSQL

from kambium.core import indexes
from kambium.core.models import SearchEntry
from kambium.core.registry import SearchRow, searchables
from kambium.core.search.fold import fold, folded_pinyin, grams, has_han
from kambium.core.staging import COPY_ESCAPES, text_array

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet

    Row = TypeVar("Row", bound=Model)

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
            among(SearchEntry.objects.filter(kind=kind), some, "object_id").delete()
            _copy(kind, searchables[kind].rows(some))


def among(rows: "QuerySet[Row]", ids: Sequence[int] | None, column: str = "pk") -> "QuerySet[Row]":
    """The rows with these ids, all of them for None. The ids are one value: thousands of them cost more than rows."""
    if ids is None:
        return rows
    array = "{" + ",".join(map(str, ids)) + "}"
    return rows.filter(**{f"{column}__in": RawSQL("SELECT unnest(%s::bigint[])", [array])})


def rebuild(kind: str) -> int:
    """Rewrite all search rows of a kind through COPY; returns how many there are."""
    with transaction.atomic():
        SearchEntry.objects.filter(kind=kind).delete()
        return _copy(kind, searchables[kind].rows(None))


def _copy(kind: str, rows: Iterable[SearchRow]) -> int:
    """Rows become COPY's text here: the driver needs longer for a list of pieces than all the rest takes."""
    written = 0
    iterator = iter(rows)
    statement = f"COPY core_searchentry ({', '.join(COLUMNS)}) FROM STDIN"
    while batch := list(islice(iterator, PART)):
        with connection.cursor() as cursor, cursor.copy(statement) as copy:
            copy.write("".join([_line(kind, row) for row in batch]))
        written += len(batch)
    return written


def _line(kind: str, row: SearchRow) -> str:
    """A line of COPY's text form."""
    number, zh, en, more, owner, division, branch, team, root = row
    head, haystack = words_of(row)
    texts = [zh, en, more, head, haystack, text_array(grams(haystack))]
    plain = "".join(texts)
    if "\\" in plain or not plain.isprintable():
        texts = [text.translate(COPY_ESCAPES) for text in texts]
    ids = ["\\N" if one is None else str(one) for one in (number, root, owner, division, branch, team)]
    return "\t".join([kind, *ids, *texts]) + "\n"


def words_of(row: SearchRow) -> tuple[str, str]:
    """What a row starts with, and all its folded words: both titles, other words, pinyin in full and initials."""
    zh, en, more = fold(row.title_zh), fold(row.title_en), fold(row.more)
    head = zh or en
    full, initials = folded_pinyin(head) if has_han(row.title_zh or row.title_en) else ("", "")
    return head, " ".join([part for part in (zh, en, more, full, initials) if part])
