"""What surrounds every page: navigation, pins, the bell, who is signed in and how they like to look."""

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils.translation import get_language
from markupsafe import Markup

from kambium.core.access import Actor, Granted
from kambium.core.registry import CreateItem, NavItem, creates, nav
from kambium.core.ui import links
from kambium.core.ui.names import initials, tint
from kambium.core.ui.stencil import Kept, Stencil

THEMES = ("auto", "light", "dark")
HEAD = Kept("ui/head.html", "csrf_token")
WORDS = Kept("ui/page_words.html")
NAV = Kept("ui/shell_nav.html")
MENUS = Kept("ui/shell_menus.html", "csrf_input", "here", "avatar", "name", "title")
AVATAR = Stencil("ui/shell_pieces.html", "avatar", 2)
CSRF = Stencil("ui/shell_pieces.html", "csrf", 1)


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

    @cached_property
    def csrf_token(self) -> str:
        """The token forms send."""
        return get_token(self.request)

    # -- drawn once for all readers for whom it is the same -----------------------------------------------------------

    @property
    def head(self) -> Markup:
        """What every page loads."""
        return HEAD(None, {}, self.csrf_token)

    @property
    def words(self) -> Markup:
        """What scripts draw and say."""
        return WORDS(self.lang, {})

    @property
    def drawn_nav(self) -> Markup:
        """The side bar's entries."""
        return NAV((self.lang, _keys(self.nav)), {"nav": self.nav})

    @property
    def drawn_foot(self) -> Markup:
        """The entries at its foot."""
        return NAV((self.lang, _keys(self.foot_nav)), {"nav": self.foot_nav})

    @cached_property
    def avatar(self) -> Markup:
        """The person's sign."""
        return AVATAR(tint(self.person.id), initials(self.person.name)) if self.person else Markup()

    @property
    def menus(self) -> Markup:
        """The bottom bar, the menus and the dialogs."""
        name, title = (self.person.name, self.person.title) if self.person else ("", "")
        facts = {"nav": self.nav, "create_menu": self.create_menu, "is_signed_in": bool(self.person),
                 "has_title": bool(title), "lang": self.lang, "theme": self.theme, "density": self.density}  # fmt: skip
        key = (_keys(self.nav[:3]), _keys(self.create_menu), *list(facts.values())[2:])
        field = CSRF(self.csrf_token)
        return MENUS(key, facts, field, self.request.get_full_path(), self.avatar, name, title)

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
        return _allowed(self.actor.roles, socket, len(socket))

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
        url = links.url(item.url)
        path = self.request.path
        current = path == url or (url != "/" and path.startswith(url))
        return Link(item.key, item.label, item.icon, url, current, getattr(item, "shortcut", ""))


def _keys(entries: list[Link]) -> tuple[tuple[str, str, bool, int], ...]:
    """What the drawing of entries depends on, but for the language."""
    return tuple((one.key, one.url, one.is_current, one.count) for one in entries)


@lru_cache(maxsize=256)
def _allowed(roles: frozenset[str], socket: Any, size: int) -> list[Any]:
    """The entries of a socket (as long as it has so many) that these roles open, in their order."""
    actor = Actor(0, tuple(Granted(role) for role in roles))
    return sorted((i for i in socket if actor.can(i.permission)), key=lambda i: i.position)


def context(request: HttpRequest) -> dict[str, Any]:
    """Template context processor: `shell`, made once per request."""
    if not hasattr(request, "_shell"):
        request._shell = Shell(request)  # type: ignore[attr-defined]
    return {"shell": request._shell}  # type: ignore[attr-defined]
