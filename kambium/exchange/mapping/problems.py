"""What can be wrong with a mapping, told with the file, the line and the wrong word."""

from collections.abc import Sequence
from difflib import get_close_matches
from typing import ClassVar

from kambium.exchange.mapping.folding import folded
from kambium.exchange.reading.problems import Problem, gettext_noop, translated

MAP_PROBLEMS: dict[str, str] = {
    "unreadable": gettext_noop("The file “%(file)s” can't be opened."),
    "too_large": gettext_noop("The mapping is larger than %(limit)s KB."),
    "not_utf8": gettext_noop("The mapping is not a text file in UTF-8."),
    "syntax": gettext_noop("This can't be read as YAML: %(text)s."),
    "alias": gettext_noop("“%(word)s”: anchors, aliases and tags of YAML are not used in a mapping."),
    "too_deep": gettext_noop("The lists go deeper than %(limit)s levels."),
    "many_documents": gettext_noop("A mapping is one YAML document; here a second one begins."),
    "twice": gettext_noop("“%(word)s” stands here twice."),
    "needs_fields": gettext_noop("“%(word)s” needs `name: value` lines here."),
    "needs_list": gettext_noop("“%(word)s” needs a list here."),
    "needs_text": gettext_noop("“%(word)s” needs a single value here."),
    "missing": gettext_noop("“%(word)s” lacks “%(lacks)s”."),
    "unknown_word": gettext_noop("“%(word)s” is not known here. Known: %(known)s."),
    "unknown_word_near": gettext_noop("“%(word)s” is not known here. Did you mean “%(near)s”?"),
    "unknown_value": gettext_noop("“%(word)s” can't be “%(value)s”. Possible: %(known)s."),
    "unknown_record": gettext_noop("There is no record “%(word)s”. There are: %(known)s."),
    "unknown_field": gettext_noop("%(record)s have no field “%(word)s”."),
    "unknown_field_near": gettext_noop("%(record)s have no field “%(word)s”. Did you mean “%(near)s”?"),
    "fed_twice": gettext_noop("“%(word)s” is fed twice, here and on line %(other)s. Use `first_of`."),
    "no_source": gettext_noop("Nothing says where “%(word)s” comes from: a column, template, first_of or constant."),
    "many_sources": gettext_noop("“%(word)s” comes from one of %(known)s, not from several."),
    "not_a_reference": gettext_noop("“%(word)s” does not point to another record, so `by` has no meaning."),
    "not_a_list": gettext_noop("“%(word)s” holds one value, so `separator` has no meaning."),
    "own_field_unknown": gettext_noop("The field “%(word)s” does not exist yet. Give it a `label` and a `kind`."),
    "own_field_key": gettext_noop("“%(word)s”: the key of a field has small letters, digits and _ only."),
    "own_field_choices": gettext_noop("“%(word)s” needs `choices`."),
    "no_own_fields": gettext_noop("%(record)s can't have fields of your own."),
    "key_not_fed": gettext_noop("The key “%(word)s” is fed by no column."),
    "name_not_fed": gettext_noop("No column gives %(record)s their “%(word)s”."),
    "no_key": gettext_noop("Nothing tells one row of %(record)s from another: feed one of %(known)s."),
    "unknown_column": gettext_noop("The file “%(table)s” has no column “%(word)s”."),
    "unknown_column_near": gettext_noop("The file “%(table)s” has no column “%(word)s”. Did you mean “%(near)s”?"),
    "column_twice": gettext_noop("The file “%(table)s” has several columns “%(word)s”."),
    "unknown_lookup": gettext_noop("“%(word)s” looks up a file that is not among those given: %(wanted)s."),
    "lookup_twice": gettext_noop(
        "“%(word)s”: “%(table)s” has two rows for %(value)s, on lines %(first)s and %(second)s. Say `several: first` "
        "if the first one will do."
    ),
    "lookup_too_large": gettext_noop("“%(word)s” looks up more than %(limit)s rows."),
    "template_brace": gettext_noop("The template “%(word)s” has a brace without its partner."),
    "no_such_preset": gettext_noop("“%(word)s” is neither a preset (%(presets)s) nor a record (%(records)s)."),
}


WHOLE = ("known", "presets", "records")
"""Lists of what is possible, which are never cut."""


class MapProblem(Problem):
    """One fault of a mapping, where it stands."""

    templates = MAP_PROBLEMS

    def __init__(self, code: str, *, file: str = "", line: int = 0, **facts: object) -> None:
        super().__init__(code, file=file, **facts)
        self.facts |= {name: fact for name, fact in facts.items() if name in WHOLE}
        self.args = (self.templates[code] % self.facts,)
        self.file, self.line = file, line

    def message(self) -> str:
        """The fault in the reader's language, headed by its place."""
        where = self.file
        if self.line:
            where = translated(AT_LINE) % {"file": self.file, "line": self.line}
        text = super().message()
        return translated(PLACED) % {"where": where, "text": text} if where else text


AT_LINE = gettext_noop("%(file)s, line %(line)s")
PLACED = gettext_noop("%(where)s: %(text)s")


class BadMap(Exception):
    """A mapping that can't be used, with all its faults at once."""

    limit: ClassVar[int] = 20

    def __init__(self, problems: Sequence[MapProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__(" ".join(str(problem) for problem in self.problems[: self.limit]))

    def messages(self) -> list[str]:
        """Every fault in the reader's language."""
        return [problem.message() for problem in self.problems[: self.limit]]


def nearest(word: str, known: Sequence[str]) -> str:
    """The known word that was most likely meant, or an empty text."""
    by_fold = {folded(text): text for text in reversed(known)}
    found = get_close_matches(folded(word), by_fold, n=1, cutoff=0.6)
    return by_fold[found[0]] if found else ""
