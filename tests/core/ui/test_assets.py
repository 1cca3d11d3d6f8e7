"""The front end's sources and what was bundled from them."""

import gzip
import re
from pathlib import Path

import pytest

from kambium.core import registry

ROOT = Path(__file__).parents[3]
DIST = ROOT / "kambium/core/static/dist"
NAMED = (
    re.compile(r"""\bicon\(\s*["']([a-z0-9-]+)["']"""),
    re.compile(r"""\bicon(?:_name)?=["']([a-z0-9-]+)["']"""),
    re.compile(r"""kit\.(?:icon_button)\(\s*["']([a-z0-9-]+)["']"""),
)
built = pytest.mark.skipif(not DIST.exists(), reason="the front end has not been built; ./kam test builds it")


def icon_names():
    lines = (ROOT / "assets/icons.txt").read_text().splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def sources():
    for suffix in ("py", "html"):
        yield from (ROOT / "kambium").rglob(f"*.{suffix}")


def test_the_list_of_icons_is_in_order_and_names_each_once():
    assert icon_names() == sorted(set(icon_names()))


def test_every_icon_that_is_named_is_in_the_sprite():
    known, missing = set(icon_names()), set()
    for path in sources():
        text = path.read_text()
        missing |= {(name, path.name) for pattern in NAMED for name in pattern.findall(text) if name not in known}
    assert missing == set()


def test_every_icon_that_a_domain_declares_is_in_the_sprite():
    sockets = [thing for thing in vars(registry).values() if isinstance(thing, registry.Socket)]
    declared = {thing.icon for socket in sockets for thing in socket if getattr(thing, "icon", "")}
    assert declared
    assert declared - set(icon_names()) == set()


def test_the_lock_names_no_registry():
    assert '"resolved"' not in (ROOT / "assets/package-lock.json").read_text()


@built
@pytest.mark.parametrize(("name", "most"), [("app.js", 20_000), ("kambium.css", 16_000), ("icons.svg", 8_000)])
def test_what_every_page_loads_stays_small(name, most):
    assert len(gzip.compress((DIST / name).read_bytes(), 9)) <= most


@built
def test_the_style_sheet_asks_for_nothing_that_is_not_there():
    wanted = re.findall(r"url\(\"?([^)\"]+)\"?\)", (DIST / "kambium.css").read_text())
    assert {w for w in wanted if not w.startswith("data:")} == {"inter.woff2"}
    assert (DIST / "inter.woff2").stat().st_size < 60_000


@built
def test_no_script_evaluates_text_of_ours():
    for path in DIST.glob("*.js"):
        if path.name != "app.js":  # htmx can, and is kept from it by the content policy
            assert not re.search(r"\beval\(|new Function", path.read_text())


@built
def test_the_licences_of_what_is_carried_stand_beside_it():
    text = (DIST / "licences.txt").read_text()
    assert ["SIL Open Font License" in text, "ISC License" in text, "Zero-Clause BSD" in text] == [True] * 3
