"""A small, strict reading of YAML in which everything knows its line.

Only what a mapping needs: texts, lists, and fields by name. Every value is the text that stands in the file: `NO` is
the text NO, `1996` the text 1996. Anchors, aliases and tags are refused, and so is a name that stands twice.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn, TypeAlias

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from kambium.exchange.mapping.problems import BadMap, MapProblem

KILOBYTES = 1024
DEPTH = 12


@dataclass(frozen=True)
class Text:
    """A single value."""

    text: str
    line: int


@dataclass(frozen=True)
class Items:
    """A list."""

    items: "tuple[Node, ...]"
    line: int


@dataclass(frozen=True)
class Fields:
    """Values by name, in the order of the file."""

    fields: "dict[str, Node]"
    lines: dict[str, int]
    line: int


Node: TypeAlias = Text | Items | Fields


def read_file(path: Path) -> Node:
    """The document in a file. Raises BadMap."""
    try:
        data = path.read_bytes()
    except OSError:
        raise BadMap([MapProblem("unreadable", file=path.name)]) from None
    return read_bytes(data, path.name)


def read_bytes(data: bytes, name: str) -> Node:
    """The document in the bytes of a file called `name`. Raises BadMap."""
    if len(data) > KILOBYTES * 1024:
        raise BadMap([MapProblem("too_large", file=name, limit=KILOBYTES)])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadMap([MapProblem("not_utf8", file=name)]) from None
    return Reader(text, name).document()


class Reader:
    """Builds nodes from the events of the YAML parser, so that nothing is built that is not wanted."""

    def __init__(self, text: str, name: str) -> None:
        self.name = name
        self.events = iter(yaml.parse(text, Loader=yaml.SafeLoader))

    def document(self) -> Node:
        """The one document of the file."""
        try:
            return self.whole()
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark
            self.refuse("syntax", mark.line + 1 if mark else 0, text=error.problem or str(error))
        except yaml.YAMLError as error:
            self.refuse("syntax", 0, text=str(error).splitlines()[0])

    def whole(self) -> Node:
        found: Node = Text("", 1)
        documents = 0
        for event in self.events:
            documents += isinstance(event, DocumentStartEvent)
            if documents > 1:
                self.refuse("many_documents", line_of(event))
            if isinstance(event, NodeEvent):
                found = self.node(event, 0)
        return found

    def node(self, event: Event, depth: int) -> Node:
        self.refuse_magic(event)
        if depth > DEPTH:
            self.refuse("too_deep", line_of(event), limit=DEPTH)
        if isinstance(event, ScalarEvent):
            return Text(plain_value(event), line_of(event))
        if isinstance(event, SequenceStartEvent):
            inside = self.until(SequenceEndEvent)
            return Items(tuple(self.node(each, depth + 1) for each in inside), line_of(event))
        return self.named(event, depth)

    def named(self, event: Event, depth: int) -> Fields:
        fields: dict[str, Node] = {}
        lines: dict[str, int] = {}
        for each in self.until(MappingEndEvent):
            name = self.node(each, depth + 1)
            if not isinstance(name, Text):
                self.refuse("needs_text", line_of(each), word="")
            if name.text in fields:
                self.refuse("twice", name.line, word=name.text)
            fields[name.text], lines[name.text] = self.node(next(self.events), depth + 1), name.line
        return Fields(fields, lines, line_of(event))

    def until(self, end: type[Event]) -> Iterator[Event]:
        for event in self.events:
            if isinstance(event, end):
                return
            yield event

    def refuse_magic(self, event: Event) -> None:
        if isinstance(event, AliasEvent):
            self.refuse("alias", line_of(event), word=f"*{event.anchor}")
        if isinstance(event, NodeEvent) and event.anchor:
            self.refuse("alias", line_of(event), word=f"&{event.anchor}")
        tag = getattr(event, "tag", None)
        if tag:
            self.refuse("alias", line_of(event), word=tag)

    def refuse(self, code: str, line: int, **facts: object) -> NoReturn:
        raise BadMap([MapProblem(code, file=self.name, line=line, **facts)])


def plain_value(event: ScalarEvent) -> str:
    """The text of a value; a bare `~` or nothing is the empty text."""
    return "" if event.style is None and event.value in ("~", "null") else str(event.value)


def line_of(event: Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 0
