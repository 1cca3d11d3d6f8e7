"""The bar chart: a period's value, last year's beside it, the target as a line above."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, log10

from markupsafe import Markup

from kambium.core.ui.figures import number
from kambium.core.ui.language import is_chinese
from kambium.core.ui.svg.draw import element

LEFT, RIGHT, TOP, BOTTOM = 7.2, 0.6, 4.0, 88.0  # per cent of the picture
BAR = 0.34  # of a period's width


@dataclass(frozen=True)
class Bar:
    """One period. `last` and `goal` are left out where there is none; `url` leads to the rows behind the value."""

    label: str
    value: float
    last: float | None = None
    goal: float | None = None
    url: str | None = None


def ticks(top: float, steps: int = 4) -> list[float]:
    """Round axis values from 0 to at least `top`, at most `steps` above 0: by 1, 2, 2.5 or 5 times a power of ten."""
    if top <= 0:
        return [0.0, 1.0]
    power = 10.0 ** (ceil(log10(top / steps)) - 1)
    step = next(m * power for m in (1, 2, 2.5, 5, 10) if m * power * steps >= top * (1 - 1e-9))
    return [step * i for i in range(ceil(top / step - 1e-9) + 1)]


def bars(
    slots: Sequence[Bar],
    label: str,
    series: tuple[str, str, str],
    write: Callable[[float], str] = lambda v: number(v, 0),
) -> Markup:
    """The chart. Every place is a percentage, so text never stretches; every period is a link that names its numbers.

    `series` are the names of value, last year and target; `write` writes a value in the chart's unit.
    """
    values = [v for bar in slots for v in (bar.value, bar.last, bar.goal) if v is not None]
    axis = ticks(max(values, default=0))
    frame = Frame(axis[-1], (100 - LEFT - RIGHT) / max(1, len(slots)))
    content = [mark for value in axis for mark in frame.grid(value)]
    for i, bar in enumerate(slots):
        content += [frame.slot(i, bar, series, write), frame.name(i, bar)]
    content += [frame.goal(i, a, b) for i, (a, b) in enumerate(pairwise(slots))]
    return element("svg", [c for c in content if c], class_="bars", role="group", aria_label=label)


@dataclass(frozen=True)
class Frame:
    """The picture's measures: the axis' highest value and a period's width."""

    top: float
    width: float

    def y(self, value: float) -> float:
        """The height of a value, in per cent from above."""
        return BOTTOM - (BOTTOM - TOP) * max(0.0, value) / self.top

    def x(self, i: int, part: float) -> float:
        """A place inside period `i`, in per cent from the left."""
        return LEFT + self.width * (i + part)

    def grid(self, value: float) -> list[Markup]:
        y = f"{self.y(value):.2f}%"
        line = element("line", class_="grid", x1=f"{LEFT}%", x2=f"{100 - RIGHT}%", y1=y, y2=y)
        text = number(value)
        return [line, element("text", text, class_="tick", x=f"{LEFT - 1}%", y=y, dy=4, text_anchor="end")]

    def slot(self, i: int, bar: Bar, series: tuple[str, str, str], write: Callable[[float], str]) -> Markup:
        shown = [(n, write(v)) for n, v in zip(series, (bar.value, bar.last, bar.goal), strict=True) if v is not None]
        content = [
            element(
                "rect", class_="hit", x=f"{self.x(i, 0):.2f}%", y=0, width=f"{self.width:.2f}%", height=f"{BOTTOM}%"
            ),
            self.bar("now", bar.value, self.x(i, 0.14 if bar.last is not None else (1 - BAR) / 2)),
        ]
        if bar.last is not None:
            content.append(self.bar("last", bar.last, self.x(i, 0.53)))
        return element(
            "a" if bar.url else "g",
            content,
            class_="slot",
            href=bar.url,
            role=None if bar.url else "img",
            aria_label=_sentence(bar.label, shown),
            data_tip="|".join([bar.label, *(text for _, text in shown)]),
        )

    def bar(self, kind: str, value: float, x: float) -> Markup:
        y, width = self.y(value), self.width * BAR
        return element(
            "rect",
            class_=kind,
            x=f"{x:.2f}%",
            width=f"{width:.2f}%",
            y=f"{y:.2f}%",
            height=f"{BOTTOM - y:.2f}%",
            rx=2.5,
        )

    def name(self, i: int, bar: Bar) -> Markup:
        cls = "tick odd" if i % 2 else "tick"
        x, y = f"{self.x(i, 0.5):.2f}%", f"{BOTTOM}%"
        return element("text", bar.label, class_=cls, aria_hidden="true", x=x, y=y, dy=19, text_anchor="middle")

    def goal(self, i: int, one: Bar, two: Bar) -> Markup:
        if one.goal is None or two.goal is None:
            return Markup()
        return element(
            "line",
            class_="goal-line",
            x1=f"{self.x(i, 0.5):.2f}%",
            x2=f"{self.x(i + 1, 0.5):.2f}%",
            y1=f"{self.y(one.goal):.2f}%",
            y2=f"{self.y(two.goal):.2f}%",
        )


def _sentence(label: str, shown: Sequence[tuple[str, str]]) -> str:
    colon, comma = ("：", "，") if is_chinese() else (": ", ", ")
    return label + colon + comma.join(f"{name} {text}" for name, text in shown)
