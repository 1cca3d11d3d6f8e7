"""What every kind of file offers the table: its sheets and a walk through the rows of one of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from kambium.exchange.reading.cells import RawRow, Region


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook."""

    name: str
    is_visible: bool = True


class Source(Protocol):
    """The rows of one sheet or text file as they stand there."""

    @property
    def kind(self) -> str: ...

    @property
    def is_1904(self) -> bool: ...

    @property
    def merged(self) -> Sequence[Region]: ...

    def raw_rows(self) -> Iterator[RawRow]: ...
