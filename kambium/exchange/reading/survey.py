"""The first walk through a text file: is it sound, in one encoding, with lines of a sensible length?

It runs at several hundred megabytes a second for ASCII and never holds more than a piece of the file.
"""

import codecs
import io
from collections.abc import Callable, Iterator
from itertools import islice
from typing import BinaryIO

from kambium.exchange.reading import mojibake
from kambium.exchange.reading.limits import LINE_BYTES, MEGABYTE
from kambium.exchange.reading.problems import Unreadable

Opener = Callable[[], BinaryIO]

PIECE = MEGABYTE
LINES_AT_ONCE = 5000
CARRIED = 12
"""Characters taken over from one piece to the next, so that nothing hides on the border."""


class Survey:
    """Decodes a file piece by piece and looks for what must not be stored."""

    def __init__(self, encoding: str) -> None:
        self.encoding = encoding
        self.is_utf8 = encoding.startswith("utf-8")
        self.decoder = codecs.getincrementaldecoder(encoding)("strict")
        self.lines_before = 0
        self.carried = ""
        self.had_latin = False
        self.line_bytes = 0

    def run(self, stream: BinaryIO) -> None:
        """Walk to the end; raise `UnicodeDecodeError` where the encoding is wrong, `Unreadable` where the file is."""
        while piece := stream.read(PIECE):
            self.look_at(piece)
        self.decoder.decode(b"", final=True)

    def look_at(self, piece: bytes) -> None:
        self.guard_line_length(piece)
        may_have_latin = not self.is_utf8 or b"\xc2" in piece or b"\xc3" in piece
        has_latin, self.had_latin = may_have_latin or self.had_latin, may_have_latin
        plain = piece.isascii() and b"\0" not in piece
        self.take(self.decoder.decode(piece), plain=plain, has_latin=has_latin)

    def take(self, text: str, *, plain: bool, has_latin: bool = True) -> None:
        if not plain:
            self.look_at_text(self.carried + text, has_latin=has_latin)
        self.lines_before += breaks(text) - (text[:1] == "\n" and self.carried[-1:] == "\r")
        self.carried = text[-CARRIED:]

    def look_at_text(self, text: str, *, has_latin: bool) -> None:
        """Refuse NUL bytes and characters that were garbled or lost before."""
        for code, at in (("nul_bytes", nul_at(text)), ("lost_characters", mojibake.lost_at(text))):
            if at is not None:
                raise self.refusal(code, text, at)
        at = mojibake.garbled_at(text, has_latin=has_latin)
        if at is not None:
            raise self.refusal("mojibake", text, at)

    def refusal(self, code: str, text: str, at: int) -> Unreadable:
        line = self.lines_before - breaks(self.carried) + breaks(text[:at]) + 1
        return Unreadable(code, line=line, text=line_around(text, at))

    def guard_line_length(self, piece: bytes) -> None:
        last = max(piece.rfind(b"\n"), piece.rfind(b"\r"))
        self.line_bytes = len(piece) - last if last >= 0 else self.line_bytes + len(piece)
        if self.line_bytes > LINE_BYTES:
            line = self.lines_before + breaks(piece.decode("latin-1")) + 1
            raise Unreadable("line_too_long", line=line, limit=LINE_BYTES // MEGABYTE)


def survey(opener: Opener, encoding: str) -> int:
    """Walk through the whole file in one encoding and return its number of lines."""
    walk = Survey(encoding)
    with opener() as stream:
        try:
            walk.run(stream)
        except UnicodeDecodeError as error:
            raise Unreadable(
                "bad_bytes", line=walk.lines_before + breaks_before(error) + 1, encoding=encoding
            ) from None
    return walk.lines_before + 1


def survey_lines(lines: Iterator[str]) -> int:
    """Look through lines that are decoded already, a piece at a time, and return their number."""
    walk = Survey("utf-8")
    while piece := "".join(islice(lines, LINES_AT_ONCE)):
        walk.take(piece, plain=piece.isascii())
    return walk.lines_before + 1


def breaks_before(error: UnicodeDecodeError) -> int:
    """How many lines end in the part that could still be decoded."""
    return breaks(error.object[: error.start].decode(error.encoding, "replace"))


def breaks(text: str) -> int:
    """How many lines end in a text, whichever of the three line ends it uses."""
    count = text.count("\n")
    return count + text.count("\r") - text.count("\r\n") if "\r" in text else count


def nul_at(text: str) -> int | None:
    at = text.find("\0")
    return at if at >= 0 else None


def line_around(text: str, at: int) -> str:
    """The line of the text that a place lies in."""
    start = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
    ends = [end for end in (text.find("\n", at), text.find("\r", at)) if end >= 0]
    return text[max(start, at - 30) : min([*ends, at + 50])].strip()


def byte_lines(opener: Opener) -> Iterator[tuple[int, bytes]]:
    """The file's lines with their numbers, line ends included, whichever of the three they are."""
    with opener() as stream:
        lines = io.TextIOWrapper(stream, encoding="latin-1", newline="")
        for number, line in enumerate(lines, start=1):
            yield number, line.encode("latin-1")
