"""Orders: the list, one order, and how it is entered, changed, moved on, cancelled, returned and removed."""

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kambium.accounts.queries.frame import Frame, frame
from kambium.accounts.queries.likely import likely_accounts
from kambium.accounts.queries.people import contacts_of
from kambium.accounts.queries.seek import accounts_called
from kambium.accounts.queries.staff import colleagues
from kambium.commerce import actions
from kambium.commerce.forms.orders import CancelForm, LineForms, OrderForm, ReturnForm, entered, plain
from kambium.commerce.models.order import STATUSES
from kambium.commerce.queries import lists
from kambium.commerce.queries.catalogue import called, on_offer
from kambium.commerce.queries.lists.orders import TONES
from kambium.commerce.queries.orders import Sheet, may_record, may_record_among, sheet
from kambium.commerce.queries.rates import home_currency, offered
from kambium.core.access import Refused
from kambium.core.web.answers import attempt, posted, status, version_of
from kambium.core.web.listing.screen import list_page
from kambium.core.web.page import page
from kambium.core.web.show import UNREAD, go, say, show
from kambium.people.actions.rejected import Rejected, Stale
from kambium.people.queries.names import directory

BOTH, POST = ("GET", "POST"), ("POST",)
HEAD = ("number", "ordered_on", "due_on", "currency", "seller_id", "contact_id", "discount", "tax", "freight", "note")


@page("orders.view")
def order_list(request: Any) -> HttpResponse:
    """Orders, filtered, sorted and shown as the address says."""
    return list_page(request, lists.orders.SPEC, "commerce/list/orders")


@page("orders.view")
def order(request: Any, number: int) -> HttpResponse:
    """One order with its lines."""
    return _show(request, sheet(request.actor, number))


def _show(request: Any, found: Sheet, **forms: Any) -> HttpResponse:
    facts = {
        "sheet": found, "order": found.order, "account": found.order.account, "home": home_currency(),
        "people": directory(request.user.people_revision), "statuses": dict(STATUSES), "tones": TONES,
        "cancel": forms.get("cancel") or CancelForm(),
    }  # fmt: skip
    return show(request, "commerce/order.html", facts, status=status(request))


@page("orders.edit")
def order_start(request: Any) -> HttpResponse:
    """A new order from anywhere: first the account."""
    typed = request.GET.get("q", "")[:200]
    found = may_record_among(request.actor, accounts_called(request.actor, typed)) if typed else []
    likely = [] if typed else likely_accounts(request.actor, "orders.edit")
    facts = {"q": typed, "found": found, "likely": likely, "today": timezone.localdate()}
    return show(request, "commerce/order_start.html", facts)


@page("orders.edit", methods=BOTH)
def order_new(request: Any, number: int) -> HttpResponse:
    """Enter an order of an account."""
    subject = frame(request.actor, number)
    if not may_record(request.actor, number):
        raise Refused("orders.edit")
    start = {
        "ordered_on": timezone.localdate(),
        "seller_id": subject.owner_id,
        "currency": subject.currency or home_currency(),
    }
    form, lines = _form(request, subject, start), _lines(request, [])
    made: list[Any] = []

    def act() -> None:
        made.append(actions.record_order(
            by=request.actor, account_id=number, values=form.values(), lines=lines.lines(), at=timezone.now(),
            draft="draft" in request.POST))  # fmt: skip

    if _is_sent(request) and lines.is_valid() and attempt(form, act):
        say(request, _("Order %(number)s recorded") % {"number": made[0]})
        return go(request, reverse("order", args=[made[0].pk]))
    return _show_form(request, subject, form, lines, back=reverse("account", args=[number]))


@page("orders.edit", methods=BOTH)
def order_edit(request: Any, number: int) -> HttpResponse:
    """Change an order; who comes second is shown what the first made of it, and loses nothing."""
    found = _to_change(request, number)
    subject = frame(request.actor, found.order.account_id)
    start = {name: plain(getattr(found.order, name)) for name in HEAD}
    form, lines = _form(request, subject, start), _lines(request, [entered(line) for line in found.lines])
    back, version, theirs = reverse("order", args=[number]), found.order.version, None
    if request.method == "POST":
        version = version_of(request.POST)

    def act() -> None:
        actions.change_order(
            by=request.actor, order_id=number, version=version, values=form.values(), lines=lines.lines(),
            at=timezone.now(),
        )  # fmt: skip

    try:
        if _is_sent(request) and lines.is_valid() and attempt(form, act):
            say(request, _("Order %(number)s updated") % {"number": found.order})
            return go(request, back)
    except Stale as stale:
        version, theirs = stale.row.version, found
    return _show_form(request, subject, form, lines, back=back, found=found, version=version, theirs=theirs)


def _is_sent(request: Any) -> bool:
    """Whether it is to be saved, and not only to be given more lines."""
    return request.method == "POST" and "more" not in request.POST


def _form(request: Any, subject: Frame, start: dict[str, Any]) -> OrderForm:
    sellers = colleagues(directory(request.user.people_revision))
    contacts = [
        (line.row["id"], line.name) for line in contacts_of(request.actor, subject.id) if not line.row["left_on"]
    ]
    return OrderForm(posted(request), initial=start, sellers=sellers, contacts=contacts,
                     currencies=offered(start.get("currency") or ""))  # fmt: skip


def _lines(request: Any, stored: list[dict[str, Any]]) -> LineForms:
    if request.method != "POST":
        return LineForms(None, stored)
    data = request.POST.copy()
    if "more" in data:
        count = data.get("line-TOTAL_FORMS", "")
        data["line-TOTAL_FORMS"] = str(min(int(count), 190) + 5) if count.isascii() and count.isdigit() else "5"
    return LineForms(data, stored)


def _show_form(
    request: Any, subject: Frame, form: OrderForm, lines: LineForms, *, back: str, found: Sheet | None = None,
    version: int | None = None, theirs: Sheet | None = None,
) -> HttpResponse:  # fmt: skip
    facts = {
        "account": subject, "form": form, "lines": lines.forms, "order": found.order if found else None, "back": back,
        "version": version, "theirs": theirs, "products": [called(one) for one in on_offer(timezone.localdate())],
    }  # fmt: skip
    is_refused = request.method == "POST" and "more" not in request.POST
    return show(request, "commerce/order_form.html", facts, status=UNREAD if is_refused else 200)


@page("orders.edit", methods=POST)
def order_confirmation(request: Any, number: int) -> HttpResponse:
    """The customer is bound: it counts as bought."""
    return _do(request, number, partial(actions.move_on, to="confirmed"), _("Order %(number)s confirmed"))


@page("orders.edit", methods=POST)
def order_shipment(request: Any, number: int) -> HttpResponse:
    """The goods have left."""
    return _do(request, number, partial(actions.move_on, to="shipped"), _("Order %(number)s shipped"))


@page("orders.edit", methods=POST)
def order_completion(request: Any, number: int) -> HttpResponse:
    """The customer has everything."""
    return _do(request, number, partial(actions.move_on, to="completed"), _("Order %(number)s completed"))


@page("orders.edit", methods=POST)
def order_cancellation(request: Any, number: int) -> HttpResponse:
    """Cancel an order, with a reason."""
    found, form = _to_change(request, number), CancelForm(posted(request))
    if attempt(form, lambda: actions.cancel_order(
        by=request.actor, order_id=number, at=timezone.now(), **form.cleaned_data)):  # fmt: skip
        say(request, _("Order %(number)s cancelled") % {"number": found.order})
        return go(request, reverse("order", args=[number]))
    return _show(request, found, cancel=form)


@page("orders.edit", methods=BOTH)
def order_return(request: Any, number: int) -> HttpResponse:
    """Record what came back of an order."""
    found = _to_change(request, number)
    left = [(line, found.left(line)) for line in found.lines if found.left(line) > 0]
    form = ReturnForm(posted(request), left=left, initial={"on": timezone.localdate()})
    made: list[Any] = []

    def act() -> None:
        made.append(actions.return_goods(
            by=request.actor, order_id=number, quantities=form.quantities(), on=form.cleaned_data["on"],
            note=form.cleaned_data["note"], at=timezone.now()))  # fmt: skip

    if request.method == "POST" and attempt(form, act):
        say(request, _("Return %(number)s recorded") % {"number": made[0]})
        return go(request, reverse("order", args=[made[0].pk]))
    facts = {"form": form, "order": found.order, "account": found.order.account, "left": left}
    return show(request, "commerce/order_return.html", facts, status=status(request))


@page("orders.delete", methods=POST)
def order_remove(request: Any, number: int) -> HttpResponse:
    """Put an order into the recycle bin; the toast offers to take it out again."""
    try:
        gone = actions.remove_order(by=request.actor, order_id=number, at=timezone.now())
    except Rejected as error:
        say(request, str(error), tone="bad")
        return go(request, reverse("order", args=[number]))
    say(request, _("Order %(number)s is in the recycle bin") % {"number": gone},
        undo=reverse("order_restore", args=[number]))  # fmt: skip
    return go(request, reverse("order_list"))


@page("orders.delete", methods=POST)
def order_restore(request: Any, number: int) -> HttpResponse:
    """Take an order out of the recycle bin."""
    return _do(request, number, actions.restore_order, _("Order %(number)s is back"))


def _do(request: Any, number: int, verb: Any, text: str) -> HttpResponse:
    try:
        row = verb(by=request.actor, order_id=number, at=timezone.now())
        say(request, text % {"number": row})
    except Rejected as error:
        say(request, str(error), tone="bad")
    return go(request, reverse("order", args=[number]))


def _to_change(request: Any, number: int) -> Sheet:
    found = sheet(request.actor, number)
    if not found.can_edit:
        raise Refused("orders.edit")
    return found
