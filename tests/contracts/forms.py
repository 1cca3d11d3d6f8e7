"""The forms of a page, as a browser finds them: where each goes, and what it would send if nobody touched it."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

TOKEN = "csrfmiddlewaretoken"


@dataclass
class Form:
    """One form that is posted."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)


class Finder(HTMLParser):
    """Collects the forms of a page, fields outside a form that name one by its id left aside."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.open: Form | None = None
        self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = {name: value or "" for name, value in attrs}
        if tag == "form" and facts.get("method", "").lower() == "post":
            self.open = Form(facts.get("action", ""))
            self.forms.append(self.open)
        if self.open is None or facts.get("name") == TOKEN:
            return
        if tag in ("input", "textarea", "select") and facts.get("name"):
            self.open.fields.setdefault(facts["name"], facts.get("value", ""))
            self.select = facts["name"] if tag == "select" else ""
        if tag == "option" and self.select and "selected" in facts:
            self.open.fields[self.select] = facts.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None


def forms_of(page: str, url: str) -> list[Form]:
    """What can be posted from a page, with whole paths."""
    finder = Finder()
    finder.feed(page)
    return [Form(urlsplit(urljoin(url, form.action)).path, form.fields) for form in finder.forms]
