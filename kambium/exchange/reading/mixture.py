"""Which encoding a line is in, in a file that is not UTF-8 throughout.

Sales offices join exports of several systems into one file, so that UTF-8 and GB18030 lines stand side by side. Every
line is read in all encodings it is valid in, and the likelier reading is taken. A line for which neither is clearly
likelier is not guessed at: the file is refused, naming it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from kambium.exchange.reading.likelihood import (
    HAN_LEVEL_ONE,
    IMPOSSIBLE,
    frequent_share,
    is_odd,
    script_of,
    weight,
)
from kambium.exchange.reading.mojibake import as_read
from kambium.exchange.reading.problems import Unreadable
from kambium.exchange.reading.survey import Opener, byte_lines

Verdict = Literal["utf-8", "gb18030", "cp1252", "ambiguous", "doubtful", "none"]

CERTAIN = 6.0
"""Log-likelihood by which the UTF-8 reading must lead to be taken with no regard to the other lines."""
CLEAR = 1.5
"""Log-likelihood by which a reading must lead to be taken at all."""
WHOLE_FILE_UTF8 = 4.0
"""What the GB18030 readings must lead by in a short file that is valid UTF-8 as a whole."""
SAMPLED_LINES = 2000
SETTLED_LINES = 100_000
FREQUENT_ENOUGH = 0.2
"""Real Chinese lists have over half frequent characters; Korean or Japanese bytes read as GB18030 give 5 to 17 %."""
FEW = 12

COMMON_GB = "".join(sorted(HAN_LEVEL_ONE)) + "\u3000-\u3011，。；：？！（）【】《》、“”‘’—…·％０-９"
HAN_IN_WORD = re.compile("[A-Za-z][^\\x00-\\x7f][A-Za-z]")
UNCOMMON = re.compile(f"{HAN_IN_WORD.pattern}|[^\\x00-\\x7f{COMMON_GB}]")
"""What a line of everyday Chinese does not hold."""
GBK_ONLY = as_read(range(0xAA, 0xFF), range(0x40, 0xA1)) + as_read(range(0x81, 0xA1), range(0x40, 0xFF))
RARE_IN_WORD = re.compile(f"[a-z][{GBK_ONLY}]|[A-Z][{GBK_ONLY}][a-z]")

PRIVATE = re.compile("[\ue000-\uf8ff]")

SAME_IN_EUROPE = frozenset(
    byte
    for byte in range(0x80, 0x100)
    if len({bytes([byte]).decode(codec, "replace") for codec in ("cp1250", "cp1252", "cp1254")} - {"\ufffd"}) == 1
)
"""Bytes that mean the same in the Windows encodings of Western and Central Europe and of Turkey."""


@dataclass(slots=True)
class Evidence:
    """What the lines of a file say about its encodings, with the first line of each kind."""

    first: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    ambiguous: list[tuple[int, bytes]] = field(default_factory=list)
    """The first lines valid in both, as many as are worth settling one by one."""
    sample: list[str] = field(default_factory=list)

    def add(self, number: int, line: bytes, verdict: Verdict) -> None:
        self.first.setdefault(verdict, (number, line))
        self.counts[verdict] = self.counts.get(verdict, 0) + 1
        if verdict == "gb18030" and len(self.sample) < SAMPLED_LINES:
            self.sample.append(line.decode("gb18030"))
        if verdict == "ambiguous" and len(self.ambiguous) < SETTLED_LINES:
            self.ambiguous.append((number, line))

    def all_gb18030(self, mixed: "MixedLines") -> bool:
        """Whether the whole file can be read as GB18030, the ambiguous lines too."""
        if self.has("utf-8") or self.counts.get("ambiguous", 0) > len(self.ambiguous):
            return False
        return all(mixed.text(number, line) == decoded(line, "gb18030") for number, line in self.ambiguous)

    def has(self, verdict: Verdict) -> bool:
        return verdict in self.first


def gather(opener: Opener) -> Evidence:
    """Judge every line that is not ASCII."""
    evidence = Evidence()
    for number, line in byte_lines(opener):
        if b"\0" in line:
            raise Unreadable("nul_bytes", line=number)
        if not line.isascii():
            evidence.add(number, line, judge(line))
    return evidence


def judge(line: bytes) -> Verdict:
    """The encoding of a line as far as the line itself tells."""
    utf8, gb = decoded(line, "utf-8"), decoded(line, "gb18030")
    if utf8 is not None:
        return judge_utf8(utf8, gb)
    if gb is not None and not UNCOMMON.search(gb):
        return "gb18030"
    return judge_foreign(gb, decoded(line, "cp1252"))


def judge_utf8(utf8: str, gb: str | None) -> Verdict:
    if gb is None or weight(utf8) - weight(gb) >= CERTAIN:
        return "utf-8"
    return "ambiguous"


def judge_foreign(gb: str | None, western: str | None) -> Verdict:
    """Between GB18030 and Western European, for a line that is not UTF-8.

    An accented letter and the letter after it read as one rare Han character inside a Latin word.
    """
    gb = gb if gb is not None and is_possible(gb) else None
    western = western if western is not None and not is_odd(western) else None
    if gb is None or RARE_IN_WORD.search(gb):
        return "cp1252" if western is not None else "none"
    lead = weight(western) - weight(gb) if western is not None else -CLEAR
    if lead <= -CLEAR:
        return "gb18030"
    return "cp1252" if lead >= CLEAR and HAN_IN_WORD.search(gb) else "doubtful"


def is_possible(text: str) -> bool:
    """Whether a person can have written it; a picture character of an old phone is let pass among common Chinese."""
    strange = [char for char in text if not char.isascii() and weight(char) <= IMPOSSIBLE]
    private = [char for char in strange if PRIVATE.match(char)]
    return len(private) == len(strange) and 2 * len(private) <= sum(char in HAN_LEVEL_ONE for char in text)


def decoded(line: bytes, encoding: str) -> str | None:
    try:
        return line.decode(encoding)
    except UnicodeDecodeError:
        return None


def settle(line: bytes, number: int, *, both: bool) -> str:
    """An ambiguous line's text, given whether the file holds certain UTF-8 lines beside its GB18030 ones."""
    utf8, gb = line.decode("utf-8"), line.decode("gb18030")
    lead = weight(gb) - weight(utf8)
    odd = is_odd(utf8)
    if odd and (lead >= CLEAR or not both):
        return gb
    if both and not odd and lead <= -CLEAR:
        return utf8
    raise doubt(number, (utf8, "UTF-8"), (gb, "GB18030"))


def doubt(number: int, one: tuple[str, str], other: tuple[str, str]) -> Unreadable:
    return Unreadable(
        "encoding_doubtful",
        line=number,
        text=one[0].strip(),
        encoding=one[1],
        other_text=other[0].strip(),
        other=other[1],
    )


@dataclass(frozen=True, slots=True)
class MixedLines:
    """Reads a file whose lines are in UTF-8 or GB18030, by the same judgement as the first walk."""

    both: bool

    def text(self, number: int, line: bytes) -> str:
        if line.isascii():
            return line.decode("ascii")
        verdict = judge(line)
        if verdict == "ambiguous":
            return settle(line, number, both=self.both)
        return line.decode("utf-8" if verdict == "utf-8" else "gb18030")

    def lines(self, opener: Opener) -> Iterator[str]:
        for number, line in byte_lines(opener):
            text = self.text(number, line)
            yield text.removeprefix("\ufeff") if number == 1 else text


def check_plausible(evidence: Evidence) -> None:
    """Refuse Korean, Japanese, Taiwanese or Cyrillic bytes that happen to be valid GB18030."""
    text = "".join(evidence.sample)
    frequent, letters = frequent_share(text)
    seldom = letters >= FEW and frequent < FREQUENT_ENOUGH * letters
    if seldom or is_cyrillic_like(text.encode("gb18030")):
        raise Unreadable("encoding_unknown", line=evidence.first["gb18030"][0])


def is_cyrillic_like(gb: bytes) -> bool:
    """Whether nearly all high bytes lie where the letters of Cyrillic and Greek encodings do; of Chinese 60 % do."""
    high = [byte for byte in gb if byte >= 0x80]
    return len(high) >= 8 and sum(byte >= 0xC0 for byte in high) >= 0.97 * len(high)


def is_one_script(text: str) -> bool:
    """Whether nearly all non-ASCII letters belong to one script: real text does, chance does not."""
    scripts = [script_of(char) for char in text if char.isalpha() and not char.isascii()]
    return len(scripts) >= 6 and max(map(scripts.count, set(scripts))) >= 0.9 * len(scripts)
