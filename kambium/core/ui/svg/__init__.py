"""Charts drawn on the server: they need no script, print sharply, and stand in mails, PDF and slides as they are."""

from kambium.core.ui.svg.bars import Bar, bars
from kambium.core.ui.svg.matrix import Spot, matrix
from kambium.core.ui.svg.relmap import Contact, relmap
from kambium.core.ui.svg.rings import Ring, rings
from kambium.core.ui.svg.small import meter, mix, sparkline
from kambium.core.ui.svg.tables import Cell, HeatRow, funnel, heat

__all__ = [
    "Bar",
    "Cell",
    "Contact",
    "HeatRow",
    "Ring",
    "Spot",
    "bars",
    "funnel",
    "heat",
    "matrix",
    "meter",
    "mix",
    "relmap",
    "rings",
    "sparkline",
]
