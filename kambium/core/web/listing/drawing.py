"""Drawing the rows of a list: the frame of each column is made once, the cells are put into it."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from operator import attrgetter
from typing import Any

from django.utils.translation import gettext as _
from markupsafe import Markup

from kambium.core.ui.stencil import Stencil
from kambium.core.web.listing.filters import Choices
from kambium.core.web.listing.listing import Listing
from kambium.core.web.listing.pens import CELLS
from kambium.core.web.listing.spec import Column, Given

ROW = Stencil(CELLS, "row", 4)
HEAD = Stencil(CELLS, "head", 2)
PLAIN = Stencil(CELLS, "plain", 2)
EDITED = Stencil(CELLS, "edited", 7)
EDITABLE = Stencil(CELLS, "editable", 6)
OPTION = Stencil(CELLS, "option", 4)
COLUMN = Stencil(CELLS, "column", 5)
TICKED, BLANK, FIXED = Markup(" checked"), Markup(), Markup(" checked disabled")
ID, CELL = "\ue0fe", "\ue0ff"  # marks for what differs from row to row
Frame = Callable[[str, str], tuple[str, str, str]]


def body(listing: Listing, rows: Iterable[Any]) -> Markup:
    """The rows of a page as table rows."""
    spec, look = listing.spec, listing.look
    columns = [(_frame(column, look), _drawer(column, look)) for column in listing.shown]
    drawn: list[str] = []
    select = _("Select")
    for row in rows:
        number = str(row.id)
        drawn.append(ROW.fill(spec.row_url(row), number, spec.row_name(row, look), select))
        for frame, draw in columns:
            drawn += frame(number, draw(row))
        drawn.append("</tr>\n")
    return Markup("".join(drawn))  # noqa: S704  (drawn by pens)


def cell(column: Column, row: Any, look: Any, path: str) -> Markup:
    """One cell of one row: what comes back after an edit. It says itself how it is edited, so it can stand anywhere."""
    text = Markup(column.draw(row, look))  # noqa: S704  (drawn by a pen)
    return EDITED(column.css, column.key, column.label, path, _("Edit"), str(row.id), text)


def _frame(column: Column, look: Any) -> Frame:
    """What stands around the cells of a column, as a function of the row's number and the drawn cell."""
    if column.edit and look.actor.can(column.edit):
        before, after = str(EDITABLE(column.css, column.key, column.label, _("Edit"), ID, CELL)).split(CELL)
        pieces = before.split(ID)
        return lambda number, text: (number.join(pieces), text, after)
    before, after = str((HEAD if column.fixed else PLAIN)(column.css, CELL)).split(CELL)
    return lambda number, text: (before, text, after)


def _drawer(column: Column, look: Any) -> Callable[[Any], str]:
    """Draws the cells of a column. One that is made from a single field repeats down the page: it is drawn once."""
    pen, value = column.pen, column.value
    if len(column.fields) != 1:
        return lambda row: pen(value(column, row, look), look)
    field, known = attrgetter(column.fields[0]), dict[Any, str]()

    def draw(row: Any) -> str:
        stored = field(row)
        try:
            return known[stored]
        except KeyError:
            known[stored] = text = pen(value(column, row, look), look)
            return text
        except TypeError:  # a list or an object
            return pen(value(column, row, look), look)

    return draw


def options(one: Choices, given: Given, look: Any) -> Markup:
    """The values of a choice as boxes to tick."""
    offered = tuple((option.code, option.label) for option in one.options(look))
    return _boxes(one.key, given.get(one.key, ()), offered)


@lru_cache(maxsize=256)
def _boxes(key: str, chosen: tuple[str, ...], offered: tuple[tuple[str, str], ...]) -> Markup:
    boxes = [OPTION(key, code, TICKED if code in chosen else BLANK, label) for code, label in offered]
    return Markup("".join(boxes))  # noqa: S704  (drawn by a stencil)


def chooser(listing: Listing) -> Markup:
    """All columns to tick, the shown ones first and in their order."""
    shown = listing.shown
    rest = [column for column in listing.columns if column not in shown]
    offered = tuple((one.key, str(one.label), one.fixed, one in shown) for one in [*shown, *rest])
    return _columns(offered, listing.look.is_chinese)


@lru_cache(maxsize=64)
def _columns(offered: tuple[tuple[str, str, bool, bool], ...], chinese: bool) -> Markup:  # noqa: FBT001  (a key)
    up, down = _("Move %(name)s up"), _("Move %(name)s down")
    drawn = [
        COLUMN(
            key,
            FIXED if is_fixed else TICKED if is_shown else BLANK,
            label,
            up % {"name": label},
            down % {"name": label},
        )
        for key, label, is_fixed, is_shown in offered
    ]
    return Markup("".join(drawn))  # noqa: S704  (drawn by a stencil)
