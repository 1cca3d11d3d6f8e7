"""Growth rings: one ring for each dimension of a score, the score in the heart of the trunk."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kambium.core.ui.svg.draw import element, picture

SWEEP = 75  # of 100: the rings stay open at the bottom, where a reader expects a scale to begin and end
STROKE, GAP = 5, 3.2


@dataclass(frozen=True)
class Ring:
    """A dimension: its name, its value from 0 to 100 (None: not known) and the state that value means."""

    name: str
    value: int | None
    tone: str


def rings(score: int | None, parts: Sequence[Ring], label: str, size: int = 148) -> Markup:
    """The gauge. A dimension that is not known shows its empty track."""
    middle, radius = size / 2, size / 2 - 6
    content: list[Markup] = []
    for part in parts:
        content.append(_arc("track", middle, radius, SWEEP))
        if part.value:
            content.append(_arc(f"ring {part.tone}", middle, radius, part.value * SWEEP / 100))
        radius -= STROKE + GAP
    content.append(element("text", "–" if score is None else str(score), x=middle, y=middle + 9))
    said = " · ".join([f"{label} {'–' if score is None else score}", *(_said(part) for part in parts)])
    return picture(content, said, class_="rings", viewBox=f"0 0 {size} {size}", width=size, height=size)


def _arc(cls: str, middle: float, radius: float, length: float) -> Markup:
    return element(
        "circle",
        class_=cls,
        cx=middle,
        cy=middle,
        r=radius,
        pathLength=100,
        transform=f"rotate(135 {middle:g} {middle:g})",
        stroke_dasharray=f"{length:g} 100",
    )


def _said(part: Ring) -> str:
    return f"{part.name} {'–' if part.value is None else part.value}"
