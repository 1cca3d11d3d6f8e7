"""What surrounds every page: navigation, pins, the bell, who is signed in and how they like to look."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.translation import get_language

from kambium.core.registry import CreateItem, NavItem, creates, nav

THEMES = ("auto", "light", "dark")


@dataclass(frozen=True)
class Link:
    """A navigation entry, ready to draw."""

    key: str
    label: Any
    icon: str
    url: str
    is_current: bool
    shortcut: str = ""
    count: int = 0


class Shell:
    """Read by the layout; every part is made only when the layout asks for it."""

    version = settings.VERSION

    def __init__(self, request: Any) -> None:
        self.request = request
        self.actor = getattr(request, "actor", None)
        person = getattr(request, "user", None)
        self.person = person if person is not None and person.is_authenticated else None

    @property
    def lang(self) -> str:
        """The language as HTML names it."""
        return "en" if get_language() == "en" else "zh-Hans"

    @property
    def theme(self) -> str:
        """auto, light or dark."""
        chosen = self.person.theme if self.person else self.request.COOKIES.get("theme", "auto")
        return chosen if chosen in THEMES else "auto"

    @property
    def density(self) -> str:
        """comfortable or compact."""
        return self.person.density if self.person else "comfortable"

    @property
    def trend(self) -> str:
        """How rises and falls are coloured: green-up, or red-up as on mainland markets."""
        return self.person.trend if self.person else "green-up"

    @property
    def csrf_token(self) -> str:
        """The token forms send."""
        return get_token(self.request)

    @cached_property
    def nav(self) -> list[Link]:
        """The entries of the side bar this person may open."""
        return [self._entry(i) for i in self._entries if not i.foot]

    @cached_property
    def foot_nav(self) -> list[Link]:
        """The entries at its foot."""
        return [self._entry(i) for i in self._entries if i.foot]

    @cached_property
    def area(self) -> list[Link]:
        """The pages of the entry that this one belongs to, when it is one of them and has neighbours; else none."""
        for entry in self._entries:
            pages = [self._link(i) for i in self._pages(entry)]
            if len(pages) > 1 and any(page.url == self.request.path for page in pages):
                return pages
        return []

    @cached_property
    def create_menu(self) -> list[Link]:
        """What ＋ offers."""
        return [self._link(i) for i in self._mine(creates)]

    @property
    def pins(self) -> list[dict[str, str]]:
        """The person's pinned pages: label and url."""
        return self.person.pinned if self.person else []

    @property
    def unread(self) -> int:
        """Unread notices."""
        return self.person.unread if self.person else 0

    @property
    def toasts(self) -> list[dict[str, Any]]:
        """What is to be said about the change that led here."""
        from kambium.core.web.show import toasts

        return toasts(self.request)

    def _mine(self, socket: Any) -> list[Any]:
        if not self.actor or not self.actor.person_id:
            return []
        found = [i for i in socket if self.actor.can(i.permission)]
        return sorted(found, key=lambda i: i.position)

    @cached_property
    def _allowed(self) -> list[NavItem]:
        return self._mine(nav)

    @cached_property
    def _entries(self) -> list[NavItem]:
        """What stands in the side bar: no page of an area whose entry stands there."""
        keys = {i.key for i in self._allowed}
        return [i for i in self._allowed if i.area not in keys]

    def _pages(self, entry: NavItem) -> list[NavItem]:
        """The entry and the pages of its area; its first page may have a name of its own."""
        named = {i.url: i for i in [entry, *(i for i in self._allowed if i.area == entry.key)]}
        return list(named.values())

    def _entry(self, item: NavItem) -> Link:
        """An entry is current on all pages of its area."""
        here = any(self._link(page).is_current for page in self._pages(item))
        return replace(self._link(item), is_current=here)

    def _link(self, item: NavItem | CreateItem) -> Link:
        url = reverse(item.url)
        path = self.request.path
        current = path == url or (url != "/" and path.startswith(url))
        return Link(item.key, item.label, item.icon, url, current, getattr(item, "shortcut", ""))


def context(request: HttpRequest) -> dict[str, Any]:
    """Template context processor: `shell`, made once per request."""
    if not hasattr(request, "_shell"):
        request._shell = Shell(request)  # type: ignore[attr-defined]
    return {"shell": request._shell}  # type: ignore[attr-defined]
