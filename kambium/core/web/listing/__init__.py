"""Lists: columns, filters, saved views, pages, files; one engine for accounts, contacts, activities and what follows.

A domain says what its list is (`ListSpec`), everything else is here: reading the address, querying, counting, drawing,
exporting. The address holds the whole state.
"""

from kambium.core.web.listing.counting import Counted
from kambium.core.web.listing.filters import Chip, Choices, Filter, Option, Piece, Unreadable, Words
from kambium.core.web.listing.listing import Listing
from kambium.core.web.listing.ranges import Between, Period, Silent, figure
from kambium.core.web.listing.spec import Column, Given, ListSpec, Look, Ready, Sum, lists
from kambium.core.web.listing.state import State, lists_of

__all__ = [
    "Between",
    "Chip",
    "Choices",
    "Column",
    "Counted",
    "Filter",
    "Given",
    "ListSpec",
    "Listing",
    "Look",
    "Option",
    "Period",
    "Piece",
    "Ready",
    "Silent",
    "State",
    "Sum",
    "Unreadable",
    "Words",
    "figure",
    "lists",
    "lists_of",
]
