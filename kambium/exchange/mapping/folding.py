"""How header texts are compared: case, width, blanks and punctuation do not matter."""

import re
import unicodedata
from functools import lru_cache

from kambium.exchange.reading.units import unit_of_header

BRACKETED = re.compile(r"[(（\[【〔][^()（）\[\]【】〔〕]*[)）\]】〕]")


@lru_cache(maxsize=20_000)
def folded(text: str) -> str:
    """Only letters and digits, in lower case and half width: 'Account_Name' and 'account name' are one."""
    return "".join(char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum())


@lru_cache(maxsize=20_000)
def without_brackets(text: str) -> str:
    """Folded without brackets and unit: '年收入（万元）' is 年收入. Empty if nothing else is said."""
    unit = unit_of_header(text)
    bare = BRACKETED.sub(" ", text)
    return folded(bare.rstrip().removesuffix(unit.text)) if unit else folded(bare)
