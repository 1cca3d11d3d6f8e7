"""Tiers: all at a glance, what waits for a decision, and one account's."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kambium.accounts.queries.frame import frame
from kambium.core.ui.svg import Spot, matrix
from kambium.core.web.answers import attempt, one, posted, status
from kambium.core.web.listing.screen import list_page
from kambium.core.web.page import page
from kambium.core.web.show import go, say, show
from kambium.people.actions.rejected import Rejected
from kambium.people.queries.names import directory
from kambium.portfolio import actions
from kambium.portfolio.forms.tiers import OverrideForm, RejectForm, ScoreForm
from kambium.portfolio.models import Proposal, TierModel
from kambium.portfolio.queries import lists
from kambium.portfolio.queries import standing as queries
from kambium.portfolio.queries.models import model_on

POST = ("POST",)


@page("tiers.view")
def tiers(request: Any) -> HttpResponse:
    """Where all accounts stand: the matrix, the tiers, what waits."""
    today = timezone.localdate()
    model = model_on(today)
    found = queries.dots(request.actor)
    facts = {
        "model": model, "tiers": queries.tiers(request.actor, today), "run": queries.last_run(),
        "waiting": Proposal.objects.visible_to(request.actor).filter(state="open").count(),
        "picture": _picture(model, found) if model and found else "", "dots": found,
        "can_run": request.actor.can("tiers.run"),
    }  # fmt: skip
    return show(request, "portfolio/tiers.html", facts)


def _picture(model: TierModel, found: list[queries.Dot]) -> Any:
    one, two = model.axes.all()
    corners = {(q.first_high, q.second_high): q.name for q in model.quadrants.all()}
    spots = [Spot(d.first, d.second, d.name, d.tier, reverse("account_tier", args=[d.account_id])) for d in found]
    return matrix(spots, (one.name, two.name), (float(one.cut), float(two.cut)), corners, _("Accounts by both axes"))


@page("tiers.run", methods=POST)
def tier_run(request: Any) -> HttpResponse:
    """Work out all tiers the person may decide on or propose."""
    try:
        run = actions.work_out(by=request.actor, at=timezone.now())
    except Rejected as error:
        say(request, str(error), tone="bad")
        return go(request, reverse("tiers"))
    text = ngettext("%(n)s account would change its tier", "%(n)s accounts would change their tier", run.proposed)
    say(request, text % {"n": run.proposed})
    return go(request, reverse("proposal_list"))


@page("tiers.view")
def proposal_list(request: Any) -> HttpResponse:
    """Tiers proposed: filtered, sorted and shown as the address says."""
    return list_page(request, lists.proposals.SPEC, "portfolio/list/proposals")


@page("tiers.view")
def account_tier(request: Any, number: int) -> HttpResponse:
    """One account's tier, down to every score it follows from."""
    return _account_page(request, number)


@page("tiers.score", methods=POST)
def account_scores(request: Any, number: int) -> HttpResponse:
    """Score an account."""
    subject = frame(request.actor, number)
    form = ScoreForm(posted(request), sides=queries.sides(model_on(timezone.localdate()), number, timezone.localdate()))
    if attempt(form, lambda: _score(request, number, form)):
        say(request, _("%(name)s scored") % {"name": subject.name})
        return go(request, reverse("account_tier", args=[number]))
    return _account_page(request, number, scores=form)


def _score(request: Any, number: int, form: ScoreForm) -> None:
    actions.score(by=request.actor, account_id=number, scores=form.values(), at=timezone.now())


@page("tiers.approve", methods=POST)
def account_classification(request: Any, number: int) -> HttpResponse:
    """Put an account into another tier than its scores say."""
    subject, form = frame(request.actor, number), OverrideForm(posted(request))
    if attempt(form, lambda: actions.override(
        by=request.actor, account_id=number, at=timezone.now(), **form.cleaned_data)):  # fmt: skip
        say(request, _("%(name)s has another tier now") % {"name": subject.name})
        return go(request, reverse("account_tier", args=[number]))
    return _account_page(request, number, override=form)


@page("tiers.approve", methods=POST)
def proposal_approval(request: Any, number: int) -> HttpResponse:
    """Approve one proposal."""
    row = _proposal(request, number)
    try:
        actions.approve([number], by=request.actor, at=timezone.now())
        say(request, _("%(name)s is in tier %(tier)s now") % {"name": row.account.name, "tier": row.tier.code})
    except Rejected as error:
        say(request, str(error), tone="bad")
    return go(request, reverse("account_tier", args=[row.account_id]))


@page("tiers.approve", methods=POST)
def proposal_rejection(request: Any, number: int) -> HttpResponse:
    """Leave the account of a proposal where it is, and say why."""
    row, form = _proposal(request, number), RejectForm(posted(request))
    if attempt(form, lambda: actions.reject(
        by=request.actor, proposal_id=number, at=timezone.now(), **form.cleaned_data)):  # fmt: skip
        say(request, _("%(name)s stays where it was") % {"name": row.account.name})
        return go(request, reverse("account_tier", args=[row.account_id]))
    return _account_page(request, row.account_id, reject=form)


def _proposal(request: Any, number: int) -> Proposal:
    row: Proposal = one(Proposal.objects.visible_to(request.actor).select_related("account", "tier"), number)
    return row


def _account_page(request: Any, number: int, **forms: Any) -> HttpResponse:
    subject, today = frame(request.actor, number), timezone.localdate()
    found = queries.standing(number, today)
    can_score, can_decide = (queries.may(request.actor, key, number) for key in ("tiers.score", "tiers.approve"))
    facts = {
        "account": subject, "standing": found, "people": directory(request.user.people_revision), "today": today,
        "scores": forms.get("scores") or (ScoreForm(sides=found.sides) if can_score else None),
        "override": forms.get("override") or (OverrideForm() if can_decide else None),
        "reject": forms.get("reject") or (RejectForm() if can_decide and found.waiting else None),
    }  # fmt: skip
    return show(request, "portfolio/account_tier.html", facts, status=status(request))
