"""Which layout of a mapping takes which file."""

from collections.abc import Sequence
from fnmatch import fnmatchcase

from kambium.exchange.mapping.folding import folded
from kambium.exchange.mapping.headers import Headers
from kambium.exchange.mapping.language import Layout, Match
from kambium.exchange.reading.table import Table

KNOWN_ENOUGH = 0.5
"""The share of a file's headers that a layout which competes must know."""


def layout_of(table: Table, layouts: Sequence[Layout]) -> Layout | None:
    """The layout that takes the file: the one that knows most of its headers, the first of equals."""
    scored = [(score(table, layout.match), -number, layout) for number, layout in enumerate(layouts)]
    best = max(scored, key=lambda each: each[:2], default=(0.0, 0, None))
    return best[2] if best[0] > 0 else None


def score(table: Table, match: Match) -> float:
    """0 for a file that is not meant, 1 for one that certainly is."""
    headers = Headers(table)
    if match.file and not fnmatchcase(table.name.casefold(), match.file.casefold()):
        return 0.0
    if not all(header in headers for header in match.headers):
        return 0.0
    if match.any_header and not any(header in headers for header in match.any_header):
        return 0.0
    if any(header in headers for header in match.without):
        return 0.0
    return share_known(headers, match.knows) if match.knows else 1.0


def share_known(headers: Headers, knows: Sequence[str]) -> float:
    """The share of the file's headers that are known, 0 where it is too small to tell."""
    known = {folded(text) for text in knows}
    said = [folded(text) for text in headers.texts if folded(text)]
    share = sum(text in known for text in said) / len(said) if said else 0.0
    return share if share >= KNOWN_ENOUGH else 0.0
