"""Plain reading of nodes, with every fault kept and told by its line."""

from collections.abc import Sequence

from kambium.exchange.mapping.document import Fields, Items, Node, Text
from kambium.exchange.mapping.problems import MapProblem, nearest


class NodeLoader:
    """Reads texts, lists and fields; a node of the wrong shape is a fault and reads as empty."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[MapProblem] = []

    def fault(self, code: str, line: int, **facts: object) -> None:
        """Keep a fault."""
        self.problems.append(MapProblem(code, file=self.file, line=line, **facts))

    def fields(self, node: Node, word: str, known: Sequence[str] | None = None) -> Fields:
        """The fields of a node; a name that is not among the known ones is a fault."""
        if not isinstance(node, Fields):
            self.fault("needs_fields", node.line, word=word or self.file)
            return Fields({}, {}, node.line)
        for name in node.fields:
            if known is not None and name not in known:
                near = nearest(name, known)
                code = "unknown_word_near" if near else "unknown_word"
                self.fault(code, node.lines.get(name, node.line), word=name, known=", ".join(known), near=near)
        return node

    def items(self, parent: Fields, name: str) -> tuple[Node, ...]:
        """The items of a list that may be absent."""
        node = parent.fields.get(name)
        if node is None:
            return ()
        if not isinstance(node, Items):
            self.fault("needs_list", node.line, word=name)
            return ()
        return node.items

    def text(self, parent: Fields, name: str) -> str:
        """A single value that may be absent."""
        node = parent.fields.get(name)
        return "" if node is None else self.plain(node, name)

    def plain(self, node: Node, word: str) -> str:
        """A single value."""
        if isinstance(node, Text):
            return node.text
        self.fault("needs_text", node.line, word=word)
        return ""

    def texts(self, parent: Fields, name: str) -> tuple[str, ...]:
        """One value or a list of them, that may be absent."""
        node = parent.fields.get(name)
        return () if node is None else self.one_or_more(node, name)

    def one_or_more(self, node: Node, word: str) -> tuple[str, ...]:
        """One value or a list of them."""
        return tuple(self.plain(each, word) for each in (node.items if isinstance(node, Items) else (node,)))

    def one_of(self, parent: Fields, name: str, possible: Sequence[str]) -> str:
        """One of some words; the first of them when nothing is said."""
        said = self.text(parent, name) or possible[0]
        if said not in possible:
            self.fault("unknown_value", parent.fields[name].line, word=name, value=said, known=", ".join(possible))
            return possible[0]
        return said
