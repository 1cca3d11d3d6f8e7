"""Comments on an account, and the colleagues an @ offers."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kambium.accounts import actions
from kambium.accounts.actions.comment import Written
from kambium.accounts.mentions import plain as plain_text
from kambium.accounts.models import Comment
from kambium.accounts.queries.seek import offers
from kambium.accounts.views.standing import people, plain, untold
from kambium.core.access import NotThere
from kambium.core.search.find import find
from kambium.core.search.fold import fold
from kambium.core.web.page import page
from kambium.core.web.show import UNREAD, go, say, show
from kambium.people.actions.rejected import Rejected

POST = ("POST",)
BOTH = ("GET", "POST")
OFFERED = 8


@page("comments.write", methods=POST)
def comment_new(request: Any, number: int) -> HttpResponse:
    """Comment on an account. A refused comment comes back with its text and the reason."""
    body = request.POST.get("body", "")
    try:
        written = actions.write_comment(
            by=request.actor, account_id=number, body=body, at=timezone.now(), chosen=_chosen(request)
        )
    except Rejected as error:
        return _again(request, reverse("account", args=[number]), body, error)
    return _done(request, written, number)


@page("comments.write", methods=BOTH)
def comment_edit(request: Any, number: int) -> HttpResponse:
    """Change one's own comment."""
    row = Comment.objects.visible_to(request.actor).filter(pk=number, author_id=request.user.pk).first()
    if row is None:
        raise NotThere
    back = reverse("account", args=[row.account_id])
    if request.method == "GET":
        return _again(request, back, plain_text(row.body), remove=reverse("comment_remove", args=[number]))
    body = request.POST.get("body", "")
    try:
        written = actions.change_comment(
            by=request.actor, comment_id=number, body=body, at=timezone.now(), chosen=_chosen(request)
        )
    except Rejected as error:
        return _again(request, back, body, error)
    return _done(request, written, row.account_id)


@page("comments.write", methods=POST)
def comment_remove(request: Any, number: int) -> HttpResponse:
    """Remove one's own comment."""
    row = actions.remove_comment(by=request.actor, comment_id=number, at=timezone.now())
    say(request, _("Comment removed"))
    return go(request, reverse("account", args=[row.account_id]))


@page("people.directory")
def mentions(request: Any) -> HttpResponse:
    """Colleagues whose name, pinyin or initials a typed @word means."""
    word, staff = fold(request.GET.get("q", ""))[:40], people(request)
    if word:
        found = [hit.object_id for hit in find(request.actor, word, kinds=["person"], limit=OFFERED)]
    else:
        found = list(staff)
    rows = [staff[number] for number in found if number in staff and staff[number].is_active][:OFFERED]
    offered = [{"id": row.id, "name": row.name, "note": row.title or row.team} for row in rows]
    return show(request, "accounts/mentions.html", {"people": offered})


@page("accounts.view")
def account_offers(request: Any) -> HttpResponse:
    """Accounts that a typed beginning may mean, as options of a text field."""
    text = request.GET.get(request.GET.get("field", "account"), "")[:200]
    return show(request, "accounts/offers.html", {"offers": offers(request.actor, text)})


def _chosen(request: Any) -> list[int]:
    words = request.POST.getlist("mentions")[:50]
    return [int(word) for word in words if word.isascii() and word.isdigit() and len(word) < 19]


def _done(request: Any, written: Written, number: int) -> HttpResponse:
    if written.untold:
        say(request, untold([person.name for person in written.untold]), tone="info")
    place = "" if request.is_fragment else "#comments"  # a fragment goes to this very page: it must load anew
    return go(request, reverse("account", args=[number]) + place)


def _again(request: Any, back: str, body: str, error: Rejected | None = None, remove: str = "") -> HttpResponse:
    """The comment in a page of its own: to change it, or because it was refused."""
    facts = {**plain(request), "body": body, "error": str(error) if error else "", "action": request.path,
             "back": back, "remove": remove}  # fmt: skip
    return show(request, "accounts/comment_form.html", facts, status=UNREAD if error else 200)
