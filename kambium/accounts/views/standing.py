"""What every page of a record has at hand: the reader's words and colleagues, the account's frame, tabs and panels."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kambium.accounts.display import Display
from kambium.accounts.mentions import pieces
from kambium.accounts.queries.frame import ASKED, Frame
from kambium.accounts.queries.likely import likely_accounts
from kambium.accounts.queries.seek import accounts_called
from kambium.core.registry import Panel, Tab, panels, tabs
from kambium.people.queries.names import Entry, directory

PAGE = "account"
COLUMNS = ("figures", "main", "side")


def people(request: Any) -> dict[int, Entry]:
    """Everybody by id, in memory."""
    return directory(request.user.people_revision)


def display(request: Any, **names: Any) -> Display:
    """How values are shown to this reader."""
    return Display(request.words, people(request), **names)


def seek(request: Any) -> Callable[..., list[tuple[int, str]]]:
    """Finds accounts by what the reader calls them."""
    return partial(accounts_called, request.actor)


def plain(request: Any) -> dict[str, Any]:
    """What templates of this area need whatever they show."""
    return {
        "people": people(request),
        "display": display(request),
        "pieces": pieces,
        "today": timezone.localdate(),
        "me": request.user.pk,
    }


def choosing(request: Any, form: Any, title: str, form_of: str) -> dict[str, Any]:
    """What the page needs that asks for the account first; `form_of` names the page of an account that comes next."""
    likely = likely_accounts(request.actor, "activities.edit")
    return {**plain(request), "form": form, "title": title, "action": request.path, "form_of": form_of,
            "likely": likely}  # fmt: skip


def record(request: Any, subject: Frame, tab: str) -> dict[str, Any]:
    """What the frame of the account page needs: header, figures, tabs."""
    return {
        **plain(request),
        "account": subject,
        "tab": tab,
        "tabs": _tabs(request, subject, tab),
        "figures": drawn(request, subject, "overview", "figures"),
    }


@dataclass(frozen=True)
class Drawn:
    """A panel ready to be drawn."""

    key: str
    label: Any
    template: str
    facts: Any


def drawn(request: Any, subject: Frame, tab: str, column: str) -> list[Drawn]:
    """The panels of a tab's column that have something to show to this reader."""
    return list(_drawn(request, subject, (p for p in panels if p.page == PAGE and p.tab == tab and p.column == column)))


def _drawn(request: Any, subject: Frame, found: Iterable[Panel]) -> Iterable[Drawn]:
    for panel in sorted(found, key=lambda p: p.position):
        facts = panel.facts(request.actor, subject) if request.actor.can(panel.permission) else None
        if facts is not None:
            yield Drawn(panel.key, panel.label, panel.template, facts)


def _tabs(request: Any, subject: Frame, current: str) -> list[dict[str, Any]]:
    mine = sorted((t for t in tabs if t.page == PAGE and _open(request, subject, t)), key=lambda t: t.position)
    return [
        {"label": tab.label, "url": tab_url(subject.id, tab.key), "current": tab.key == current,
         "count": subject.around.get(tab.count) if tab.count else None}
        for tab in mine
    ]  # fmt: skip


def _open(request: Any, subject: Frame, tab: Tab) -> bool:
    return subject.can(tab.permission) if tab.permission in ASKED else request.actor.can(tab.permission)


def tab_url(number: int, key: str) -> str:
    """The address of a tab of an account's page."""
    if key == "overview":
        return reverse("account", args=[number])
    try:
        return reverse(f"account_{key}", args=[number])
    except NoReverseMatch:
        return reverse("account_tab", args=[number, key])


def untold(names: list[str]) -> str:
    """The warning about colleagues who were mentioned and not told."""
    return _("Not told, because they may not see this account: %(names)s") % {"names": _(", ").join(names)}
