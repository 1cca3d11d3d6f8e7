"""A page as its reader has it: the words that show, the headings, and what a strict content policy forbids."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

SHOWN = {"aria-label", "title", "placeholder", "alt"}
DATA = {"application/json", "application/ld+json"}
UNREAD = {"script", "style"}


@dataclass
class Sheet:
    """What was found in the markup."""

    lang: str = ""
    headings: int = 0
    texts: set[str] = field(default_factory=set)
    inline: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.sheet, self.within = Sheet(), ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        self.within = tag
        if tag == "html":
            self.sheet.lang = known.get("lang") or ""
        self.sheet.headings += tag == "h1"
        self.sheet.texts |= {value.strip() for name, value in attrs if name in SHOWN and value}
        if tag == "style" or (tag == "script" and "src" not in known and known.get("type") not in DATA):
            self.sheet.inline.append(tag)
        self.sheet.inline += [f"{tag} {name}" for name in known if name == "style" or name.startswith("on")]

    def handle_endtag(self, tag: str) -> None:
        self.within = ""

    def handle_data(self, data: str) -> None:
        if self.within not in UNREAD and data.strip():
            self.sheet.texts.add(" ".join(data.split()))


def sheet(markup: str) -> Sheet:
    """Read a page."""
    reader = _Reader()
    reader.feed(markup)
    return reader.sheet
