"""Contacts: the tab of an account, the card of one, and its coming, changing and going."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kambium.accounts import actions
from kambium.accounts.forms.activity import AccountChoiceForm
from kambium.accounts.forms.contact import ContactForm, DepartureForm, MoveForm
from kambium.accounts.models import Contact
from kambium.accounts.queries.card import Card, card
from kambium.accounts.queries.frame import frame
from kambium.accounts.queries.people import contacts_of
from kambium.accounts.views.conflict import conflict, kept
from kambium.accounts.views.standing import choosing, plain, record, seek
from kambium.core.web.answers import attempt, posted, status, version_of
from kambium.core.web.page import page
from kambium.core.web.reading import noted
from kambium.core.web.show import UNREAD, go, say, show
from kambium.people.actions.rejected import Rejected, Stale

BOTH = ("GET", "POST")
POST = ("POST",)
REACHED = ("email", "phone", "mobile", "wechat")


@page("contacts.view")
def account_people(request: Any, number: int) -> HttpResponse:
    """The contacts of an account, those who left below."""
    subject = frame(request.actor, number)
    subject.demand("contacts.view")
    facts = record(request, subject, "people") | {"lines": contacts_of(request.actor, number)}
    return show(request, "accounts/people.html", facts)


@page("contacts.view")
def contact(request: Any, number: int) -> HttpResponse:
    """The card of one contact."""
    found = card(request.actor, number)
    _note(request, found)
    return show(request, "accounts/contact.html", {**plain(request), "contact": found})


def _note(request: Any, found: Card) -> None:
    """A contact has the right to know who read how to reach them; that the owner of the account did is known."""
    clear = set(REACHED) - request.actor.masked("contacts.view")
    if found.owner_id != request.actor.person_id and any(getattr(found, name) for name in clear):
        noted(request, "contact.read", Contact(pk=found.id, owner_id=found.owner_id))


@page("contacts.edit")
def contact_start(request: Any) -> HttpResponse:
    """A new contact from anywhere: first the account, then the form."""
    form = AccountChoiceForm(request.GET or None, seek=seek(request))
    if form.is_bound and form.is_valid():
        return _new(request, form.cleaned_data["account"])
    facts = choosing(request, form, _("New contact"), "contact_new")
    return show(request, "accounts/choose_account.html", facts, status=UNREAD if form.is_bound else 200)


@page("contacts.edit", methods=BOTH)
def contact_new(request: Any, number: int) -> HttpResponse:
    """A new contact at an account: a name is enough."""
    return _new(request, number)


def _new(request: Any, number: int) -> HttpResponse:
    subject = frame(request.actor, number)
    subject.demand("contacts.edit")
    form = ContactForm(posted(request), words=request.words, others=_others(request, number))
    made: list[Any] = []
    if request.method == "POST" and attempt(form, lambda: made.append(_create(request, number, form))):
        say(request, _("%(name)s added") % {"name": made[0].name})
        return go(request, reverse("account_people", args=[number]))
    action, back = reverse("contact_new", args=[number]), reverse("account_people", args=[number])
    facts = {**plain(request), "form": form, "account": subject, "contact": None, "version": "", "action": action}
    facts["back"] = back
    return show(request, "accounts/contact_form.html", facts, status=status(request))


def _create(request: Any, number: int, form: ContactForm) -> Contact:
    return actions.create_contact(by=request.actor, account_id=number, values=form.values(), at=timezone.now())


@page("contacts.edit", methods=BOTH)
def contact_edit(request: Any, number: int) -> HttpResponse:
    """Change a contact; when somebody saved first, both are shown."""
    found = _to_change(request, number)
    if request.method != "POST":
        _note(request, found)
    others = [pair for pair in _others(request, found.account_id) if pair[0] != number]
    form = ContactForm(posted(request), words=request.words, others=others, stored=found.columns)
    version = version_of(request.POST) if request.method == "POST" else found.version
    back = reverse("contact", args=[number])
    try:
        if request.method == "POST" and attempt(form, lambda: _change(request, number, version, form)):
            say(request, _("%(name)s updated") % {"name": found.name})
            return go(request, back)
    except Stale as stale:
        return conflict(request, form, stale, "contact", back=back)
    facts = {**plain(request), "form": form, "account": found.account, "contact": found, "version": version,
             "action": request.path, "back": back}  # fmt: skip
    return show(request, "accounts/contact_form.html", facts, status=status(request))


def _change(request: Any, number: int, version: int | None, form: ContactForm) -> None:
    values = kept(form, request.POST)
    actions.change_contact(by=request.actor, contact_id=number, version=version, values=values, at=timezone.now())


@page("contacts.edit", methods=BOTH)
def contact_move(request: Any, number: int) -> HttpResponse:
    """A contact works at another account now."""
    form = MoveForm(posted(request), seek=seek(request))

    def act() -> None:
        where = form.cleaned_data["account_id"]
        actions.move_contact(by=request.actor, contact_id=number, account_id=where, at=timezone.now())

    return _ask(request, number, form, _("Works elsewhere"), act)


@page("contacts.edit", methods=BOTH)
def contact_leave(request: Any, number: int) -> HttpResponse:
    """A contact left the company."""
    form = DepartureForm(posted(request), initial={"left_on": timezone.localdate()})

    def act() -> None:
        day = form.cleaned_data["left_on"]
        actions.leave(by=request.actor, contact_id=number, left_on=day, at=timezone.now())

    return _ask(request, number, form, _("Left the company"), act)


def _ask(request: Any, number: int, form: Any, title: str, act: Any) -> HttpResponse:
    """A form with one question about a contact."""
    found = _to_change(request, number)
    back = reverse("contact", args=[number])
    if request.method == "POST" and attempt(form, act):
        say(request, _("%(name)s updated") % {"name": found.name})
        return go(request, back)
    facts = {**plain(request), "form": form, "title": f"{found.name}: {title}", "back": back, "action": request.path,
             "account": found.account}  # fmt: skip
    return show(request, "accounts/ask.html", facts, status=status(request))


@page("contacts.edit", methods=POST)
def contact_return(request: Any, number: int) -> HttpResponse:
    """A contact who had left works there again."""
    return _do(request, number, actions.come_back, _("%(name)s works there again"))


@page("contacts.delete", methods=POST)
def contact_restore(request: Any, number: int) -> HttpResponse:
    """Take a contact out of the recycle bin."""
    return _do(request, number, actions.restore_contact, _("%(name)s is back"))


def _do(request: Any, number: int, verb: Any, text: str) -> HttpResponse:
    try:
        row = verb(by=request.actor, contact_id=number, at=timezone.now())
        say(request, text % {"name": row.name})
    except Rejected as error:
        say(request, str(error), tone="bad")
    return go(request, reverse("contact", args=[number]))


@page("contacts.delete", methods=POST)
def contact_remove(request: Any, number: int) -> HttpResponse:
    """Put a contact into the recycle bin; the toast offers to take it out again."""
    gone = actions.remove_contact(by=request.actor, contact_id=number, at=timezone.now())
    undo = reverse("contact_restore", args=[number])
    say(request, _("%(name)s is in the recycle bin") % {"name": gone.name}, undo=undo)
    return go(request, reverse("account_people", args=[gone.account_id]))


def _to_change(request: Any, number: int) -> Card:
    found = card(request.actor, number)
    found.demand("contacts.edit")
    return found


def _others(request: Any, account_id: int) -> list[tuple[int, str]]:
    return [(line.row["id"], line.name) for line in contacts_of(request.actor, account_id) if not line.row["left_on"]]
