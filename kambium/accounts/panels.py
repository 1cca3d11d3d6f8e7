"""The account page's own tabs and panels; other areas plug theirs into the same sockets."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kambium.accounts import home  # noqa: F401  (its panels are plugged in with these)
from kambium.accounts.queries.frame import Frame
from kambium.accounts.queries.group import Branch
from kambium.accounts.queries.timeline import timeline
from kambium.core.access import Actor
from kambium.core.registry import Panel, Tab, panels, tabs

PAGE = "account"
Facts = Mapping[str, Any] | None

tabs.add(
    Tab("overview", PAGE, _("Overview"), 10),
    Tab("people", PAGE, _("Contacts"), 20, "contacts.view", "contact_count"),
    Tab("activity", PAGE, _("Activity"), 70, "activities.view", "activity_count"),
    Tab("files", PAGE, _("Files"), 80, "files.view", "file_count"),
    Tab("group", PAGE, _("Group"), 90),
    Tab("changes", PAGE, _("Changes"), 95, "accounts.audit"),
)


def _figures(actor: Actor, subject: Frame) -> Facts:
    return {}


def _recent(actor: Actor, subject: Frame) -> Facts:
    return {"timeline": timeline(subject)} if subject.can("activities.view") else None


def _people(actor: Actor, subject: Frame) -> Facts:
    return {} if subject.can("contacts.view") else None


def _comments(actor: Actor, subject: Frame) -> Facts:
    return {} if subject.can("comments.view") else None


def _next_step(actor: Actor, subject: Frame) -> Facts:
    return {} if subject.can("activities.view") else None


def _details(actor: Actor, subject: Frame) -> Facts:
    return {}


def _group(actor: Actor, subject: Frame) -> Facts:
    found = subject.group
    return {"nodes": nodes(found, subject.id), "count": len(found)} if len(found) > 1 else None


def nodes(branches: list[Branch], current: int) -> list[dict[str, Any]]:
    """A group as the kit's tree draws one."""
    roots: list[dict[str, Any]] = []
    line: list[dict[str, Any]] = []
    for branch in branches:
        node = {"label": branch.name, "url": reverse("account", args=[branch.id]), "note": branch.city, "open": True,
                "current": branch.id == current, "children": []}  # fmt: skip
        del line[branch.depth :]
        (line[-1]["children"] if line else roots).append(node)
        line.append(node)
    return roots


def _panel(key: str, label: Any, facts: Any, position: int, column: str = "main") -> Panel:
    template = f"accounts/panels/{key}.html"
    return Panel(f"accounts.{key}", PAGE, "overview", label, template, None, position, facts, column)


panels.add(
    _panel("figures", _("Key figures"), _figures, 10, "figures"),
    _panel("recent", _("Recent activity"), _recent, 50),
    _panel("people", _("Contacts"), _people, 60),
    _panel("comments", _("Comments"), _comments, 70),
    _panel("next_step", _("Next step"), _next_step, 10, "side"),
    _panel("details", _("Details"), _details, 20, "side"),
    _panel("team", _("Account team"), _details, 60, "side"),
    _panel("group", _("Group"), _group, 70, "side"),
    _panel("addresses", _("Addresses"), _details, 80, "side"),
)
