"""Which known system exported these files, when nobody says."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from kambium.exchange.mapping.folding import folded
from kambium.exchange.mapping.guess import header_words
from kambium.exchange.mapping.headers import Headers
from kambium.exchange.mapping.presets import preset, presets
from kambium.exchange.mapping.taking import layout_of
from kambium.exchange.reading.table import Table

TELLING = 2
"""How many headers must be told by the system alone; one is enough where the system knows every other header too."""


def export_of(tables: Sequence[Table]) -> str | None:
    """The preset whose system these files come from: it takes all of them, and some headers only it would write."""
    headers = [text for table in tables for text in Headers(table).texts]
    told = {name: len(telling(name, headers)) for name in presets() if takes(name, tables)}
    best = max(told, key=lambda name: told[name], default=None)
    if best is None or list(told.values()).count(told[best]) > 1:
        return None
    is_known = {folded(text) for text in headers} <= {folded(text) for text in known(best)}
    return best if told[best] >= (1 if is_known else TELLING) else None


def takes(name: str, tables: Sequence[Table]) -> bool:
    """Whether every file has a layout in the preset, be it one for later."""
    return bool(tables) and all(layout_of(table, preset(name).layouts) for table in tables)


def telling(name: str, headers: Iterable[str]) -> frozenset[str]:
    """Headers that this system writes and nobody else: no header words of ours, no words of another preset."""
    return spelt(headers) & known(name) - anybodys(name)


@lru_cache(maxsize=8)
def known(name: str) -> frozenset[str]:
    """Every header a preset knows."""
    return spelt(text for layout in preset(name).layouts for text in layout.match.knows)


@lru_cache(maxsize=8)
def anybodys(name: str) -> frozenset[str]:
    """Headers that do not speak for a preset, because others write them too."""
    return spelt(header_words()).union(*(known(other) for other in presets() if other != name))


def spelt(headers: Iterable[str]) -> frozenset[str]:
    """Headers as they are spelt, but for case: that tells `Account Owner.id` from anybody's account owner ID."""
    return frozenset(text.casefold() for text in headers)
