"""Who saw what: each person's own record, and the auditor's."""

from django.http import HttpResponse

from kambium.core.registry import events
from kambium.core.web.page import Request, page
from kambium.core.web.paging import Order
from kambium.core.web.paging import page as one_page
from kambium.core.web.reading import noted
from kambium.core.web.show import show
from kambium.people.queries.names import directory
from kambium.people.queries.readings import KINDS, all_readings, readings_of, shown_readings

PAGE = 50
NEWEST = Order(("-id",))


@page(open_to="signed in")
def my_readings(request: Request) -> HttpResponse:
    """Who saw my data, when."""
    person = request.user
    found = one_page(readings_of(person), NEWEST, request.GET.get("at", ""), PAGE)  # type: ignore[arg-type]
    names = directory(person.people_revision)  # type: ignore[union-attr]
    facts = {"person": person, "page": found, "lines": shown_readings(found.rows), "names": names}
    return show(request, "people/my_readings.html", facts)


@page("security.readings")
def readings(request: Request) -> HttpResponse:
    """Who read what is not everybody's to read. That the record is read is recorded too."""
    kind, reader = request.GET.get("kind", ""), request.GET.get("reader", "")
    reader_id = int(reader) if reader.isascii() and reader.isdigit() and len(reader) < 19 else 0
    noted(request, "access.read")
    found = one_page(all_readings(kind, reader_id), NEWEST, request.GET.get("at", ""), PAGE)
    names = directory(request.user.people_revision)  # type: ignore[union-attr]
    facts = {
        "page": found,
        "lines": shown_readings(found.rows),
        "names": names,
        "kind": kind,
        "reader": reader_id,
        "kinds": [(key, events[key].label) for key in KINDS],
        "people": [(entry.id, entry.name) for entry in names.values()],
    }
    return show(request, "people/readings.html", facts, block="list")
