"""Charts that stand in a line of text or a cell."""

from collections.abc import Sequence

from markupsafe import Markup

from kambium.core.ui.svg.draw import element, picture

Figure = float | int
TONES = ("bad", "warn", "good")


def sparkline(values: Sequence[Figure | None], label: str = "", width: int = 88, height: int = 24) -> Markup:
    """A line of recent values with a dot on the last one; a missing value is a gap in time, not a zero."""
    known = [(i, float(v)) for i, v in enumerate(values) if v is not None]
    if len(known) < 2:
        return Markup("–")
    low, high = min(v for _, v in known), max(v for _, v in known)
    step, span = (width - 6) / (len(values) - 1), (high - low) or 1
    points = [(3 + i * step, 3 + (height - 6) * (1 - (v - low) / span)) for i, v in known]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dot = element("circle", cx=round(points[-1][0], 1), cy=round(points[-1][1], 1), r=2.25)
    content = [element("polyline", points=line), dot]
    return picture(content, label, class_="spark", viewBox=f"0 0 {width} {height}", width=width, height=height)


def meter(
    value: Figure | None, tone: str = "", label: str = "", expected: Figure | None = None, top: Figure = 100
) -> Markup:
    """A bar from 0 to `top`, with a tick where the value is expected to be by now."""
    content = [element("rect", class_="track", width=100, height=6)]
    if value is not None:
        share = max(0.0, min(float(value), float(top))) / float(top) * 100
        content.append(element("rect", class_="fill", width=share, height=6))
    if expected is not None:
        place = max(1.0, min(99.0, float(expected) / float(top) * 100))
        content.append(element("path", class_="tick", d=f"M{place:.1f} 0v6", vector_effect="non-scaling-stroke"))
    return picture(content, label, class_=f"meter {tone}".strip(), viewBox="0 0 100 6", preserveAspectRatio="none")


def mix(parts: Sequence[tuple[str, int]], label: str) -> Markup:
    """Counts by tone as one thin bar; `label` says them in words."""
    total, x = sum(n for _, n in parts), 0.0
    content = [element("rect", class_="track", width=100, height=4)]
    for tone, count in parts:
        width = 100 * count / total if total else 0
        if width:
            content.append(element("rect", class_=tone, x=x, width=width, height=4))
        x += width
    return picture(content, label, class_="mix", viewBox="0 0 100 4", preserveAspectRatio="none")
