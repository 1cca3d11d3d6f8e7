"""Safe streaming reading of the XML parts of a workbook.

No document type declaration, no deep nesting, no endless token: each would let a small file fill the memory.
"""

from collections.abc import Iterable
from xml.parsers import expat

from kambium.exchange.reading.problems import Unreadable

DEPTH = 64
TOKEN_BYTES = 4 * 1024 * 1024
"""How far the parser may fall behind what it was fed: the size of the longest tag or comment."""

ELEMENTS = 100_000
"""The most sheets, relations and formats of one workbook."""

Attributes = dict[str, str]


class Walker:
    """What is done at each tag. A walker counts how deep it is; the depth is looked at after every piece."""

    depth = 0

    def start(self, name: str, attributes: Attributes) -> None:
        self.depth += 1

    def end(self, name: str) -> None:
        self.depth -= 1

    def text(self, text: str) -> None:
        """Text between tags; most parts hold none that matters."""


class Markup:
    """One walk through an XML part; names come without their namespace prefix."""

    def __init__(self, walker: Walker) -> None:
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self.refuse_doctype
        self.parser.StartElementHandler = self.first_element
        self.parser.EndElementHandler = walker.end
        self.parser.CharacterDataHandler = walker.text
        self.walker = walker
        self.fed = 0

    def first_element(self, name: str, attributes: Attributes) -> None:
        """Learn from the root whether names carry a prefix; most files have none and need no stripping."""
        start, end = self.walker.start, self.walker.end
        if ":" in name:
            self.parser.StartElementHandler = lambda name, attributes: start(name.rpartition(":")[2], attributes)
            self.parser.EndElementHandler = lambda name: end(name.rpartition(":")[2])
        else:
            self.parser.StartElementHandler = start
        self.parser.StartElementHandler(name, attributes)

    def refuse_doctype(self, *_: object) -> None:
        raise Unreadable("doctype")

    def feed(self, piece: bytes, *, final: bool = False) -> None:
        self.fed += len(piece)
        try:
            self.parser.Parse(piece, final)
        except expat.ExpatError:
            raise Unreadable("damaged") from None
        if self.walker.depth > DEPTH or self.fed - self.parser.CurrentByteIndex > TOKEN_BYTES:
            raise Unreadable("damaged")


def walk(pieces: Iterable[bytes], walker: Walker) -> None:
    """Walk through a whole part."""
    markup = Markup(walker)
    for piece in pieces:
        markup.feed(piece)
    markup.feed(b"", final=True)


class Finder(Walker):
    """Gathers the attributes of the elements of some names, in their order."""

    def __init__(self, wanted: set[str]) -> None:
        self.wanted = wanted
        self.found: list[tuple[str, Attributes]] = []

    def start(self, name: str, attributes: Attributes) -> None:
        self.depth += 1
        if name in self.wanted:
            self.found.append((name, attributes))
            if len(self.found) > ELEMENTS:
                raise Unreadable("damaged")


def elements(pieces: Iterable[bytes], wanted: set[str]) -> list[tuple[str, Attributes]]:
    finder = Finder(wanted)
    walk(pieces, finder)
    return finder.found
