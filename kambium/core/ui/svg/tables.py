"""Charts that are lists or tables: funnel and heat table."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from kambium.core.ui.figures import number, percent
from kambium.core.ui.svg.draw import element
from kambium.core.ui.svg.small import meter


def funnel(stages: Sequence[tuple[str, int]]) -> Markup:
    """Stages with their counts, each as a share of the first."""
    first = stages[0][1] if stages else 0
    return element("ol", [_stage(name, count, first) for name, count in stages], class_="funnel")


def _stage(name: str, count: int, first: int) -> Markup:
    share = element("span", percent(count, first), class_="muted")
    figures = element("span", [element("b", number(count)), Markup(" "), share], class_="num")
    bar = meter(100 * count / first if first else 0)
    return element("li", [element("div", [element("span", name), figures], class_="row spread"), bar])


@dataclass(frozen=True)
class Cell:
    """A count in the heat table, where it leads, and what it means: good, warn or bad."""

    count: int
    tone: str = ""
    url: str | None = None
    label: str = ""


@dataclass(frozen=True)
class HeatRow:
    """A row: its name, its cells, and a closing figure."""

    name: "Markup | str"
    cells: tuple[Cell, ...]
    closing: "Markup | str" = ""


def heat(corner: str, columns: Sequence[str], rows: Sequence[HeatRow], closing: str = "") -> Markup:
    """A table of counts coloured by what they mean; the number itself carries the value."""
    heads = [element("th", corner, scope="col"), *(element("th", name, scope="col") for name in columns)]
    if closing:
        heads.append(element("th", closing, scope="col", class_="sum"))
    body = [_heat_row(row, has_closing=bool(closing)) for row in rows]
    return element("table", [element("thead", [element("tr", heads)]), element("tbody", body)], class_="heat")


def _heat_row(row: HeatRow, *, has_closing: bool) -> Markup:
    cells = [element("th", [escape(row.name)], scope="row"), *(_heat_cell(cell) for cell in row.cells)]
    if has_closing:
        cells.append(element("td", [escape(row.closing)], class_="sum"))
    return element("tr", cells)


def _heat_cell(cell: Cell) -> Markup:
    text = number(cell.count)
    link = element("a", text, href=cell.url, aria_label=f"{cell.label} {text}" if cell.label else None)
    return element("td", [link] if cell.url else [escape(text)], class_=cell.tone if cell.count else "zero")
