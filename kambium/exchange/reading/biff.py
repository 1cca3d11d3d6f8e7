"""The records of an .xls workbook: what a workbook of Excel 97 to 2003, or of 95, is made of."""

import struct
from collections.abc import Iterator

from kambium.exchange.reading.limits import CELL_CHARS
from kambium.exchange.reading.problems import Unreadable
from kambium.exchange.reading.shared_strings import SharedStrings

BOF, EOF, CONTINUE = 0x0809, 0x000A, 0x003C
BIFF5, BIFF8 = 0x0500, 0x0600

CODE_PAGES = {936: "gb18030", 950: "big5", 932: "cp932", 949: "cp949", 10000: "mac_roman", 32768: "mac_roman"}
"""Encodings of texts in workbooks of Excel 95 that Python calls otherwise than by their number."""

WIDE, EXTENDED, RICH = 1, 4, 8
"""Flags of a text: two bytes a character, with reading aids, with formatted runs."""


def records(stream: bytes, position: int) -> Iterator[tuple[int, bytes]]:
    """The records of one sheet or of the workbook, those of charts standing inside it left out."""
    depth = 0
    while position + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, position)
        body = stream[position + 4 : position + 4 + size]
        position += 4 + size
        if kind == BOF:
            depth += 1
        elif kind == EOF:
            depth -= 1
        if depth == 0:
            return
        if depth == 1:
            yield kind, body


def joined(found: Iterator[tuple[int, bytes]]) -> Iterator[tuple[int, list[bytes]]]:
    """Records with the bodies that continue them."""
    kind, bodies = -1, [b""]
    for following, body in found:
        if following == CONTINUE:
            bodies.append(body)
            continue
        if kind >= 0:
            yield kind, bodies
        kind, bodies = following, [body]
    if kind >= 0:
        yield kind, bodies


class Texts:
    """Reads texts one after another from bodies that continue each other."""

    def __init__(self, bodies: list[bytes], code_page: str = "") -> None:
        self.bodies = bodies
        self.code_page = code_page
        self.body = 0
        self.at = 0

    def is_at_end(self) -> bool:
        return self.body >= len(self.bodies) or (self.body == len(self.bodies) - 1 and self.left() <= 0)

    def left(self) -> int:
        return len(self.bodies[self.body]) - self.at

    def take(self, size: int) -> bytes:
        """The next bytes, which may go on in the following bodies."""
        taken = b""
        while len(taken) < size:
            if self.is_at_end():
                raise Unreadable("damaged")
            piece = self.bodies[self.body][self.at : self.at + size - len(taken)]
            self.at += len(piece)
            taken += piece
            self.to_next_body()
        return taken

    def to_next_body(self) -> None:
        while self.body < len(self.bodies) - 1 and self.left() <= 0:
            self.body, self.at = self.body + 1, 0

    def number(self, form: str) -> int:
        return int(struct.unpack(form, self.take(struct.calcsize(form)))[0])

    def text(self, *, short: bool = False) -> str:
        """One text with its length in front; of Excel 95 in the workbook's code page."""
        length = self.number("<B" if short else "<H")
        if length > CELL_CHARS:
            raise Unreadable("damaged")
        if self.code_page:
            return self.take(length).decode(self.code_page)
        flags = self.number("<B")
        runs = self.number("<H") if flags & RICH else 0
        aids = self.number("<I") if flags & EXTENDED else 0
        text = self.characters(length, flags)
        self.take(4 * runs + aids)
        return text

    def characters(self, length: int, flags: int) -> str:
        """Characters of one width; where they go on in another body, it says their width anew."""
        parts: list[str] = []
        missing = length
        while missing:
            width = 2 if flags & WIDE else 1
            here = min(missing, self.left() // width)
            raw = self.bodies[self.body][self.at : self.at + here * width]
            parts.append(
                raw.decode("utf-16-le" if width == 2 else "latin-1", "surrogatepass" if width == 2 else "strict")
            )
            self.at += here * width
            missing -= here
            if missing:
                if self.body >= len(self.bodies) - 1:
                    raise Unreadable("damaged")
                self.body, self.at = self.body + 1, 0
                flags = self.number("<B")
        self.to_next_body()
        return parts[0] if len(parts) == 1 else paired("".join(parts))


def paired(text: str) -> str:
    """A text put together from parts, the halves of a character that was cut in two made one again."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def read_table_of_texts(bodies: list[bytes]) -> SharedStrings:
    """The texts that the sheets' cells refer to by number."""
    texts = Texts(bodies)
    texts.number("<I")
    strings = SharedStrings()
    for _ in range(texts.number("<I")):
        if texts.is_at_end():
            break
        strings.add(texts.text())
    return strings


def code_page_name(number: int) -> str:
    """Python's name of a Windows code page."""
    return CODE_PAGES.get(number, f"cp{number}")
