"""Where fields get their values: `columns`, `fields` and `constants` of a part."""

from collections.abc import Iterator
from typing import Any, cast

from kambium.exchange.mapping.document import Fields, Items, Node, Text
from kambium.exchange.mapping.hinting import unit_of
from kambium.exchange.mapping.language import OWN_KINDS, Feed, OwnField, Pick, PickKind, placeholders
from kambium.exchange.mapping.load_nodes import NodeLoader
from kambium.exchange.mapping.steps import STEPS

SOURCES: dict[str, PickKind] = {
    "column": "column",
    "template": "template",
    "constant": "constant",
    "first_of": "first",
    "minutes_between": "between",
}
TREATMENT = ("how", "map", "otherwise", "by")
READING = ("unit", "order", "separator", "unknown")
OWN = ("label", "kind", "choices")
IN_COLUMNS = ("field", *TREATMENT, *READING, *OWN)
IN_FIELDS = (*SOURCES, *TREATMENT, *READING, *OWN)
IN_FIRST = (*SOURCES, *TREATMENT)
ORDERS = ("", "ymd", "dmy", "mdy")
UNITS = "万元, 亿元, 千元, thousand USD, EUR m, 1000"


class FeedLoader(NodeLoader):
    """Reads feeds; the same field fed twice is a fault."""

    def feeds(self, part: Fields) -> Iterator[Feed]:
        """Every feed of a part, in the order of the file."""
        seen: dict[str, int] = {}
        for feed in (*self.from_columns(part), *self.from_fields(part), *self.from_constants(part)):
            if feed.field in seen:
                self.fault("fed_twice", feed.line, word=feed.field, other=seen[feed.field])
            seen.setdefault(feed.field, feed.line)
            yield feed

    def under(self, part: Fields, name: str) -> Iterator[tuple[str, int, Node]]:
        if name in part.fields:
            known = self.fields(part.fields[name], name)
            for each, node in known.fields.items():
                yield each, known.lines.get(each, node.line), node

    def from_columns(self, part: Fields) -> Iterator[Feed]:
        for header, line, node in self.under(part, "columns"):
            if isinstance(node, Text):
                yield Feed(node.text, Pick("column", (header,), line=line), line=line)
                continue
            known = self.fields(node, header, IN_COLUMNS)
            if "field" not in known.fields:
                self.fault("missing", line, word=header, lacks="field")
            pick = self.treated(Pick("column", (header,), line=line), known)
            yield self.feed(self.text(known, "field"), pick, known, line)

    def from_fields(self, part: Fields) -> Iterator[Feed]:
        for name, line, node in self.under(part, "fields"):
            pick = self.pick(node, name, IN_FIELDS, line)
            known = node if isinstance(node, Fields) else Fields({}, {}, line)
            yield self.feed(name, pick, known, line)

    def from_constants(self, part: Fields) -> Iterator[Feed]:
        for name, line, node in self.under(part, "constants"):
            yield Feed(name, Pick("constant", (self.plain(node, name),), line=line), line=line)

    def feed(self, name: str, pick: Pick, known: Fields, line: int) -> Feed:
        return Feed(
            field=name,
            pick=pick,
            unit=self.unit(known),
            order=self.one_of(known, "order", ORDERS),
            separator=self.text(known, "separator"),
            unknown=cast("Any", self.one_of(known, "unknown", ("refuse", "blank"))),
            own=self.own_field(name, known),
            line=line,
        )

    def unit(self, known: Fields) -> str:
        said = self.text(known, "unit")
        if said and unit_of(said) is None:
            self.fault("unknown_value", known.fields["unit"].line, word="unit", value=said, known=UNITS)
            return ""
        return said

    def own_field(self, name: str, known: Fields) -> OwnField | None:
        """What is said of a custom field beside where its value comes from."""
        if not set(OWN) & set(known.fields):
            return None
        label = known.fields.get("label", Text("", known.line))
        zh, en = (label.text, label.text) if isinstance(label, Text) else self.two_labels(label)
        return OwnField(
            key=name.removeprefix("extra."),
            kind=self.one_of(known, "kind", OWN_KINDS),
            label_zh=zh,
            label_en=en,
            choices=self.texts(known, "choices"),
        )

    def two_labels(self, node: Node) -> tuple[str, str]:
        known = self.fields(node, "label", ("zh", "en"))
        return self.text(known, "zh"), self.text(known, "en")

    def pick(self, node: Node, word: str, allowed: tuple[str, ...], line: int) -> Pick:
        """`Header`, `"{A} {B}"`, `[A, B]`, or fields that say it at length."""
        if isinstance(node, Text):
            return self.short(node, word)
        if isinstance(node, Items):
            return Pick("first", picks=tuple(self.pick(n, word, IN_FIRST, n.line) for n in node.items), line=line)
        known = self.fields(node, word, allowed)
        said = [name for name in known.fields if name in SOURCES]
        if len(said) != 1:
            code = "many_sources" if said else "no_source"
            self.fault(code, line, word=word, known=", ".join(SOURCES))
            return Pick("constant", ("",), line=line)
        return self.treated(self.source(said[0], known.fields[said[0]], word), known)

    def short(self, node: Text, word: str) -> Pick:
        if "{" not in node.text:
            return Pick("column", (node.text,), line=node.line)
        return self.template(node, word)

    def template(self, node: Text, word: str) -> Pick:
        try:
            placeholders(node.text)
        except ValueError:
            self.fault("template_brace", node.line, word=node.text)
            return Pick("constant", ("",), line=node.line)
        return Pick("template", (node.text,), line=node.line)

    def source(self, name: str, node: Node, word: str) -> Pick:
        if name == "first_of":
            if not isinstance(node, Items):
                self.fault("needs_list", node.line, word=name)
                return Pick("constant", ("",), line=node.line)
            return self.pick(node, word, IN_FIRST, node.line)
        if name == "template":
            return self.template(Text(self.plain(node, name), node.line), word)
        if name == "minutes_between":
            texts = self.one_or_more(node, name)
            if len(texts) != 2:
                self.fault("needs_list", node.line, word=name)
                return Pick("constant", ("",), line=node.line)
            return Pick("between", texts, line=node.line)
        return Pick(SOURCES[name], (self.plain(node, name),), line=node.line)

    def treated(self, pick: Pick, known: Fields) -> Pick:
        """The pick with what is done to its value."""
        steps = self.texts(known, "how")
        for step in steps:
            if step not in STEPS:
                line = known.fields["how"].line
                self.fault("unknown_value", line, word="how", value=step, known=", ".join(STEPS))
        return Pick(
            pick.kind,
            pick.texts,
            pick.picks,
            values=self.value_map(known),
            otherwise=self.text(known, "otherwise") if "otherwise" in known.fields else None,
            steps=tuple(step for step in steps if step in STEPS),
            by=self.texts(known, "by"),
            line=pick.line,
        )

    def value_map(self, known: Fields) -> tuple[tuple[str, str], ...]:
        if "map" not in known.fields:
            return ()
        named = self.fields(known.fields["map"], "map")
        return tuple((value, self.plain(code, value)) for value, code in named.fields.items())
