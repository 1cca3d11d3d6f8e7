"""The component sheet: what the kit can draw."""

from django.http import HttpResponse

from kambium.core.ui import sheet
from kambium.core.web.page import Request, page
from kambium.core.web.show import show


@page(open_to="signed in")
def components(request: Request) -> HttpResponse:
    """Everything the kit draws, on one page."""
    return show(request, "ui/components.html", sheet.facts())
