"""The number under which a company is registered, and the check digit that catches a slip of the finger.

In mainland China that is the unified social credit identifier 统一社会信用代码 of GB 32100-2015: 18 characters, of
which 1 names the registering authority, 1 the kind of body, 6 the place, 9 the organisation (GB 11714-1997, with a
check digit of its own), and the last checks the rest. Other countries' numbers are taken as they are.

Some numbers given out in trial areas before October 2015 do not fit the standard and are nevertheless genuine.
"""

import re
import unicodedata

from django.utils.translation import gettext as _

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # without I, O, S, V, Z, which look like 1, 0, 5, U, 2
WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
LENGTH = 18
CHECKED_IN = "CN"


def normal(number: str) -> str:
    """The number as it is stored: half-width, upper case, without blanks, dots and hyphens."""
    return re.sub(r"[\s.\-–—]", "", unicodedata.normalize("NFKC", number)).upper()


def check_character(body: str) -> str:
    """The 18th character of the credit identifier that starts with these 17. Raises ValueError for a foreign one."""
    total = sum(weight * ALPHABET.index(char) for weight, char in zip(WEIGHTS, body, strict=True))
    return ALPHABET[-total % 31]


def organisation_check(body: str) -> str:
    """The 9th character of the organisation code that starts with these 8 (digits and capital letters)."""
    total = sum(weight * int(char, 36) for weight, char in zip(ORGANISATION_WEIGHTS, body, strict=True))
    return "0123456789X"[-total % 11]


def is_credit_identifier(number: str) -> bool:
    """Whether a stored number is a credit identifier whose last character fits."""
    return fault(number, CHECKED_IN) is None


def fault(number: str, country: str) -> str | None:
    """What is wrong with a stored number, in the reader's language; None for a good one, an empty one, or a country
    whose numbers are not checked."""
    if not number or country != CHECKED_IN:
        return None
    if len(number) != LENGTH:
        return _("A unified social credit identifier has 18 characters; this one has %(count)d.") % {
            "count": len(number)
        }
    if strange := sorted(set(number) - set(ALPHABET)):
        return _("%(characters)s cannot stand in a unified social credit identifier.") % {
            "characters": " ".join(strange)
        }
    if check_character(number[:-1]) != number[-1]:
        return _("The check digit does not fit: a character is wrong or two are swapped.")
    return None
