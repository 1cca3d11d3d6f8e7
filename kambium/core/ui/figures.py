"""Numbers the way each language reads them.

A single figure is shortened to three digits, with 万 and 亿 in Chinese and K, M, B in English; a table column names one
unit in its head. The exact value is always in the element's `title`.
"""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from django.utils.html import format_html
from django.utils.safestring import SafeString

from kambium.core.ui.language import is_chinese

NOTHING = "–"
MINUS = "−"
THIN = "\N{THIN SPACE}"
Number = int | Decimal

SYMBOLS = {
    "CNY": "¥",
    "USD": "$",
    "EUR": "€",
    "GBP": "£",
    "JPY": "JP¥",
    "HKD": "HK$",
    "TWD": "NT$",
    "SGD": "S$",
    "AUD": "A$",
    "CAD": "C$",
    "KRW": "₩",
    "INR": "₹",
}
WHOLE_CURRENCIES = frozenset({"JPY", "KRW", "VND", "CLP", "ISK"})
Steps = Sequence[tuple[Decimal, str]]
CHINESE: Steps = ((Decimal(10**4), f"{THIN}万"), (Decimal(10**8), f"{THIN}亿"), (Decimal(10**12), f"{THIN}万亿"))
ENGLISH: Steps = ((Decimal(10**3), "K"), (Decimal(10**6), "M"), (Decimal(10**9), "B"), (Decimal(10**12), "T"))


def number(value: Number | float | None, digits: int | None = None) -> str:
    """1,234.5 with a true minus sign; `digits` fixes the places, else as many as the value has (six at most)."""
    if value is None:
        return NOTHING
    if isinstance(value, int):
        return f"{MINUS if value < 0 else ''}{abs(value):,}{f'.{0:0{digits}}' if digits else ''}"
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    text = f"{_rounded(abs(exact), 6 if digits is None else digits):,f}"
    if digits is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"{_sign(exact, text)}{text}"


def percent(part: Number | float | None, whole: Number | float | None = 1, digits: int = 0) -> str:
    """`part` of `whole` as 88%; a dash when either is missing or the whole is zero."""
    if part is None or not whole:
        return NOTHING
    return f"{number(Decimal(str(part)) * 100 / Decimal(str(whole)), digits)}%"


def short(value: Number, lang: str | None = None) -> str:
    """A figure in three digits: 1.23 亿, 123M. Small figures are written out."""
    steps = CHINESE if is_chinese(lang) else ENGLISH
    exact, size, unit = abs(Decimal(value)), Decimal(1), ""
    for step, name in steps:
        # The rounded figure decides, so that 99,999,999 reads 1 亿 and not 10,000 万.
        if _three_digits(exact / size) * size >= step:
            size, unit = step, name
    if not unit:
        return number(value, None if value == int(value) else 2)
    figure = _three_digits(exact / size)
    return f"{MINUS if value < 0 else ''}{number(figure)}{unit}"


def money(amount: Number | None, currency: str = "CNY", lang: str | None = None) -> SafeString | str:
    """A single sum, shortened; the exact one is in its title."""
    if amount is None:
        return NOTHING
    return format_html(
        '<data class="num" value="{}" title="{}">{}</data>',
        amount,
        exact_money(amount, currency),
        _with_symbol(short(amount, lang), currency),
    )


def exact_money(amount: Number | None, currency: str = "CNY") -> str:
    """¥1,234.50: every digit, no unit."""
    if amount is None:
        return NOTHING
    digits = 0 if currency in WHOLE_CURRENCIES or amount == int(amount) else 2
    return _with_symbol(number(amount, digits), currency)


def amount(value: Number | None, currency: str = "CNY", lang: str | None = None) -> SafeString | str:
    """A sum in a table column whose head names the unit (see `amount_unit`); on a narrow page the unit is shown."""
    if value is None:
        return NOTHING
    chinese = is_chinese(lang)
    figure = number(Decimal(value) / (10**4 if chinese else 10**6), 0 if chinese else 1)
    return format_html(
        '<data class="num" value="{}" title="{}">{}<span class="unit">{}</span></data>',
        value,
        exact_money(value, currency),
        figure,
        f"{THIN}万" if chinese else "M",
    )


def amount_unit(currency: str = "CNY", lang: str | None = None) -> str:
    """The unit of a column of `amount`: 万元, ¥M."""
    if not is_chinese(lang):
        return f"{_symbol(currency)}M"
    return "万元" if currency == "CNY" else f"万 {currency}"


def filesize(size: int) -> str:
    """1.2 MB: the units people know from their file manager (1 KB = 1024 bytes)."""
    figure, units = Decimal(size), ["B", "KB", "MB", "GB", "TB"]
    while figure >= 1000 and len(units) > 1:
        figure, units = figure / 1024, units[1:]
    return f"{number(_three_digits(figure) if units[0] != 'B' else figure)} {units[0]}"


def _three_digits(figure: Decimal) -> Decimal:
    return _rounded(figure, 2 if figure < 10 else 1 if figure < 100 else 0)


def _rounded(figure: Decimal, digits: int) -> Decimal:
    return figure.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def _sign(value: Decimal, text: str) -> str:
    return MINUS if value < 0 and text.strip("0.,") else ""


def _symbol(currency: str) -> str:
    return SYMBOLS.get(currency, f"{currency}\N{NO-BREAK SPACE}")


def _with_symbol(text: str, currency: str) -> str:
    return f"{MINUS}{_symbol(currency)}{text[1:]}" if text.startswith(MINUS) else f"{_symbol(currency)}{text}"
