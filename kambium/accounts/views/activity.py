"""Activities: the tab of an account, recording, correcting, next steps."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kambium.accounts import actions
from kambium.accounts.forms.activity import AccountChoiceForm, ActivityForm, DayForm
from kambium.accounts.models.activity import KINDS
from kambium.accounts.queries.frame import Frame, frame
from kambium.accounts.queries.people import contacts_of
from kambium.accounts.queries.staff import circle, colleagues
from kambium.accounts.queries.timeline import timeline
from kambium.accounts.queries.touch import Touch, touch
from kambium.accounts.views.conflict import conflict, kept
from kambium.accounts.views.standing import choosing, people, plain, record, seek
from kambium.core.web.answers import attempt, posted, status, version_of
from kambium.core.web.page import page
from kambium.core.web.show import UNREAD, go, say, show
from kambium.people.actions.rejected import Rejected, Stale

BOTH = ("GET", "POST")
POST = ("POST",)
PAGE_SIZE = 30
FILTERS = frozenset({*dict(KINDS), "event", "comment"})


@page("activities.view")
def account_activity(request: Any, number: int) -> HttpResponse:
    """All that happened around an account, by kind, page by page."""
    subject = frame(request.actor, number)
    subject.demand("activities.view")
    kinds = [kind for kind in request.GET.getlist("kind") if kind in FILTERS]
    wanted = kinds or [*FILTERS]
    found = timeline(subject, kinds=wanted, after=request.GET.get("at", ""), size=PAGE_SIZE)
    facts = record(request, subject, "activity") | {"timeline": found, "kinds": kinds, "choices": KINDS}
    return show(request, "accounts/activity.html", facts, block="entries" if request.GET.get("at") else "main")


@page("activities.edit")
def activity_new(request: Any) -> HttpResponse:
    """Log an activity from anywhere: first the account, then the form."""
    form = AccountChoiceForm(request.GET or None, seek=seek(request))
    if form.is_bound and form.is_valid():
        return _log(request, form.cleaned_data["account"])
    facts = choosing(request, form, _("Log activity"), "account_log")
    return show(request, "accounts/choose_account.html", facts, status=UNREAD if form.is_bound else 200)


@page("activities.edit", methods=BOTH)
def account_log(request: Any, number: int) -> HttpResponse:
    """Log an activity with an account: kind and subject are enough."""
    return _log(request, number)


def _log(request: Any, number: int) -> HttpResponse:
    subject = frame(request.actor, number)
    subject.demand("activities.edit")
    form = _form(request, subject, {"kind": "call", "next_owner_id": request.user.pk})
    if request.method == "POST" and attempt(form, lambda: actions.log(
            by=request.actor, account_id=number, at=timezone.now(), **_entered(form))):  # fmt: skip
        say(request, _("Recorded"))
        return go(request, reverse("account", args=[number]))
    title = _("Log activity")
    return _show_form(request, form, subject, title, reverse("account_log", args=[number]))


@page("activities.view")
def activity(request: Any, number: int) -> HttpResponse:
    """One activity in full."""
    found = touch(request.actor, number)
    return show(request, "accounts/touch.html", {**plain(request), "touch": found})


@page("activities.edit", methods=BOTH)
def activity_edit(request: Any, number: int) -> HttpResponse:
    """Correct an activity; when somebody saved first, both are shown."""
    found = touch(request.actor, number)
    found.demand("activities.edit")
    subject = frame(request.actor, found.account_id)
    form = _form(request, subject, {**found.columns, "contacts": found.contact_ids, "people": found.person_ids})
    version = version_of(request.POST) if request.method == "POST" else found.version
    try:
        if request.method == "POST" and attempt(form, lambda: _change(request, number, version, form)):
            say(request, _("“%(subject)s” updated") % {"subject": found.subject})
            return go(request, reverse("account_activity", args=[found.account_id]))
    except Stale as stale:
        return conflict(request, form, stale, "activity", back=reverse("activity", args=[number]))
    return _show_form(request, form, subject, _("Change activity"), request.path, version=version)


def _change(request: Any, number: int, version: int | None, form: ActivityForm) -> None:
    entered = _entered(form)
    entered["values"] = {n: v for n, v in kept(form, request.POST).items() if n in entered["values"]}
    actions.change_activity(by=request.actor, activity_id=number, version=version, at=timezone.now(), **entered)


@page("activities.edit", methods=BOTH)
def step_done(request: Any, number: int) -> HttpResponse:
    """A next step is done, and what comes next: both in one go."""
    found = touch(request.actor, number)
    found.demand("activities.edit")
    if request.method == "GET" and not found.is_open:
        say(request, _("This step is done already."), tone="info")
        return go(request, reverse("account", args=[found.account_id]))
    subject = frame(request.actor, found.account_id)
    start = {"kind": found.kind, "subject": found.next_step, "next_owner_id": request.user.pk}
    form = _form(request, subject, start)
    version = version_of(request.POST) if request.method == "POST" else found.version
    if request.method == "POST" and request.POST.get("only") == "1":
        return _just_done(request, found, version)
    try:
        if request.method == "POST" and attempt(form, lambda: _finish(request, number, version, form)):
            say(request, _("Done: %(step)s") % {"step": found.next_step})
            return go(request, reverse("account", args=[found.account_id]))
    except Stale:
        form.add_error(None, _("Somebody changed this step meanwhile. Look at it again before you finish it."))
    return _show_form(request, form, subject, _("Done, plan the next"), request.path, version=version, step=found)


def _finish(request: Any, number: int, version: int | None, form: ActivityForm) -> None:
    entered = _entered(form)
    done = entered.pop("values")
    actions.finish(by=request.actor, activity_id=number, version=version, at=timezone.now(), done=done, **entered)


def _just_done(request: Any, found: Touch, version: int | None) -> HttpResponse:
    try:
        actions.finish(by=request.actor, activity_id=found.id, version=version, at=timezone.now())
        say(request, _("Done: %(step)s") % {"step": found.next_step})
    except (Rejected, Stale):
        say(request, _("Somebody changed this step meanwhile. Look at it again before you finish it."), tone="bad")
    return go(request, reverse("account", args=[found.account_id]))


@page("activities.edit", methods=BOTH)
def step_day(request: Any, number: int) -> HttpResponse:
    """Move a next step to another day."""
    found = touch(request.actor, number)
    found.demand("activities.edit")
    form = DayForm(posted(request), initial={"next_on": found.next_on})
    back = reverse("account", args=[found.account_id])
    try:
        if request.method == "POST" and attempt(form, lambda: actions.postpone(
                by=request.actor, activity_id=number, version=version_of(request.POST),
                next_on=form.cleaned_data["next_on"], at=timezone.now())):  # fmt: skip
            say(request, _("“%(step)s” moved") % {"step": found.next_step})
            return go(request, back)
    except Stale:
        form.add_error(None, _("Somebody changed this step meanwhile. Look at it again before you move it."))
    facts = {**plain(request), "form": form, "title": found.next_step, "action": request.path, "back": back,
             "version": found.version, "account": found.account}  # fmt: skip
    return show(request, "accounts/ask.html", facts, status=status(request))


@page("activities.delete", methods=POST)
def activity_remove(request: Any, number: int) -> HttpResponse:
    """Put an activity into the recycle bin; the toast offers to take it out again."""
    gone = actions.remove_activity(by=request.actor, activity_id=number, at=timezone.now())
    undo = reverse("activity_restore", args=[number])
    say(request, _("“%(subject)s” is in the recycle bin") % {"subject": gone.subject}, undo=undo)
    return go(request, reverse("account_activity", args=[gone.account_id]))


@page("activities.delete", methods=POST)
def activity_restore(request: Any, number: int) -> HttpResponse:
    """Take an activity out of the recycle bin."""
    back = actions.restore_activity(by=request.actor, activity_id=number, at=timezone.now())
    say(request, _("“%(subject)s” is back") % {"subject": back.subject})
    return go(request, reverse("account_activity", args=[back.account_id]))


def _form(request: Any, subject: Frame, stored: dict[str, Any]) -> ActivityForm:
    """The form with the people who may have taken part; those who left are offered where they did."""
    staff = people(request)
    lines = contacts_of(request.actor, subject.id) if subject.can("contacts.view") else []
    took_part = set(stored.get("contacts", ()))
    theirs = [(x.row["id"], x.name) for x in lines if not x.row["left_on"] or x.row["id"] in took_part]
    known = circle(subject, staff, request.user.pk)
    more = {number for number, _name in known}
    ours = known + [(n, staff[n].name) for n in stored.get("people", ()) if n in staff and n not in more]
    return ActivityForm(posted(request), contacts=theirs, circle=ours, staff=colleagues(staff), stored=stored)


def _entered(form: ActivityForm) -> dict[str, Any]:
    return {"values": form.values(), "contacts": form.contacts, "people": form.people}


def _show_form(request: Any, form: ActivityForm, subject: Frame, title: str, action: str, **more: Any) -> HttpResponse:
    facts = {**plain(request), "form": form, "account": subject, "title": title, "action": action, "version": "",
             "step": None, "back": reverse("account", args=[subject.id]), **more}  # fmt: skip
    return show(request, "accounts/activity_form.html", facts, status=status(request))
