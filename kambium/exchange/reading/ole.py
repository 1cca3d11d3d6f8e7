"""The container of old Office files: a small file system inside a file."""

import struct
from collections.abc import Iterator

from kambium.exchange.reading.problems import Unreadable

HEADER_BYTES = 512
ENTRY_BYTES = 128
END_OF_CHAIN = 0xFFFFFFFA
"""Sector numbers from here on are marks, not sectors."""

FOREIGN_STREAMS = [
    ("WordDocument", "Word"),
    ("PowerPoint Document", "PowerPoint"),
    ("VisioDocument", "Visio"),
    ("__properties_version1.0", "Outlook"),
]


class Container:
    """The streams of an OLE file by their names."""

    def __init__(self, data: bytes) -> None:
        if len(data) < HEADER_BYTES:
            raise Unreadable("damaged")
        self.data = data
        (shift,) = struct.unpack_from("<H", data, 30)
        if shift not in (9, 12):
            raise Unreadable("damaged")
        self.sector_bytes = 1 << shift
        self.first_directory, self.mini_limit, self.first_mini_fat = (
            struct.unpack_from("<I", data, offset)[0] for offset in (48, 56, 60)
        )
        self.fat = self.read_fat()
        self.entries = dict(self.read_directory())

    def sector(self, number: int) -> bytes:
        start = (number + 1) * self.sector_bytes
        return self.data[start : start + self.sector_bytes]

    def words(self, content: bytes) -> list[int]:
        return list(struct.unpack(f"<{len(content) // 4}I", content[: len(content) // 4 * 4]))

    def read_fat(self) -> list[int]:
        """The table that chains sectors; its own sectors are listed in the header and in a chain of lists."""
        listed = list(struct.unpack_from("<109I", self.data, 76))
        following = struct.unpack_from("<I", self.data, 68)[0]
        for _ in range(len(self.data) // self.sector_bytes):
            if following >= END_OF_CHAIN:
                break
            *more, following = self.words(self.sector(following)) or [END_OF_CHAIN]
            listed += more
        fat: list[int] = []
        for number in listed:
            if number < END_OF_CHAIN:
                fat += self.words(self.sector(number))
        return fat

    def chain(self, first: int, table: list[int]) -> Iterator[int]:
        """The sectors of a stream; a chain longer than its table runs in a circle."""
        for _ in range(len(table) + 1):
            if first >= END_OF_CHAIN:
                return
            if first >= len(table):
                raise Unreadable("damaged")
            yield first
            first = table[first]
        raise Unreadable("damaged")

    def content(self, first: int) -> bytes:
        return b"".join(map(self.sector, self.chain(first, self.fat)))

    def read_directory(self) -> Iterator[tuple[str, tuple[int, int]]]:
        """Names of streams with first sector and size; the root's own stream holds the small ones."""
        content = self.content(self.first_directory)
        for offset in range(0, len(content) - ENTRY_BYTES + 1, ENTRY_BYTES):
            name_bytes, kind = struct.unpack_from("<HB", content, offset + 64)
            first, size = struct.unpack_from("<II", content, offset + 116)
            name = content[offset : offset + max(0, min(name_bytes, 64) - 2)].decode("utf-16-le", "replace")
            if kind == 5:
                self.root = (first, size)
            elif kind == 2:
                yield name, (first, size)

    def stream(self, name: str) -> bytes:
        """The bytes of a stream, from the small-stream area where it is short."""
        first, size = self.entries[name]
        if size >= self.mini_limit:
            return self.content(first)[:size]
        mini_fat = self.words(self.content(self.first_mini_fat))
        area = self.content(self.root[0])
        return b"".join(area[number * 64 : number * 64 + 64] for number in self.chain(first, mini_fat))[:size]


def workbook_stream(data: bytes) -> bytes:
    """The workbook inside an OLE file, or a refusal that says what the file is instead."""
    try:
        container = Container(data)
        if "EncryptedPackage" in container.entries:
            raise Unreadable("encrypted")
        for name in ("Workbook", "Book"):
            if name in container.entries:
                return container.stream(name)
    except (struct.error, AttributeError, ValueError):
        raise Unreadable("damaged") from None
    for name, found in FOREIGN_STREAMS:
        if name in container.entries:
            raise Unreadable("wrong_type", found=found)
    raise Unreadable("wrong_type", found="OLE")
