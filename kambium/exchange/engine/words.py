"""What the words in a file stand for: terms, people, currencies. Read once for a run."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache

from babel import Locale
from babel.numbers import list_currencies
from django.utils.text import slugify

from kambium.core import terms
from kambium.core.search.fold import fold, pinyin
from kambium.core.staging import RowFault
from kambium.people.models import Person

SIGNS = {"¥": "CNY", "￥": "CNY", "rmb": "CNY", "人民币": "CNY", "元": "CNY", "$": "USD", "€": "EUR", "£": "GBP"}


@cache
def currencies() -> Mapping[str, str]:
    """Folded name, sign or code → ISO code of three letters."""
    found = {code.lower(): code for code in list_currencies()}
    for language in ("en", "zh"):
        found |= {fold(name): code for code, name in Locale(language).currencies.items()}
    return {**found, **SIGNS}


@dataclass
class Words:
    """The words of one run. `made` collects terms that are not in their vocabulary yet, to be written with the rows."""

    may_make: bool = True
    made: dict[tuple[str, str], str] = field(default_factory=dict)
    _vocabularies: dict[str, dict[str, str]] = field(default_factory=dict)
    _people: dict[str, list[int]] = field(default_factory=dict)

    def term(self, vocabulary: str, label: str) -> Callable[[str], str]:
        """A function from a word of a file to the code of a vocabulary. An unknown word becomes a new term.

        It raises RowFault for one that may not be made.
        """
        known = self._vocabularies.setdefault(vocabulary, codes_of(vocabulary))

        def code_of(text: str) -> str:
            folded = fold(text)
            code = known.get(folded)
            if code is None:
                if not self.may_make:
                    raise RowFault("no_term", field=label, value=text)
                code = known[folded] = _new_code(text, set(known.values()))
                self.made[vocabulary, code] = text[:80]
            return code

        return code_of

    def person(self, source: str, label: str) -> Callable[[str], str]:
        """A function from a name, mail address, staff number or key to a person's id, as text."""
        known = self._people or self._read_people(source)

        def id_of(text: str) -> str:
            found = known.get(fold(text), [])
            if len(found) != 1:
                raise RowFault("several_people" if found else "no_person", field=label, value=text)
            return str(found[0])

        return id_of

    def _read_people(self, source: str) -> dict[str, list[int]]:
        """Keys and addresses name one person; a name counts only where no key says otherwise."""
        names: dict[str, list[int]] = {}
        rows = Person.objects.values_list("id", "source", "source_key", "email", "staff_no", "name_zh", "name_en")
        for number, system, key, email, staff_no, zh, en in rows:
            sure = [email, staff_no, key if system == source else ""]
            for word in sure:
                if word:
                    self._people[fold(word)] = [number]
            for word in {fold(zh), fold(en)} - {""}:
                names.setdefault(word, []).append(number)
        self._people = {**names, **self._people}
        return self._people


def codes_of(vocabulary: str) -> dict[str, str]:
    """Folded word in either language, or code → code."""
    found: dict[str, str] = {}
    for word in terms.vocabulary(vocabulary).values():
        found |= {fold(w): word.code for w in (word.name_zh, word.name_en, word.code) if w}
    return found


def _new_code(text: str, taken: set[str]) -> str:
    plain = slugify(pinyin(text)[0] or text).replace("-", "_")[:48].strip("_") or "term"
    code, number = plain, 2
    while code in taken:
        code, number = f"{plain}_{number}", number + 1
    return code
