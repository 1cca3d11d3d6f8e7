"""The matrix: where things stand on two axes from 0 to 10, parted into four fields."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kambium.core.ui.figures import number
from kambium.core.ui.svg.draw import element

SIZE, EDGE, FOOT = 420.0, 34.0, 30.0
FIELDS = ((False, False), (True, False), (False, True), (True, True))


@dataclass(frozen=True)
class Spot:
    """A thing on the matrix; `mark` is written beside its name for who cannot see the place."""

    first: float
    second: float
    name: str
    mark: str
    url: str


def matrix(
    spots: Sequence[Spot],
    axes: tuple[str, str],
    cuts: tuple[float, float],
    corners: Mapping[tuple[bool, bool], str],
    label: str,
) -> Markup:
    """The picture; every spot is a link that names the thing and its two values. `corners` names the four fields."""
    across, up = _x(cuts[0]), _y(cuts[1])
    content = [_field(key, corners.get(key, ""), across, up) for key in FIELDS]
    content += [
        element("path", class_="cut", d=f"M{across:.1f} 0V{SIZE:.0f}M{EDGE:.0f} {up:.1f}H{EDGE + SIZE:.0f}"),
        element("path", class_="axis", d=f"M{EDGE:.0f} 0V{SIZE:.0f}H{EDGE + SIZE:.0f}"),
        element("text", f"{axes[0]} →", class_="name", x=EDGE + SIZE, y=SIZE + 22, text_anchor="end"),
        element("text", f"{axes[1]} →", class_="name", x=-4, y=14, text_anchor="end", transform="rotate(-90)"),
    ]
    content += [_spot(spot) for spot in spots]
    box = f"0 0 {EDGE + SIZE + 6:.0f} {SIZE + FOOT:.0f}"
    return element("svg", content, class_="matrix", viewBox=box, role="group", aria_label=label)


def _x(value: float) -> float:
    return EDGE + value / 10 * SIZE


def _y(value: float) -> float:
    return SIZE - value / 10 * SIZE


def _field(key: tuple[bool, bool], name: str, across: float, up: float) -> Markup:
    """A quarter, with its name in the outer corner."""
    right, top = key
    left, width = (across, EDGE + SIZE - across) if right else (EDGE, across - EDGE)
    above, height = (0.0, up) if top else (up, SIZE - up)
    x, anchor = (EDGE + SIZE - 8, "end") if right else (EDGE + 8, "start")
    return element("g", [
        element("rect", class_="field best" if right and top else "field", x=left, y=above, width=width, height=height),
        element("text", name, class_="corner", x=x, y=18 if top else SIZE - 10, text_anchor=anchor),
    ])  # fmt: skip


def _spot(spot: Spot) -> Markup:
    said = f"{spot.name} · {spot.mark} · {number(spot.first, 2)} / {number(spot.second, 2)}"
    dot = element("circle", cx=_x(spot.first), cy=_y(spot.second), r=5.5)
    return element("a", [element("title", said), dot], href=spot.url, class_="spot", aria_label=said)
