"""The relationship map: who reports to whom in tidy layers, who sways whom in curves, how each stands towards us."""

from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

from markupsafe import Markup

from kambium.core.ui.names import initials
from kambium.core.ui.svg.draw import element

WIDTH, HEIGHT, GAP_X, GAP_Y = 198, 82, 18, 46
ARROW = Markup(
    '<defs><marker id="sway" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" '
    'orient="auto-start-reverse"><path d="M0 0 8 4 0 8z"/></marker></defs>'
)
GLYPHS = {"good": "M{x} {y}l4.5-8 4.5 8z", "bad": "M{x} {up}l4.5 8 4.5-8z", "": "M{x} {mid}h9v4h-9z"}


@dataclass(frozen=True)
class Contact:
    """Somebody on the map. `tone` is good, bad or empty; `strength` of our relationship is 0 (none) to 3."""

    id: int
    name: str
    title: str
    role: str
    stance: str
    tone: str
    strength: int
    above: int | None = None
    url: str = ""


def relmap(people: Sequence[Contact], sways: Sequence[tuple[int, int]], label: str) -> Markup:
    """The map as one picture that prints; `sways` are pairs (who, whom). A superior who is not on the map is none."""
    if not people:
        return Markup()
    places = _places(people)
    formal = [_formal(places[p.above], places[p.id]) for p in people if p.above in places]
    informal = [_sway(places[a], places[b]) for a, b in sways if a in places and b in places and a != b]
    width, height = max(x for x, _ in places.values()) + WIDTH, max(y for _, y in places.values()) + HEIGHT
    content = [ARROW, *formal, *informal, *(_person(p, *places[p.id]) for p in people)]
    above = 34 if any(places[a][1] == 0 for a, b in sways if a in places and b in places and a != b) else 4
    box = f"-4 -{above} {width + 8} {height + above + 6}"
    return element("svg", content, class_="relmap", viewBox=box, role="group", aria_label=label)


def _places(people: Sequence[Contact]) -> dict[int, tuple[int, int]]:
    """Leaves stand side by side, a superior over the middle of the reports. A circle of superiors is cut open."""
    known = {p.id for p in people}
    reports: dict[int | None, list[int]] = {}
    for p in people:
        reports.setdefault(p.above if p.above in known else None, []).append(p.id)
    found: dict[int, tuple[int, int]] = {}
    edge = 0

    def place(one: int, depth: int) -> int:
        nonlocal edge
        found[one] = (0, 0)  # taken, so that a circle ends here
        below = [place(other, depth + 1) for other in reports.get(one, ()) if other not in found]
        x = (below[0] + below[-1]) // 2 if below else edge
        edge = max(edge, x + WIDTH + GAP_X)
        found[one] = (x, depth * (HEIGHT + GAP_Y))
        return x

    for one in [*reports.get(None, []), *(p.id for p in people)]:
        if one not in found:
            place(one, 0)
    return found


def _formal(above: tuple[int, int], below: tuple[int, int]) -> Markup:
    (x1, y1), (x2, y2) = above, below
    half = WIDTH // 2
    return element("path", class_="formal", d=f"M{x1 + half} {y1 + HEIGHT}V{y1 + HEIGHT + GAP_Y // 2}H{x2 + half}V{y2}")


def _sway(one: tuple[int, int], two: tuple[int, int]) -> Markup:
    (x1, y1), (x2, y2) = one, two
    leftward, middle = x2 < x1, y1 + HEIGHT // 2
    if y2 < y1:  # upwards: from the side that faces it to the lower edge
        start, end, bend = x1 + (0 if leftward else WIDTH), x2 + WIDTH // 2, 10 if leftward else -10
        curve = f"M{start} {middle}C{end + bend} {middle} {end} {middle - 8} {end} {y2 + HEIGHT + 2}"
    else:  # level or downwards: over the top
        start, end = (x1 + 22, x2 + WIDTH - 22) if leftward else (x1 + WIDTH - 22, x2 + 22)
        curve = f"M{start} {y1}C{start} {y1 - 30} {end} {y2 - 30} {end} {y2 - 2}"
    return element("path", class_="sway", marker_end="url(#sway)", d=curve)


def _person(p: Contact, x: int, y: int) -> Markup:
    def text(content: str, cls: str, dx: int, dy: int) -> Markup:
        return element("text", content, class_=cls, x=x + dx, y=y + dy)

    strength = [
        element(
            "rect",
            class_="bar on" if i < p.strength else "bar",
            x=x + WIDTH - 26 + i * 6,
            y=y + 18 - i * 3,
            width=4,
            height=4 + i * 3,
            rx=1,
        )
        for i in range(3)
    ]
    glyph = GLYPHS[p.tone].format(x=x + 14, y=y + 66, up=y + 58, mid=y + 60)
    content = [
        element("rect", class_="box", x=x, y=y, width=WIDTH, height=HEIGHT, rx=10),
        element("circle", class_="face", cx=x + 26, cy=y + 27, r=15),
        text(initials(p.name), "initial", 26, 32),
        text(fit(p.name, 16), "name", 50, 24),
        text(fit(p.title, 22), "title", 50, 40),
        *strength,
        element("path", class_="glyph", d=glyph),
        text(p.stance, "stance", 28, 67),
        text(fit(p.role, 16), "role", WIDTH - 12, 67),
    ]
    said = " · ".join(filter(None, [p.name, p.title, p.role, p.stance]))
    cls = " ".join(filter(None, ["person", p.tone, "" if p.strength else "gap"]))
    if not p.url:
        return element("g", content, class_=cls, role="img", aria_label=said)
    return element("a", content, class_=cls, href=p.url, aria_label=said)


def fit(text: str, width: int) -> str:
    """Cut to a width counted in Latin letters; a wide character counts as two."""
    used = 0
    for i, letter in enumerate(text):
        used += 2 if east_asian_width(letter) in "WF" else 1
        if used > width:
            return f"{text[:i]}…"
    return text
