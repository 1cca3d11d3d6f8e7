"""From the text of a mapping file to a mapping. What the words mean for the records is looked at in `check`."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

from kambium.exchange.mapping import document
from kambium.exchange.mapping.document import Fields, Items, Node, Text
from kambium.exchange.mapping.language import (
    MODES,
    Layout,
    Lookup,
    MapFile,
    Match,
    PartMap,
    Test,
)
from kambium.exchange.mapping.load_feeds import FeedLoader
from kambium.exchange.mapping.problems import BadMap

TOP = ("name", "source", "missing", "files")
PART = ("record", "mode", "key", "columns", "fields", "constants", "only_when", "skip_when", "once_per", "empty")
LAYOUT = ("name", "match", "lookups", "later", "parts", *PART)
MATCH = ("file", "headers", "any_header", "without", "knows")
LOOKUP = ("file", "on", "several", "optional", "where")


def load_file(path: Path) -> MapFile:
    """The mapping in a file. Raises BadMap with every fault."""
    return Loader(path.name).mapping(document.read_file(path))


def load_bytes(data: bytes, name: str) -> MapFile:
    """The mapping in the bytes of a file called `name`. Raises BadMap with every fault."""
    return Loader(name).mapping(document.read_bytes(data, name))


class Loader(FeedLoader):
    """Reads the nodes of one file and keeps what is wrong with them."""

    def mapping(self, node: Node) -> MapFile:
        """The whole file."""
        top = self.fields(node, "", TOP)
        name = self.text(top, "name")
        found = MapFile(
            name=name or self.file.partition(".")[0],
            source=self.text(top, "source") or name or self.file.partition(".")[0],
            layouts=tuple(self.layout(each, number) for number, each in enumerate(self.items(top, "files"), 1)),
            missing=cast("Any", self.one_of(top, "missing", ("refuse", "ignore"))),
            file=self.file,
        )
        if not found.layouts:
            self.fault("missing", node.line, word=self.file, lacks="files")
        self.refuse_names_twice(found.layouts)
        if self.problems:
            raise BadMap(self.problems)
        return found

    def refuse_names_twice(self, layouts: Sequence[Layout]) -> None:
        """A lookup may name a layout, so two can't have one name."""
        seen: set[str] = set()
        for each in layouts:
            if each.name in seen:
                self.fault("twice", each.line, word=each.name)
            seen.add(each.name)

    def layout(self, node: Node, number: int) -> Layout:
        known = self.fields(node, "files", LAYOUT)
        parts = [self.part(each) for each in self.items(known, "parts")]
        if "record" in known.fields:
            parts.insert(0, self.part(Fields({k: v for k, v in known.fields.items() if k in PART}, {}, node.line)))
        later = self.text(known, "later")
        if not parts and not later and "lookups" not in known.fields and "record" not in known.fields:
            self.fault("missing", node.line, word="files", lacks="record")
        return Layout(
            name=self.text(known, "name") or f"file {number}",
            match=self.match(known.fields.get("match"), node.line),
            parts=tuple(parts),
            lookups=tuple(self.lookups(known)),
            later=later,
            line=node.line,
        )

    def match(self, node: Node | None, line: int) -> Match:
        if node is None:
            self.fault("missing", line, word="files", lacks="match")
            return Match()
        if isinstance(node, Text):
            return Match(file=node.text)
        known = self.fields(node, "match", MATCH)
        file = self.text(known, "file")
        lists = {name: self.texts(known, name) for name in MATCH[1:]}
        if not file and not lists["headers"] and not lists["any_header"]:
            self.fault("missing", node.line, word="match", lacks="headers")
        return Match(file=file, **lists)

    def lookups(self, parent: Fields) -> "list[Lookup]":
        node = parent.fields.get("lookups")
        if node is None:
            return []
        found = []
        for name, each in self.fields(node, "lookups").fields.items():
            known = self.fields(each, name, LOOKUP)
            for lacks in {"file", "on"} - set(known.fields):
                self.fault("missing", each.line, word=name, lacks=lacks)
            found.append(
                Lookup(
                    name=name,
                    file=self.text(known, "file"),
                    on=self.pairs(known.fields.get("on"), name),
                    several=cast("Any", self.one_of(known, "several", ("refuse", "first"))),
                    optional=self.one_of(known, "optional", ("no", "yes")) == "yes",
                    where=self.tests(known, "where"),
                    line=each.line,
                )
            )
        return found

    def pairs(self, node: Node | None, word: str) -> tuple[tuple[str, str], ...]:
        """`on: ID` for columns of one name, `on: {PersonID: ID}` for ours and theirs."""
        if node is None:
            return ()
        if isinstance(node, Text):
            return ((node.text, node.text),)
        return tuple((ours, self.plain(theirs, word)) for ours, theirs in self.fields(node, word).fields.items())

    def part(self, node: Node) -> PartMap:
        known = self.fields(node, "parts", PART)
        if "record" not in known.fields:
            self.fault("missing", node.line, word="parts", lacks="record")
        feeds = tuple(self.feeds(known))
        if not feeds and "record" in known.fields:
            self.fault("missing", node.line, word=self.text(known, "record"), lacks="columns")
        return PartMap(
            record=self.text(known, "record"),
            feeds=feeds,
            mode=cast("Any", self.one_of(known, "mode", ("both", *(m for m in MODES if m != "both")))),
            key=self.texts(known, "key"),
            only_when=self.tests(known, "only_when"),
            skip_when=self.tests(known, "skip_when"),
            once_per=self.texts(known, "once_per"),
            empty=cast("Any", self.one_of(known, "empty", ("keep", "clear"))),
            line=known.fields["record"].line if "record" in known.fields else node.line,
        )

    def tests(self, parent: Fields, name: str) -> tuple[Test, ...]:
        """One set of conditions, or a list of sets of which one must hold."""
        node = parent.fields.get(name)
        if node is None:
            return ()
        alternatives: Sequence[Node] = node.items if isinstance(node, Items) else (node,)
        return tuple(
            tuple((header, self.one_or_more(value, header)) for header, value in self.fields(each, name).fields.items())
            for each in alternatives
        )
