"""Small things around an account: addresses, the team, files."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kambium.accounts import actions
from kambium.accounts.forms.around import AddressForm, FileForm, MemberForm
from kambium.accounts.models import AccountFile, Address
from kambium.accounts.queries.frame import frame
from kambium.accounts.queries.kept_files import files_of
from kambium.accounts.queries.staff import colleagues
from kambium.accounts.views.conflict import conflict, kept
from kambium.accounts.views.standing import people, plain, record
from kambium.core import files
from kambium.core.access import NotThere
from kambium.core.web.answers import attempt, posted, status, version_of
from kambium.core.web.page import page
from kambium.core.web.show import go, say, show
from kambium.people.actions.rejected import Rejected, Stale

BOTH = ("GET", "POST")
POST = ("POST",)
ADDRESS = ("kind", "line1", "line2", "city", "province", "postal_code", "country")


@page("accounts.edit", methods=BOTH)
def address_new(request: Any, number: int) -> HttpResponse:
    """An address for an account."""
    subject = frame(request.actor, number)
    subject.demand("accounts.edit")
    form = AddressForm(posted(request), stored={"country": subject.country})
    back = reverse("account", args=[number])
    if request.method == "POST" and attempt(form, lambda: actions.add_address(
            by=request.actor, account_id=number, values=form.values(), at=timezone.now())):  # fmt: skip
        say(request, _("Address added"))
        return go(request, back)
    facts = {**plain(request), "form": form, "title": _("New address"), "action": request.path, "back": back,
             "account": subject}  # fmt: skip
    return show(request, "accounts/ask.html", facts, status=status(request))


@page("accounts.edit", methods=BOTH)
def address_edit(request: Any, number: int) -> HttpResponse:
    """Change an address; when somebody saved first, both are shown."""
    row = Address.objects.visible_to(request.actor, "accounts.edit").select_related("account").filter(pk=number).first()
    if row is None:
        raise NotThere
    form = AddressForm(posted(request), stored={name: getattr(row, name) for name in ADDRESS})
    back = reverse("account", args=[row.account_id])
    try:
        if request.method == "POST" and attempt(form, lambda: actions.change_address(
                by=request.actor, address_id=number, version=version_of(request.POST),
                values=kept(form, request.POST), at=timezone.now())):  # fmt: skip
            say(request, _("Address updated"))
            return go(request, back)
    except Stale as stale:
        return conflict(request, form, stale, "address", back=back)
    facts = {**plain(request), "form": form, "title": _("Change address"), "action": request.path, "back": back}
    facts |= {"version": row.version, "account": row.account, "remove": reverse("address_remove", args=[number])}
    return show(request, "accounts/ask.html", facts, status=status(request))


@page("accounts.edit", methods=POST)
def address_remove(request: Any, number: int) -> HttpResponse:
    """Take an address away."""
    row = actions.remove_address(by=request.actor, address_id=number, at=timezone.now())
    say(request, _("Address removed"))
    return go(request, reverse("account", args=[row.account_id]))


@page("accounts.team", methods=BOTH)
def member_new(request: Any, number: int) -> HttpResponse:
    """Take a colleague onto the account team."""
    subject = frame(request.actor, number)
    subject.demand("accounts.team")
    on_it = {subject.owner_id, *(member["person_id"] for member in subject.around["members"])}
    staff = [pair for pair in colleagues(people(request)) if pair[0] not in on_it]
    form = MemberForm(posted(request), words=request.words, staff=staff)
    back = reverse("account", args=[number])
    if request.method == "POST" and attempt(form, lambda: actions.add_member(
            by=request.actor, account_id=number, at=timezone.now(), **form.values())):  # fmt: skip
        say(request, _("Added to the account team"))
        return go(request, back)
    facts = {**plain(request), "form": form, "title": _("New team member"), "action": request.path, "back": back,
             "account": subject}  # fmt: skip
    return show(request, "accounts/ask.html", facts, status=status(request))


@page("accounts.view", methods=POST)
def member_end(request: Any, number: int) -> HttpResponse:
    """Take a colleague off the account team; everybody may take themselves off it."""
    member = actions.end_member(by=request.actor, member_id=number, at=timezone.now())
    say(request, _("%(name)s is no longer on the account team") % {"name": member.person.name})
    own = member.person_id == request.user.pk
    return go(request, reverse("account_list") if own else reverse("account", args=[member.account_id]))


@page("files.view", methods=BOTH)
def account_files(request: Any, number: int) -> HttpResponse:
    """The files of an account, and a place to drop more."""
    subject = frame(request.actor, number)
    subject.demand("files.edit" if request.method == "POST" else "files.view")
    form = FileForm(posted(request), request.FILES if request.method == "POST" else None)
    if request.method == "POST" and attempt(form, lambda: _add(request, number, form)):
        say(request, _("File added"))
        return go(request, request.path)
    facts = record(request, subject, "files") | {"form": form, "files": files_of(request.actor, number)}
    return show(request, "accounts/files.html", facts, status=status(request))


def _add(request: Any, number: int, form: FileForm) -> None:
    upload, label = form.cleaned_data["upload"], form.cleaned_data["label"]
    try:
        actions.add_file(by=request.actor, account_id=number, upload=upload, label=label, at=timezone.now())
    except files.TooLarge as error:
        raise Rejected(error, "upload") from error


@page("files.view")
def file(request: Any, number: int) -> HttpResponse:
    """The bytes of a file: downloaded, or shown where that is safe."""
    row = AccountFile.objects.visible_to(request.actor).select_related("file").filter(pk=number).first()
    if row is None:
        raise NotThere
    answer: Any = files.send(request, row.file, inline=request.GET.get("show") == "1", of=row)
    return answer  # type: ignore[no-any-return]


@page("files.edit", methods=POST)
def file_remove(request: Any, number: int) -> HttpResponse:
    """Take a file off an account."""
    row = actions.remove_file(by=request.actor, file_id=number, at=timezone.now())
    say(request, _("%(name)s removed") % {"name": row.label})
    return go(request, reverse("account_files", args=[row.account_id]))
