"""The account's page, and its coming, changing and going."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kambium.accounts import actions
from kambium.accounts.forms.account import AccountForm
from kambium.accounts.forms.around import OwnerForm
from kambium.accounts.panels import nodes
from kambium.accounts.queries.duplicates import Facts, Twin, merged_into, twins
from kambium.accounts.queries.frame import Frame, frame
from kambium.accounts.queries.staff import owners
from kambium.accounts.views.conflict import conflict, kept
from kambium.accounts.views.standing import drawn, plain, record, seek
from kambium.core.access import NotThere
from kambium.core.registry import tabs
from kambium.core.web.answers import attempt, posted, status, version_of
from kambium.core.web.page import page
from kambium.core.web.show import go, say, show
from kambium.people.actions.rejected import Rejected, Stale
from kambium.people.queries import company

BOTH = ("GET", "POST")
POST = ("POST",)


@page("accounts.view")
def account(request: Any, number: int) -> HttpResponse:
    """The 360° page: how is it, what happened, what comes next. One that was merged leads to the kept one."""
    try:
        subject = frame(request.actor, number)
    except NotThere:
        kept = merged_into(request.actor, number)
        if kept is None:
            raise
        say(request, _("This account was merged into %(name)s") % {"name": kept.name}, tone="info")
        return go(request, reverse("account", args=[kept.pk]))
    return _panels(request, subject, "overview")


@page("accounts.view")
def account_tab(request: Any, number: int, key: str) -> HttpResponse:
    """A tab that another area plugged in."""
    tab = tabs.get(key)
    subject = frame(request.actor, number)
    if tab is None or tab.page != "account" or not request.actor.can(tab.permission):
        raise NotThere
    return _panels(request, subject, key)


def _panels(request: Any, subject: Frame, tab: str) -> HttpResponse:
    facts = record(request, subject, tab)
    facts |= {column: drawn(request, subject, tab, column) for column in ("main", "side")}
    return show(request, "accounts/overview.html", facts)


@page("accounts.view")
def account_group(request: Any, number: int) -> HttpResponse:
    """The tree of parents and subsidiaries."""
    subject = frame(request.actor, number)
    facts = record(request, subject, "group")
    facts |= {"nodes": nodes(subject.group, number), "count": len(subject.group)}
    return show(request, "accounts/group.html", facts)


@page("accounts.create", methods=BOTH)
def account_new(request: Any) -> HttpResponse:
    """A new account: a name is enough."""
    home = company()
    stored = {"country": home.country, "currency": home.currency, "owner_id": request.user.pk, "status": "active"}
    choice = owners(request.actor) if request.actor.can("accounts.assign") else []
    form = AccountForm(posted(request), words=request.words, seek=seek(request), stored=stored, owners=choice,
                       hint=reverse("duplicate_hint"))  # fmt: skip
    made: list[Any] = []
    alike = _alike(request, form)
    if request.method == "POST" and not alike and attempt(form, lambda: made.append(_create(request, form))):
        say(request, _("%(name)s created") % {"name": made[0].name})
        return go(request, reverse("account", args=[made[0].pk]))
    facts = {**plain(request), "form": form, "account": None, "back": reverse("account_list"), "twins": alike}
    return show(request, "accounts/account_form.html", facts, status=status(request))


def _alike(request: Any, form: AccountForm) -> list[Twin]:
    """Accounts that the sent one may be already, as long as the person has not been shown all of them."""
    if request.method != "POST" or not form.is_valid():
        return []
    found = twins(request.actor, Facts.typed(form.cleaned_data), near=True)
    shown = set(request.POST.getlist("seen"))
    return found if any(str(twin.account.pk) not in shown for twin in found) else []


def _create(request: Any, form: AccountForm) -> Any:
    values = form.values()
    owner = values.pop("owner_id", None)
    return actions.create(by=request.actor, values=values, at=timezone.now(), owner_id=owner)


@page("accounts.edit", methods=BOTH)
def account_edit(request: Any, number: int) -> HttpResponse:
    """Change an account; when somebody saved first, both are shown."""
    subject = frame(request.actor, number)
    subject.demand("accounts.edit")
    form = AccountForm(posted(request), words=request.words, seek=seek(request), stored=_stored(subject, request))
    version = version_of(request.POST) if request.method == "POST" else subject.version
    back = reverse("account", args=[number])
    try:
        if request.method == "POST" and attempt(form, lambda: _change(request, number, version, form)):
            say(request, _("%(name)s updated") % {"name": subject.name})
            return go(request, back)
    except Stale as stale:
        return conflict(request, form, stale, "account", back=back)
    facts = {**plain(request), "form": form, "account": subject, "version": version, "back": back}
    return show(request, "accounts/account_form.html", facts, status=status(request))


def _stored(subject: Frame, request: Any) -> dict[str, Any]:
    """The stored values as the form takes them: the parent by name."""
    stored = dict(subject.columns)
    found = seek(request)("", stored["parent_id"]) if stored["parent_id"] else []
    stored["parent_id"] = f"{found[0][1]} #{found[0][0]}" if found else ""
    return stored


def _change(request: Any, number: int, version: int | None, form: AccountForm) -> None:
    values = kept(form, request.POST)
    actions.change(by=request.actor, account_id=number, version=version, values=values, at=timezone.now())


@page("accounts.assign", methods=BOTH)
def account_owner(request: Any, number: int) -> HttpResponse:
    """Give an account to another owner."""
    subject = frame(request.actor, number)
    subject.demand("accounts.assign")
    form = OwnerForm(posted(request), owners=owners(request.actor), initial={"owner_id": subject.owner_id})
    back = reverse("account", args=[number])
    if request.method == "POST" and attempt(form, lambda: _assign(request, number, form.cleaned_data["owner_id"])):
        say(request, _("%(name)s has a new owner") % {"name": subject.name})
        return go(request, back)
    facts = {**plain(request), "form": form, "account": subject, "back": back}
    return show(request, "accounts/owner_form.html", facts, status=status(request))


def _assign(request: Any, number: int, owner: int) -> None:
    actions.assign(by=request.actor, account_id=number, owner_id=owner, at=timezone.now())


@page("accounts.delete", methods=POST)
def account_remove(request: Any, number: int) -> HttpResponse:
    """Put an account into the recycle bin; the toast offers to take it out again."""
    gone = actions.remove(by=request.actor, account_id=number, at=timezone.now())
    undo = reverse("account_restore", args=[number])
    say(request, _("%(name)s is in the recycle bin") % {"name": gone.name}, undo=undo)
    return go(request, reverse("account_list"))


@page("accounts.delete", methods=POST)
def account_restore(request: Any, number: int) -> HttpResponse:
    """Take an account out of the recycle bin."""
    try:
        back = actions.restore(by=request.actor, account_id=number, at=timezone.now())
    except Rejected as error:
        say(request, str(error), tone="bad")
        return go(request, reverse("account_list"))
    say(request, _("%(name)s is back") % {"name": back.name})
    return go(request, reverse("account", args=[number]))


@page("accounts.view", methods=POST)
def account_follow(request: Any, number: int) -> HttpResponse:
    """Follow an account, or no longer."""
    verb = actions.follow if request.POST.get("on") == "1" else actions.unfollow
    verb(by=request.actor, account_id=number, at=timezone.now())
    return go(request, reverse("account", args=[number]))
