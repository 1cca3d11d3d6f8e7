"""Ctrl+K: records, people and commands by what one types; and the same as a page of its own."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from kambium.core.registry import creates, nav, searchables, settings_pages
from kambium.core.search.find import Hit, find
from kambium.core.search.fold import fold, has_han, pinyin
from kambium.core.ui.language import is_chinese
from kambium.core.web.page import Request, page
from kambium.core.web.show import show

EACH, COMMANDS = 6, 6
WHOLE = 40
Group = tuple[str, list[dict[str, Any]]]


@page(open_to="signed in")
def palette(request: Request) -> HttpResponse:
    """The answers to what is typed; without text the commands, those that create first."""
    text = request.GET.get("q", "")[:200]
    groups = [*_records(request, text, EACH), *_commands(request, text)]
    return show(request, "core/palette.html", {"groups": groups}, block="main")


@page(open_to="signed in")
def search(request: Request) -> HttpResponse:
    """All that was found, kind by kind."""
    text = request.GET.get("q", "")[:200]
    return show(request, "core/search.html", {"text": text, "groups": list(_records(request, text, WHOLE))})


def _records(request: Request, text: str, each: int) -> Iterator[Group]:
    hits = find(request.actor, text, each=each, limit=each * len(searchables))
    for thing in sorted(searchables, key=lambda one: one.position):
        found = [_shown(hit, thing) for hit in hits if hit.kind == thing.key]
        if found:
            yield str(thing.label), found


def _shown(hit: Hit, thing: Any) -> dict[str, Any]:
    first, other = (hit.title_zh, hit.title_en) if is_chinese() else (hit.title_en, hit.title_zh)
    note = " · ".join(part for part in (other if first else "", hit.more) if part)
    return {
        "url": reverse(thing.url, args=[hit.object_id]),
        "label": first or other,
        "note": note,
        "icon": thing.icon,
        "id": hit.object_id,
    }


def _commands(request: Request, text: str) -> Iterator[Group]:
    """What can be created and opened, found by its words in either language or by pinyin."""
    needle = fold(text)
    makes = [_command(item) for item in _mine(request, creates)]
    pages = {item.url: item for item in _mine(request, nav)}  # an area and its first page lead to one place
    goes = [_command(item) for item in pages.values()]
    if needle:
        goes += [_command(item) for item in _mine(request, settings_pages)]
        makes, goes = ([one for one in row if _speaks(one["label"], needle)] for row in (makes, goes))
    if makes:
        yield _("Create"), makes[:COMMANDS]
    if goes:
        yield _("Go to"), goes[: COMMANDS if needle else WHOLE]


def _mine(request: Request, socket: Iterable[Any]) -> list[Any]:
    return sorted((one for one in socket if request.actor.can(one.permission)), key=lambda one: one.position)


def _command(item: Any) -> dict[str, Any]:
    return {"url": reverse(item.url), "label": str(item.label), "icon": item.icon}


def _speaks(label: str, needle: str) -> bool:
    words = [fold(label), *(pinyin(label) if has_han(label) else ())]
    return any(needle in word for word in words)
