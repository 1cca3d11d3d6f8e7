"""Words and signs for magnitudes, currencies and counted things, in numbers and in headers."""

import re
from decimal import Decimal

MAGNITUDES: dict[str, int] = {
    "千": 10**3, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8, "十亿": 10**9,
    "百亿": 10**10, "千亿": 10**11, "万亿": 10**12, "萬": 10**4, "億": 10**8,
    "k": 10**3, "thousand": 10**3, "thousands": 10**3, "tsd": 10**3, "tsd.": 10**3,
    "m": 10**6, "mm": 10**6, "mn": 10**6, "mio": 10**6, "mio.": 10**6, "million": 10**6, "millions": 10**6,
    "b": 10**9, "bn": 10**9, "mrd": 10**9, "mrd.": 10**9, "billion": 10**9, "billions": 10**9,
    "tn": 10**12, "trillion": 10**12, "trillions": 10**12,
}  # fmt: skip

CURRENCY_CODES = frozenset(
    [
        "CNY",
        "USD",
        "EUR",
        "GBP",
        "JPY",
        "HKD",
        "TWD",
        "SGD",
        "AUD",
        "CAD",
        "CHF",
        "KRW",
        "INR",
        "NZD",
        "SEK",
        "NOK",
        "DKK",
        "PLN",
        "CZK",
        "HUF",
        "RUB",
        "TRY",
        "BRL",
        "MXN",
        "ZAR",
        "THB",
        "MYR",
        "IDR",
        "VND",
        "PHP",
        "AED",
        "SAR",
        "ILS",
        "MOP",
    ]
)

CURRENCY_WORDS: dict[str, str] = {
    **{code.lower(): code for code in CURRENCY_CODES},
    "rmb": "CNY", "人民币": "CNY", "元": "CNY", "圆": "CNY", "¥": "CNY", "cn¥": "CNY", "yuan": "CNY",
    "美元": "USD", "美金": "USD", "$": "USD", "us$": "USD", "usd$": "USD", "欧元": "EUR", "€": "EUR",
    "英镑": "GBP", "£": "GBP", "日元": "JPY", "円": "JPY", "jp¥": "JPY", "港元": "HKD", "港币": "HKD", "hk$": "HKD",
    "新台币": "TWD", "台币": "TWD", "nt$": "TWD", "韩元": "KRW", "₩": "KRW", "卢布": "RUB", "₽": "RUB", "₹": "INR",
    "新加坡元": "SGD", "s$": "SGD", "澳元": "AUD", "a$": "AUD", "加元": "CAD", "c$": "CAD", "瑞士法郎": "CHF",
    "r$": "BRL", "฿": "THB", "₫": "VND", "zł": "PLN", "fr.": "CHF",
}  # fmt: skip

SHARED_SIGNS: dict[str, frozenset[str]] = {
    "¥": frozenset({"CNY", "JPY"}),
    "元": frozenset({"CNY", "HKD", "TWD", "MOP", "SGD"}),
    "$": frozenset({"USD", "CAD", "AUD", "HKD", "SGD", "TWD", "NZD", "MXN"}),
}
"""Signs of several currencies; the first meaning is the one in `CURRENCY_WORDS`, unless the column says another."""

COUNTED = ("人", "名", "家", "个", "台", "件", "套", "户", "次", "people", "employees", "units", "pcs")


def one_of(words: "dict[str, int] | dict[str, str] | tuple[str, ...]") -> str:
    """A pattern for one of some words, the longest first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"


def currency_of(sign: str, expected: str | None) -> str:
    """The ISO code that a word or sign means where a currency is expected."""
    word = sign.lower()
    return expected if expected and expected in SHARED_SIGNS.get(word, ()) else CURRENCY_WORDS[word]


def magnitude_of(word: str) -> Decimal:
    return Decimal(MAGNITUDES[word.lower()])
