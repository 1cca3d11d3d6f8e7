"""Countries by their names in either language."""

from difflib import get_close_matches
from functools import lru_cache

from babel import Locale
from babel.core import get_global

from kambium.exchange.mapping.folding import folded

LANGUAGES = ("zh", "zh_Hant", "en")
NOT_A_COUNTRY = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}
SLIP = 0.9
"""How alike a misspelt country must be to the one that is meant: 'Philipines' is, 'Niger' is not Nigeria."""

COUNTRY_WORDS = {
    "CN": "PRC, P.R. China, People's Republic of China, Mainland China, 中国大陆, 大陆, 中华人民共和国, 中國大陸",
    "HK": "Hong Kong, HKSAR, 香港, 中国香港",
    "MO": "Macau, Macao, 澳门, 中国澳门, 澳門",
    "TW": "中国台湾, 台湾省, 台灣, Taiwan, Taiwan China",
    "KR": "Korea, South Korea, Republic of Korea, 南韩, 大韩民国",
    "KP": "North Korea, DPRK, 北朝鲜",
    "GB": "UK, U.K., Great Britain, England, Scotland, Wales, Northern Ireland, 英格兰, 大不列颠",
    "US": "USA, U.S.A., U.S., United States of America, America, 美利坚合众国",
    "AE": "UAE, U.A.E., 阿联酋",
    "NL": "Holland, The Netherlands, 荷兰",
    "RU": "Russian Federation, 俄国, 俄罗斯联邦",
    "VN": "Viet Nam",
    "CZ": "Czech Republic",
    "TR": "Turkey",
    "CI": "Ivory Coast",
    "MM": "Burma",
    "LA": "Laos, Lao PDR",
}


@lru_cache(maxsize=1)
def countries() -> dict[str, str]:
    """Folded names and codes of countries to their two-letter codes."""
    found: dict[str, str] = {}
    for code, aliases in get_global("territory_aliases").items():
        if len(code) == 3 and code.isalpha() and len(aliases) == 1:
            found[folded(code)] = aliases[0]
    for language in LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            if len(code) == 2 and code not in NOT_A_COUNTRY:
                found[folded(name)] = found[folded(code)] = code
    for code, names in COUNTRY_WORDS.items():
        found |= {folded(name): code for name in names.split(",")}
    return found


@lru_cache(maxsize=2_000)
def country_of(text: str) -> str | None:
    """The two-letter code of a country, by code or name, a slip of the pen forgiven."""
    word = folded(text)
    if word in countries():
        return countries()[word]
    near = get_close_matches(word, [name for name in countries() if len(name) > 5], n=1, cutoff=SLIP)
    return countries()[near[0]] if near else None
