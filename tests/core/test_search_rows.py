"""Search rows are made in the fewest passes over a name, and say what the plain description of them says."""

import unicodedata
from datetime import date
from random import Random

import pytest

from kambium.accounts.models import Account
from kambium.core.models import SearchEntry
from kambium.core.registry import SearchRow
from kambium.core.search import hanzi, index
from kambium.core.search.fold import fold, grams, pinyin
from kambium.demo import companies
from kambium.demo.crowd.names import company
from kambium.demo.days import Calendar
from kambium.demo.world import World

SIGNS = (
    "华为重工行长都乐单曾仇盖银行重庆长沙〇㐀龥國豈－（）、　·№㈱ⅷﬁ①ｶﾞ한글ÄößÉñçøİıǅЖΣς"
    "abcXYZ019 \t\n\u200b\u2028\x1f\x85-&./'\"\\{}%_é\u0301"
)


def pieces(text: str) -> set[str]:
    found = {word for word in text.split() if len(word) == 1}
    return found | {word[i : i + 2] for word in text.split() for i in range(len(word) - 1)}


def read(text: str) -> tuple[str, str]:
    if not any("\u3400" <= c <= "\u9fff" for c in text):
        return "", ""
    text = fold(text)
    for first in frozenset(hanzi.phrases()).intersection(text):
        for phrase, readings in hanzi.phrases()[first]:
            text = text.replace(phrase, readings)
    said = "".join(hanzi.singles().get(ord(c), c) for c in text).split()
    words = [word for part in said if (word := "".join(c for c in part if c.isalnum()))]
    return "".join(words), "".join(word[0] for word in words)


def names() -> list[str]:
    """Those of the demo company, of the crowd, and strings of every sign that makes trouble."""
    random = Random(7)
    demo = [name for a in companies.rows(Calendar.of(date(2026, 3, 2)), 7) for name in (a.name_zh, a.name_en)]
    mixed = ["".join(random.choices(SIGNS, k=random.randrange(24))) for _ in range(3_000)]
    return [*demo, *(text for n in range(2_000) for text in company(n)[:2]), *mixed]


def test_every_name_is_folded_read_and_cut_as_the_plain_description_says() -> None:
    for name in names():
        assert pinyin(name) == read(name)
        assert set(grams(fold(name))) == pieces(fold(name))
        assert len(grams(fold(name))) == len(pieces(fold(name)))
        if name.isascii():
            assert fold(name) == " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def test_a_row_holds_its_words_folded_once_and_the_pinyin_of_its_first_name() -> None:
    some = names()
    for zh, en, more in zip(some, some[7:], some[13:], strict=False):
        head, haystack = index.words_of(SearchRow(1, zh, en, more, None, None, None, None, 1))
        assert head == fold(zh) or (head == fold(en) and not fold(zh))
        assert haystack == " ".join(part for part in (fold(zh), fold(en), fold(more), *read(zh or en)) if part)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ['A "B" {C}, D\\E', "华为\t技术\r\n有限\\N", "\\.", "NULL", "{}"])
def test_signs_that_mean_something_to_the_database_are_stored_as_they_are(world: World, name: str) -> None:
    number = world.account_id("kunyue")
    Account.objects.filter(pk=number).update(name_zh=name, name_en="")
    index.refresh("account", [number])
    stored = SearchEntry.objects.get(kind="account", object_id=number)
    assert (stored.title_zh, stored.head) == (name, fold(name))
    assert stored.grams == grams(stored.haystack)
    assert stored.root_id == number
