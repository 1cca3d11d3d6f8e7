"""The lists of accounts, contacts and activities."""

from django.http import HttpResponse

from kambium.accounts.queries import lists as specs
from kambium.core.web.listing.screen import list_page
from kambium.core.web.page import Request, page


@page("accounts.view")
def account_list(request: Request) -> HttpResponse:
    """Accounts: filtered, sorted and shown as the address says."""
    return list_page(request, specs.accounts.SPEC, "accounts/list/accounts")


@page("contacts.view")
def contact_list(request: Request) -> HttpResponse:
    """Contacts."""
    return list_page(request, specs.contacts.SPEC, "accounts/list/contacts")


@page("activities.view")
def activity_list(request: Request) -> HttpResponse:
    """Activities, the latest first."""
    return list_page(request, specs.activities.SPEC, "accounts/list/activities")
