"""Which encoding a text file is in: decided once for the whole file before a row is taken from it.

Every line is decoded right or the file is refused, naming the first bad line.
"""

import codecs
import io
from collections.abc import Iterator
from dataclasses import dataclass

from kambium.exchange.reading import mixture
from kambium.exchange.reading.likelihood import weight
from kambium.exchange.reading.problems import Unreadable
from kambium.exchange.reading.survey import Opener, Survey, byte_lines, survey, survey_lines

HEAD = 65_536
SHORT = 1_000_000
"""Up to this size a file that is valid UTF-8 is asked whether it could be GB18030 by chance."""
FEW_LINES = 50
NUL_SHARE = 0.05
"""A UTF-16 file of any language has NUL bytes in its separators, digits and line ends at least this often."""


@dataclass(frozen=True, slots=True)
class TextEncoding:
    """The encoding of one file and the way to its lines."""

    name: str
    """`utf-8`, `utf-8-sig`, `utf-16-le`, `utf-16-be`, `gb18030`, `cp1252`, `mixed`, or the one that was asked for."""
    line_count: int
    mixed: mixture.MixedLines | None = None

    def lines(self, opener: Opener) -> Iterator[str]:
        """The decoded lines, line ends untouched, the byte order mark removed."""
        if self.mixed:
            return self.mixed.lines(opener)
        return decoded_lines(opener, self.name)


def decoded_lines(opener: Opener, encoding: str) -> Iterator[str]:
    stream = io.TextIOWrapper(opener(), encoding=encoding, newline="")
    if encoding.startswith("utf-16") and (first := stream.readline()):
        return iter_after(first.removeprefix("\ufeff"), stream)
    return stream


def iter_after(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def find_encoding(opener: Opener, asked: str | None = None) -> TextEncoding:
    """Decide a file's encoding, or take the one asked for; raise `Unreadable` naming the first bad line."""
    with opener() as stream:
        head = stream.read(HEAD)
    name = known_codec(asked) if asked else marked_encoding(head)
    if name:
        return TextEncoding(name, survey(opener, name))
    return unmarked_encoding(opener, bom=head.startswith(codecs.BOM_UTF8))


def known_codec(asked: str) -> str:
    """Python's name of a text encoding somebody asked for."""
    try:
        name = codecs.lookup(asked).name
        "a".encode(name)
    except LookupError:
        raise Unreadable("no_such_encoding", encoding=asked) from None
    return "utf-8-sig" if name == "utf-8" else name


def marked_encoding(head: bytes) -> str | None:
    """UTF-16 by its byte order mark, or by where its NUL bytes lie."""
    if head.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise Unreadable("bad_bytes", line=1, encoding="UTF-8")
    if head.startswith(codecs.BOM_UTF16_LE):
        return "utf-16-le"
    if head.startswith(codecs.BOM_UTF16_BE):
        return "utf-16-be"
    return unmarked_utf16(head)


def unmarked_utf16(head: bytes) -> str | None:
    """UTF-16 without a mark: nearly all NUL bytes lie on one side of the pairs, and the text makes sense."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if even + odd < max(2, NUL_SHARE * len(head) / 2) or len(head) % 2:
        return None
    name = "utf-16-be" if even > odd else "utf-16-le"
    if min(even, odd) > 0.1 * max(even, odd):
        return None
    text = head.decode(name, "replace")
    return name if "\ufffd" not in text[:-1] and "\0" not in text and weight(text) > -10 * len(text) else None


def unmarked_encoding(opener: Opener, *, bom: bool) -> TextEncoding:
    """UTF-8 where the whole file is; else what its lines say."""
    walk = Survey("utf-8-sig" if bom else "utf-8")
    try:
        with opener() as stream:
            walk.run(stream)
    except UnicodeDecodeError:
        return from_lines(opener)
    utf8 = TextEncoding(walk.encoding, walk.lines_before + 1)
    if bom or not is_short(opener):
        return utf8
    return by_chance_utf8(opener, utf8)


def is_short(opener: Opener) -> bool:
    with opener() as stream:
        return stream.seek(0, io.SEEK_END) <= SHORT


def by_chance_utf8(opener: Opener, utf8: TextEncoding) -> TextEncoding:
    """A short file that is valid UTF-8, unless a few Chinese words in GB18030 only look like it."""
    lines = [(number, line) for number, line in byte_lines(opener) if not line.isascii()]
    if not 0 < len(lines) <= FEW_LINES or any(mixture.judge(line) == "utf-8" for _, line in lines):
        return utf8
    readings = [(line.decode("utf-8"), line.decode("gb18030")) for _, line in lines]
    lead = sum(weight(gb) - weight(text) for text, gb in readings) - mixture.WHOLE_FILE_UTF8
    if lead <= -mixture.CLEAR or mixture.is_one_script("".join(text for text, _ in readings)):
        return utf8
    if lead >= mixture.CLEAR:
        return TextEncoding("gb18030", utf8.line_count)
    raise mixture.doubt(lines[0][0], (readings[0][0], "UTF-8"), (readings[0][1], "GB18030"))


def from_lines(opener: Opener) -> TextEncoding:
    """GB18030, a mixture of it with UTF-8, or Western European; anything else is refused."""
    evidence = mixture.gather(opener)
    if evidence.has("none"):
        raise Unreadable("encoding_unknown", line=evidence.first["none"][0])
    if evidence.has("cp1252"):
        return western(opener, evidence)
    if evidence.has("doubtful") and not evidence.has("gb18030"):
        raise doubtful_western(*evidence.first["doubtful"])
    if evidence.has("gb18030"):
        mixture.check_plausible(evidence)
    mixed = mixture.MixedLines(both=evidence.has("utf-8"))
    if evidence.all_gb18030(mixed):
        return TextEncoding("gb18030", survey(opener, "gb18030"))
    return TextEncoding("mixed", survey_lines(mixed.lines(opener)), mixed)


def western(opener: Opener, evidence: mixture.Evidence) -> TextEncoding:
    """Western European, if every line agrees and every byte means the same in the encodings of its neighbours."""
    rivals = [kind for kind in ("utf-8", "gb18030", "ambiguous") if kind in evidence.first]
    if rivals:
        western_lines = evidence.counts["cp1252"]
        fewer = "cp1252" if western_lines <= sum(evidence.counts[kind] for kind in rivals) else rivals[0]
        number, line = evidence.first[fewer]
        as_read = "cp1252" if fewer == "cp1252" else fewer.replace("ambiguous", "utf-8")
        raise Unreadable("encoding_mixed", line=number, encoding=as_read, text=line.decode(as_read).strip())
    for number, line in byte_lines(opener):
        if not set(line) & HIGH <= mixture.SAME_IN_EUROPE:
            raise doubtful_western(number, line)
    return TextEncoding("cp1252", survey(opener, "cp1252"))


HIGH = frozenset(range(0x80, 0x100))


def doubtful_western(number: int, line: bytes) -> Unreadable:
    gb = mixture.decoded(line, "gb18030")
    other = (
        (gb, "gb18030")
        if gb is not None and mixture.judge(line) == "doubtful"
        else (
            line.decode("cp1250", "replace"),
            "cp1250",
        )
    )
    return mixture.doubt(number, (line.decode("cp1252", "replace"), "cp1252"), other)
