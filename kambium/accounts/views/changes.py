"""Who changed what; and the account as it was known on a day."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.http import HttpResponse
from django.utils import timezone

from kambium.accounts.models import Account, Contact
from kambium.accounts.queries.changes import Changes, changes
from kambium.accounts.queries.frame import Frame, frame
from kambium.accounts.queries.knowledge import known
from kambium.accounts.views.standing import display, record
from kambium.core.web.page import page
from kambium.core.web.show import show
from kambium.people.models.person import named


@page("accounts.audit")
def account_changes(request: Any, number: int) -> HttpResponse:
    """Every change of an account and what belongs to it; with ?on=2026-05-01 what was known at the end of that day."""
    subject = frame(request.actor, number)
    subject.demand("accounts.audit")
    facts = record(request, subject, "changes")
    day = _day(request.GET.get("on", ""))
    if day is not None:
        return _as_known(request, subject, facts, day)
    found = changes(request.actor, subject, after=request.GET.get("at", ""))
    facts |= {
        "changes": found,
        "display": _display(request, subject, found),
        "on": None,
        "asked": request.GET.get("on", ""),
    }
    return show(request, "accounts/changes.html", facts, block="entries" if request.GET.get("at") else "main")


def _as_known(request: Any, subject: Frame, facts: dict[str, Any], day: date) -> HttpResponse:
    end = timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
    found = known(request.actor, subject.id, end - timedelta(microseconds=1))
    parent = {found.account["parent_id"]} if found.account and found.account["parent_id"] else set()
    names = {"accounts": _accounts(request, parent), "own": _own(subject)}
    facts |= {"known": found, "on": day, "display": display(request, **names)}
    return show(request, "accounts/known.html", facts)


def _day(text: str) -> date | None:
    """A day people lived on; None for anything else."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if date(1900, 1, 1) <= day < date(2200, 1, 1) else None


def _display(request: Any, subject: Frame, found: Changes) -> Any:
    """The names behind the ids that the changes mention."""
    fields = [field for row in found.rows for field in row.fields]
    accounts = {v for f in fields if f.name in ("parent_id", "account_id") for v in (f.before, f.after) if v}
    contacts = {v for f in fields if f.name == "reports_to_id" for v in (f.before, f.after) if v}
    return display(
        request, accounts=_accounts(request, accounts), contacts=_contacts(request, contacts), own=_own(subject)
    )


def _accounts(request: Any, ids: set[int]) -> dict[int, str]:
    rows = Account.objects.visible_to(request.actor).filter(pk__in=ids)
    return {pk: named(zh, en) for pk, zh, en in rows.values_list("pk", "name_zh", "name_en")} if ids else {}


def _contacts(request: Any, ids: set[int]) -> dict[int, str]:
    rows = Contact.objects.visible_to(request.actor).filter(pk__in=ids)
    return {pk: named(zh, en) for pk, zh, en in rows.values_list("pk", "name_zh", "name_en")} if ids else {}


def _own(subject: Frame) -> dict[str, str]:
    return {f["key"]: named(f["label_zh"], f["label_en"]) for f in subject.around["fields"]}
