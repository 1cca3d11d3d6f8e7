"""Vocabularies: the words a company calls things by."""

import re
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kambium.core import events, terms
from kambium.core.access import Actor, NotThere, require
from kambium.core.models import Term
from kambium.core.search.fold import fold, pinyin
from kambium.people.actions.rejected import Rejected
from kambium.people.actions.telling import facts

TONES = ("", "good", "warn", "bad", "brand")


class CannotName(Rejected):
    """A word needs a name, and its own within the vocabulary."""


def add_term(*, by: Actor, vocabulary: str, name_zh: str, name_en: str, at: datetime, tone: str = "") -> Term:
    """Add a word at the end of a vocabulary that exists. Its code is made from the name and never changes.

    Raises NotThere and CannotName.
    """
    require(by, "settings.edit")
    with transaction.atomic():
        others = list(Term.objects.select_for_update().filter(vocabulary=vocabulary))
        if not others:
            raise NotThere
        names = _names(name_zh, name_en, others, tone)
        last = max(term.position for term in others)
        code = _code(names["name_en"] or names["name_zh"], {term.code for term in others})
        term = Term.objects.create(vocabulary=vocabulary, code=code, position=last + 1, tone=tone, **names)
        _record("term.added", term, by, at)
    return term


def rename_term(*, by: Actor, term: Term, name_zh: str, name_en: str, at: datetime, tone: str = "") -> Term:
    """Call a word something else; rows that carry its code follow. Raises CannotName."""
    require(by, "settings.edit")
    with transaction.atomic():
        others = list(Term.objects.select_for_update().filter(vocabulary=term.vocabulary).exclude(pk=term.pk))
        stored = Term.objects.select_for_update().get(pk=term.pk)
        for field, value in _names(name_zh, name_en, others, tone).items():
            setattr(stored, field, value)
        stored.tone = tone
        stored.save(update_fields=["name_zh", "name_en", "tone"])
        _record("term.renamed", stored, by, at)
    return stored


def switch_term(*, by: Actor, term: Term, active: bool, at: datetime) -> Term:
    """Offer a word, or offer it no longer; rows that carry it keep it."""
    require(by, "settings.edit")
    with transaction.atomic():
        stored = Term.objects.select_for_update().get(pk=term.pk)
        if stored.is_active != active:
            stored.is_active = active
            stored.save(update_fields=["is_active"])
            _record("term.switched_on" if active else "term.switched_off", stored, by, at)
    return stored


def move_term(*, by: Actor, term: Term, up: bool, at: datetime) -> None:
    """Move a word one place up or down in its vocabulary."""
    require(by, "settings.edit")
    with transaction.atomic():
        rows = list(Term.objects.select_for_update().filter(vocabulary=term.vocabulary))
        place = [row.pk for row in rows].index(term.pk)
        other = place - 1 if up else place + 1
        if not 0 <= other < len(rows):
            return
        rows[place], rows[other] = rows[other], rows[place]
        for position, row in enumerate(rows):
            row.position = position
        Term.objects.bulk_update(rows, ["position"])
        _record("term.moved", term, by, at)


def _names(zh: str, en: str, others: Sequence[Term], tone: str) -> dict[str, str]:
    names = {"name_zh": zh.strip(), "name_en": en.strip()}
    if not any(names.values()):
        raise CannotName(_("Enter a name in at least one language."), "name_zh")
    if tone not in TONES:
        raise CannotName(_("Choose a colour from the list."), "tone")
    for field, value in names.items():
        if value and fold(value) in {fold(getattr(term, field)) for term in others}:
            raise CannotName(_("%(name)s is in this vocabulary already.") % {"name": value}, field)
    return names


def _code(name: str, taken: set[str]) -> str:
    plain = re.sub(r"[^a-z0-9]+", "-", pinyin(name)[0] or fold(name)).strip("-")[:50] or "word"
    return plain if plain not in taken else next(c for n in range(2, 10_000) if (c := f"{plain}-{n}") not in taken)


def _record(kind: str, term: Term, by: Actor, at: datetime) -> None:
    terms.changed()
    events.record(kind, term, by=by, at=at, data=facts(term=term, vocabulary=term.vocabulary))
