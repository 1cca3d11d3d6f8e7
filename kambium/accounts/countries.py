"""Countries and currencies in the reader's language."""

from functools import cache

from babel import Locale

from kambium.core.ui.figures import SYMBOLS
from kambium.core.ui.language import is_chinese

FIRST = ("CN", "HK", "TW", "US", "DE", "JP", "KR", "SG")
NONE = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})


def countries() -> list[tuple[str, str]]:
    """ISO codes with names; those we deal with most come first, then by name."""
    return _countries("zh_Hans" if is_chinese() else "en")


@cache
def _countries(language: str) -> list[tuple[str, str]]:
    named = {
        code: str(name)
        for code, name in Locale.parse(language).territories.items()
        if code.isalpha() and len(code) == 2
    }
    for not_one in ("EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"):
        named.pop(not_one, None)
    rest = sorted((name, code) for code, name in named.items() if code not in FIRST)
    return [(code, named[code]) for code in FIRST] + [(code, name) for name, code in rest]


def country(code: str) -> str:
    """The name of a country; the code where nobody knows it."""
    return dict(countries()).get(code, code)


def currencies(current: str = "") -> list[tuple[str, str]]:
    """Currencies to choose from, the stored one among them."""
    codes = dict.fromkeys([*SYMBOLS, *([current] if current else [])])
    return [(code, code) for code in codes]
