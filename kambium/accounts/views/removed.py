"""The recycle bin: what was removed, by whom, when; and taken out again."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from kambium.accounts.queries.binned import DAYS, KINDS, PERMISSIONS, removed, together
from kambium.core.access import NotThere, Refused
from kambium.core.web.page import Request, page
from kambium.core.web.show import show
from kambium.people.models.person import named
from kambium.people.queries.names import directory

RESTORE = {"accounts": "account_restore", "contacts": "contact_restore", "activities": "activity_restore"}


@page(open_to="signed in")
def recycle_bin(request: Request) -> HttpResponse:
    """One kind at a time: accounts for those who may remove them, contacts, activities."""
    offered = [kind for kind in KINDS if request.actor.can(PERMISSIONS[kind])]
    if not offered:
        raise Refused(PERMISSIONS["accounts"])
    kind = request.GET.get("kind", offered[0])
    if kind not in offered:
        raise NotThere
    found = removed(request.actor, kind, timezone.now(), request.GET.get("at", "")[:500])
    labels = {"accounts": _("Accounts"), "contacts": _("Contacts"), "activities": _("Activities")}
    facts = {
        "kind": kind,
        "page": found,
        "days": DAYS,
        "restore": RESTORE[kind],
        "together": together([row["id"] for row in found.rows]) if kind == "accounts" else {},
        "tabs": [{"label": labels[one], "url": f"?kind={one}", "current": one == kind} for one in offered],
        "people": directory(request.user.people_revision),  # type: ignore[union-attr]
        "named": named,
    }
    return show(request, "accounts/bin.html", facts)
