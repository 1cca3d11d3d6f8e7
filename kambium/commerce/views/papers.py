"""What was signed and what is owed, as lists."""

from typing import Any

from django.http import HttpResponse

from kambium.commerce.queries import lists
from kambium.core.web.listing.screen import list_page
from kambium.core.web.page import page


@page("contracts.view")
def contract_list(request: Any) -> HttpResponse:
    """Contracts, those that run out first at the head."""
    return list_page(request, lists.contracts.SPEC, "commerce/list/contracts")


@page("payments.view")
def receivable_list(request: Any) -> HttpResponse:
    """What customers owe, the longest overdue first."""
    return list_page(request, lists.receivables.SPEC, "commerce/list/receivables")
