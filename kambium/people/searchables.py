"""People as Ctrl+K finds them: by name, pinyin, title and e-mail; staff numbers and phones are not searched."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext_lazy as _

from kambium.core.registry import Searchable, SearchRow, searchables
from kambium.core.search.index import among
from kambium.people.models import Person

COLUMNS = ("id", "name_zh", "name_en", "title_zh", "title_en", "email")


def rows(ids: Sequence[int] | None) -> Iterator[SearchRow]:
    """Those who work here; who left is not found."""
    people = among(Person.objects.active(), ids)
    for number, zh, en, title_zh, title_en, email in people.values_list(*COLUMNS).iterator():
        more = " ".join(word for word in (title_zh, title_en, email) if word)
        yield SearchRow(number, zh, en, more, None, None, None, None, None)


searchables.add(Searchable("person", _("Colleagues"), "user-round", "person", "people.directory", 40, rows))
