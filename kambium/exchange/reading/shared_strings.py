"""The texts of a workbook, which its cells refer to by number."""

import re
from array import array
from collections.abc import Iterable

from kambium.exchange.reading.limits import CELL_CHARS
from kambium.exchange.reading.markup import Attributes, Walker, walk
from kambium.exchange.reading.problems import Unreadable

STRINGS = 10_000_000
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class SharedStrings:
    """Millions of short texts in one piece of memory."""

    def __init__(self) -> None:
        self.text = bytearray()
        self.ends = array("Q", [0])

    def add(self, text: str) -> None:
        if len(self.ends) > STRINGS:
            raise Unreadable("damaged")
        self.text += text.encode("utf-8", "surrogatepass")
        self.ends.append(len(self.text))

    def __len__(self) -> int:
        return len(self.ends) - 1

    def __getitem__(self, index: int) -> str:
        if not 0 <= index < len(self):
            raise Unreadable("damaged")
        return self.text[self.ends[index] : self.ends[index + 1]].decode("utf-8", "surrogatepass")


class StringCollector(Walker):
    """Gathers the runs of each text, leaving out the reading aids (phonetic runs) of Japanese and Chinese."""

    def __init__(self) -> None:
        self.strings = SharedStrings()
        self.runs: list[str] = []
        self.chars = 0
        self.is_text = False
        self.is_aid = False

    def start(self, name: str, attributes: Attributes) -> None:
        self.depth += 1
        if name == "t":
            self.is_text = not self.is_aid
        elif name == "rPh":
            self.is_aid = True

    def end(self, name: str) -> None:
        self.depth -= 1
        if name == "t":
            self.is_text = False
        elif name == "rPh":
            self.is_aid = False
        elif name == "si":
            self.strings.add(unescaped("".join(self.runs)))
            self.runs.clear()
            self.chars = 0

    def text(self, text: str) -> None:
        if self.is_text:
            self.runs.append(text)
            self.chars += len(text)
            if self.chars > CELL_CHARS:
                raise Unreadable("cell_too_long", line=len(self.strings) + 1, limit=CELL_CHARS)


def read_strings(pieces: Iterable[bytes]) -> SharedStrings:
    collector = StringCollector()
    walk(pieces, collector)
    return collector.strings


def unescaped(text: str) -> str:
    """Excel writes control characters as `_x000D_`."""
    if "_x" not in text:
        return text
    return ESCAPED.sub(lambda found: chr(int(found.group(1), 16)), text)
