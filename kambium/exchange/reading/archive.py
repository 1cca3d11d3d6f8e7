"""A zip container whose parts are counted while they are unpacked.

What a zip file says about its sizes is the sender's claim; only unpacked bytes count.
"""

import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from kambium.exchange.reading.limits import MEGABYTE, Limits
from kambium.exchange.reading.problems import Unreadable
from kambium.exchange.reading.survey import Opener

PIECE = 256 * 1024
PARTS = 20_000
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError)


@contextmanager
def damage_told() -> Iterator[None]:
    """Turn whatever a broken container raises into a refusal."""
    try:
        yield
    except DAMAGED:
        raise Unreadable("damaged") from None


class Archive:
    """The parts of a workbook, unpacked piece by piece within limits."""

    def __init__(self, opener: Opener, limits: Limits) -> None:
        self.opener = opener
        self.limits = limits
        self.inflated = 0
        with damage_told(), opener() as stream, zipfile.ZipFile(stream) as packed:
            self.parts = {info.filename.lstrip("/"): info for info in packed.infolist()[:PARTS]}
        self.by_lower = {name.lower(): name for name in self.parts}

    def has(self, name: str) -> bool:
        return name.lower() in self.by_lower

    def info(self, name: str) -> zipfile.ZipInfo:
        found = self.by_lower.get(name.lower())
        if found is None:
            raise Unreadable("damaged")
        return self.parts[found]

    def pieces(self, name: str) -> Iterator[bytes]:
        """A part's bytes in pieces; the total of all parts read is held to the limits."""
        info = self.info(name)
        if info.flag_bits & 1:
            raise Unreadable("encrypted")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Unreadable("damaged")
        with self.opener() as stream, damage_told(), zipfile.ZipFile(stream) as packed, packed.open(info) as part:
            yield from self.counted(part.read, info.compress_size)

    def counted(self, read: Callable[[int], bytes], packed_size: int) -> Iterator[bytes]:
        size = 0
        while piece := read(PIECE):
            size += len(piece)
            self.guard(size, packed_size)
            yield piece

    def guard(self, size: int, packed_size: int) -> None:
        """Refuse a part that unpacks to more than any real table."""
        if self.inflated + size > self.limits.inflated_bytes:
            raise Unreadable("inflated_too_large", limit=self.limits.inflated_bytes // MEGABYTE)
        if size > self.limits.inflation_free_bytes and size > self.limits.inflation * max(packed_size, 1):
            raise Unreadable("inflation", limit=self.limits.inflation)

    def unpack_once(self, name: str, look: Callable[[bytes], None] | None = None) -> None:
        """Unpack a part to its end before anything is taken from it, so that a bomb is refused first."""
        size = 0
        for piece in self.pieces(name):
            size += len(piece)
            if look:
                look(piece)
        self.inflated += size
