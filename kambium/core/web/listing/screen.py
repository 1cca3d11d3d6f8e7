"""A list as a page, and as the part of it that changes when a filter, the order or the place does."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from kambium.core.models import SavedView
from kambium.core.registry import verbs
from kambium.core.ui.figures import number
from kambium.core.web.listing.counting import Counted
from kambium.core.web.listing.drawing import body, chooser, options
from kambium.core.web.listing.listing import Listing
from kambium.core.web.listing.spec import MOST_COUNTED, ListSpec
from kambium.core.web.listing.state import COLUMNS, SORT, VIEW, lists_of
from kambium.core.web.listing.views import Tab, saved_views, starting
from kambium.core.web.page import Request
from kambium.core.web.show import show

TEMPLATE = "ui/list/page.html"


def listing_of(request: Request, spec: ListSpec) -> tuple[Listing, list[SavedView]]:
    """The list a request asks for, and the reader's saved views (read only where they are needed)."""
    person: Any = request.user
    look = spec.look(person, request.actor, timezone.now())
    params = lists_of(request.GET)
    saved: list[SavedView] = []
    if not request.is_fragment or params.get(VIEW, ("",))[0].isdigit():
        saved = list(saved_views(spec.key, person.pk, person.team_id))
    filters = tuple(spec.filters(look))
    return Listing(spec, look, starting(spec, look, params, filters, saved), filters=filters), saved


def list_page(request: Request, spec: ListSpec, own: str, **facts: Any) -> HttpResponse:
    """Show a list. A part is told to write the whole state into the address bar.

    `own` is the beginning of the names of its templates: `…_acts.html` with the buttons of the page and `…_verbs.html`
    with those for the selected rows.
    """
    listing, saved = listing_of(request, spec)
    counted = listing.counted(views=not request.is_fragment)
    page = listing.page()
    found = {
        "listing": listing,
        "counted": counted,
        "page": page,
        "options": options,
        "heads": list(heads(listing)),
        "body": body(listing, page.rows),
        "sums": dict(counted.sums),
        "tabs": list(tabs(listing, counted, saved)),
        "chooser": chooser(listing),
        "own_view": own_view(listing, saved),
        "keep": [(name, value) for name, values in _kept(listing) for value in values],
        "acts": f"{own}_acts.html",
        "verbs": f"{own}_verbs.html",
        "bulk": [one for one in verbs if one.list_key == spec.key and request.actor.can(one.permission)],
        "can_export": request.actor.can(spec.export_permission or spec.permission),
        **facts,
    }
    response = show(request, TEMPLATE, found, block="list")
    if request.is_fragment:
        response["HX-Push-Url"] = f"{request.path}{listing.state.query()}"
    return response


def heads(listing: Listing) -> Iterator[dict[str, Any]]:
    """The heads of the columns: label, unit, how it is sorted, and the address that sorts by it."""
    sorted_by, falls = listing.sort
    for column in listing.shown:
        up, down = column.key == sorted_by.key and not falls, column.key == sorted_by.key and falls
        next_falls = up or (not down and column.falling)
        word = f"-{column.key}" if next_falls else column.key
        state = listing.state.with_(sort="" if word == listing.spec.sort else word)
        yield {
            "label": column.label,
            "unit": column.unit(listing.look) if column.unit else "",
            "css": column.css,
            "url": state.query() if column.order else "",
            "sorted": "ascending" if up else "descending" if down else "none",
        }


def tabs(listing: Listing, counted: Counted, saved: list[SavedView]) -> Iterator[Tab]:
    """The views above the list. The one that is shown carries the count of the list."""
    path = reverse(listing.spec.address)
    for view in listing.ready():
        is_current = listing.state.view == view.key
        count = _count(counted.ready[view.key], view.most) if view.key in counted.ready else ""
        yield Tab(view.key, view.label, f"{path}?view={view.key}", is_current, "" if is_current else count)
    for own in saved:
        is_current = listing.state.view == str(own.pk)
        yield Tab(str(own.pk), own.name, f"{path}?view={own.pk}", is_current, is_team=own.team_id is not None)


def own_view(listing: Listing, saved: list[SavedView]) -> dict[str, Any] | None:
    """The reader's own view that is shown, and whether the list shows something else by now."""
    person_id = listing.look.actor.person_id
    for view in saved:
        if str(view.pk) == listing.state.view and view.person_id == person_id:
            return {"row": view, "is_changed": listing.like(lists_of(view.query)).state.kept() != listing.state.kept()}
    return None


def _count(found: int, most: int) -> str:
    return f"{number(most)}+" if found > most else number(found)


def total(counted: Counted) -> str:
    """The number of rows as text; above what is counted with a plus sign."""
    return f"{number(MOST_COUNTED)}+" if counted.is_more else number(counted.rows)


def _kept(listing: Listing) -> list[tuple[str, tuple[str, ...]]]:
    """The state without columns and place, as the column chooser sends it along."""
    state = listing.state
    own: list[tuple[str, tuple[str, ...]]] = [(VIEW, (state.view,))] if state.view else []
    return [*own, *state.given, *([(SORT, (state.sort,))] if state.sort else [])]


__all__ = ["COLUMNS", "heads", "list_page", "listing_of", "total"]
