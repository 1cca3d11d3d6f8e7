"""How amounts of papers are drawn in a list."""

from decimal import Decimal
from typing import Any

from kambium.core.ui.figures import number
from kambium.core.ui.stencil import Stencil
from kambium.core.web.listing.pens import NOTHING, figure

_foreign = Stencil("accounts/list/cells.html", "foreign", 2)


def amount(value: tuple[Decimal | None, str, bool], look: Any) -> str:
    """An amount to the unit; its currency where it is not the one in the head of the column."""
    sum_, currency, is_usual = value
    if sum_ is None:
        return NOTHING
    whole = sum_.quantize(Decimal(1))
    return figure(whole, look) if is_usual else _foreign.fill(number(whole), currency)
