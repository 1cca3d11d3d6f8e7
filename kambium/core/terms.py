"""Vocabularies in memory: one dictionary per process, thrown away when the table's revision moves."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F
from django.utils.translation import get_language

from kambium.core.models import Revision, Term
from kambium.core.registry import Vocabulary

REVISION = "terms"


@dataclass(frozen=True)
class Word:
    """A term as pages use it."""

    code: str
    name_zh: str
    name_en: str
    tone: str
    is_active: bool

    @property
    def label(self) -> str:
        """The word in the reader's language, else in the other."""
        zh = (get_language() or "").startswith("zh")
        return (self.name_zh or self.name_en) if zh else (self.name_en or self.name_zh)


Words = dict[str, dict[str, Word]]
_memory: dict[int, Words] = {}


def words(revision: int) -> Words:
    """All vocabularies as of a revision: vocabulary → code → word, in the order people gave them."""
    known = _memory.get(revision)
    if known is None:
        known = _read()
        _memory.clear()
        _memory[revision] = known
    return known


def _read() -> Words:
    found: Words = {}
    for row in Term.objects.all():
        word = Word(row.code, row.name_zh, row.name_en, row.tone, row.is_active)
        found.setdefault(row.vocabulary, {})[row.code] = word
    return found


def now() -> Words:
    """All vocabularies as they stand, at the cost of one small query; pages use `request.words`."""
    number = Revision.objects.filter(key=REVISION).values_list("number", flat=True).first()
    return words(number or 0)


def vocabulary(name: str) -> dict[str, Word]:
    """One vocabulary as it stands."""
    return now().get(name, {})


def changed(key: str = REVISION) -> None:
    """Tell every process that a small table has changed; called by the action that changed it."""
    if not Revision.objects.filter(key=key).update(number=F("number") + 1):
        Revision.objects.get_or_create(key=key, defaults={"number": 1})


def put(vocabulary: str, rows: Iterable[tuple[str, str, str]]) -> None:
    """Create or rename terms `(code, Chinese, English)` of a vocabulary, in this order."""
    Term.objects.bulk_create(
        [
            Term(vocabulary=vocabulary, code=code, name_zh=zh, name_en=en, position=i)
            for i, (code, zh, en) in enumerate(rows)
        ],
        update_conflicts=True,
        unique_fields=["vocabulary", "code"],
        update_fields=["name_zh", "name_en", "position"],
    )
    changed()


def deliver(vocabularies: Iterable[Vocabulary], term: Any = Term, revision: Any = Revision) -> int:
    """Add the words of `vocabularies` that are not there yet; returns how many were added.

    A word people renamed, moved or retired stays as they left it. A migration passes its own state of the two tables.
    """
    known = set(term.objects.values_list("vocabulary", "code"))
    rows = [
        term(vocabulary=v.key, code=code, name_zh=zh, name_en=en, position=place, tone=dict(v.tones).get(code, ""))
        for v in vocabularies
        for place, (code, zh, en) in enumerate(v.rows)
        if (v.key, code) not in known
    ]
    term.objects.bulk_create(rows)
    if rows:
        revision.objects.get_or_create(key=REVISION, defaults={"number": 0})
        revision.objects.filter(key=REVISION).update(number=F("number") + 1)
    return len(rows)
