"""The reference in docs/reference/, written from what the domains declare, so that it cannot lie."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.utils import translation

from kambium.core import registry
from kambium.core.access import Scope, areas, permissions, roles

HEAD = "<!-- Written by `kambium reference`; edits are lost. -->\n"
MASKED = {"en": "masked", "zh-hans": "脱敏"}


def in_languages(text: Any) -> tuple[str, str]:
    """A declared text in English and in Chinese."""
    with translation.override("en"):
        english = str(text)
    with translation.override("zh-hans"):
        return english, str(text)


def both(text: Any) -> str:
    """A declared text in both languages, as a table shows it."""
    english, chinese = in_languages(text)
    return english if english == chinese else f"{english} · {chinese}"


def table(head: Iterable[str], rows: Iterable[Iterable[Any]]) -> Iterator[str]:
    """A table of Markdown."""
    names = list(head)
    yield "| " + " | ".join(names) + " |"
    yield "|" + " --- |" * len(names)
    for row in rows:
        yield "| " + " | ".join(str(cell).replace("|", "\\|") for cell in row) + " |"


def scope_words(scope: Scope) -> str:
    """A scope as letters: OWN MEMBER DELEGATED TREE SELF ASSIGNED ALL."""
    return " ".join(str(part.name).lower() for part in Scope if part in scope) or "–"


def permission_pages() -> Iterator[str]:
    """The policy table: who may do what, in which scope."""
    keys = [role.key for role in sorted(roles, key=lambda r: r.position)]
    yield "# Permissions · 权限"
    yield ""
    yield from table(("role", "label", "help"), ((r.key, both(r.label), both(r.help)) for r in roles))
    for area in sorted(areas, key=lambda a: (a.position, a.key)):
        yield f"\n## {both(area.label)}{' (can be delegated)' if area.can_delegate else ''}\n"
        mine = [p for p in permissions if p.area == area.key]
        rows = [[p.key, both(p.label), *(_cell(p, key) for key in keys)] for p in mine]
        yield from table(("permission", "", *keys), rows)


def _cell(permission: Any, role: str) -> str:
    words = scope_words(permission.roles.get(role, Scope(0)))
    hidden = permission.masked.get(role)
    return f"{words} (masked: {', '.join(sorted(hidden))})" if hidden else words


def event_pages() -> Iterator[str]:
    """Every event type and its sentence."""
    yield "# Events · 事件"
    yield ""
    rows = sorted(registry.events, key=lambda e: e.key)
    yield from table(("event", "label", "sentence"), ((e.key, both(e.label), both(e.sentence)) for e in rows))


def record_pages() -> Iterator[str]:
    """Records that files bring in and take out, with their fields and the headers that are understood."""
    yield "# Records · 可导入导出的数据"
    for record in sorted(registry.records, key=lambda r: r.position):
        keys = "; ".join(" + ".join(key) for key in record.keys)
        yield f"\n## {record.key}: {both(record.label)}\n\nMatched by: {keys}\n"
        rows = [
            (f.name + (" *" if f.required else ""), both(f.label), f.kind, ", ".join(f.aliases)) for f in record.fields
        ]
        yield from table(("field", "label", "kind", "headers"), rows)


def socket_pages() -> Iterator[str]:
    """What stands in the other sockets."""
    yield "# Sockets · 插口"
    for socket in (registry.nav, registry.creates, registry.settings_pages, registry.panels, registry.tabs,
                   registry.searchables, registry.verbs, registry.metrics):  # fmt: skip
        yield f"\n## {socket.name}\n"
        things: list[Any] = sorted(socket, key=lambda t: (getattr(t, "position", 0), t.key))
        rows = [(t.key, both(t.label), getattr(t, "permission", None) or "everybody signed in") for t in things]
        yield from table(("key", "label", "permission"), rows)


PAGES = {
    "permissions.md": permission_pages,
    "events.md": event_pages,
    "records.md": record_pages,
    "sockets.md": socket_pages,
}


def write(folder: Path) -> list[str]:
    """Write all pages; returns the names of those that were not as they should be."""
    folder.mkdir(parents=True, exist_ok=True)
    changed = []
    for name, lines in PAGES.items():
        text = HEAD + "\n".join(lines()) + "\n"
        path = folder / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            changed.append(name)
    return changed
