"""Accounts entered twice: which they are, merged into one, kept apart, and parted again."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kambium.accounts import actions
from kambium.accounts.actions.merging import BOTH, FIELDS, GONE, KEPT
from kambium.accounts.labels import OWN_FIELDS
from kambium.accounts.models import Account, CustomField, Merge
from kambium.accounts.queries.duplicates import MOST, NEWEST, REASONS, Facts, agreeing, pairs, twins
from kambium.accounts.queries.holdings import holdings
from kambium.accounts.views.standing import display
from kambium.core.access import NotThere
from kambium.core.web.page import Request, page
from kambium.core.web.show import go, say, show
from kambium.people.actions.rejected import Rejected, Stale
from kambium.people.queries.names import directory

PERMISSION = "accounts.merge"
JOINED = ("tags", "extra")
TYPED = frozenset({"name_zh", "name_en", "registration_no", "country", "website", "phone", "city", "region"})
SHOWN = 30


@dataclass(frozen=True)
class Choice:
    """A field in which two accounts differ: both values, which one is proposed, and whether both can stay."""

    name: str
    label: str
    kept: str
    gone: str
    chosen: str
    can_join: bool


@page(PERMISSION)
def duplicates(request: Request) -> HttpResponse:
    """Pairs that look like one customer, the likeliest first, and what was merged lately."""
    merges = Merge.objects.filter(kept__in=Account.objects.visible_to(request.actor, PERMISSION))
    facts = {
        "pairs": pairs(request.actor),
        "most": MOST,
        "newest": NEWEST,
        "merges": merges.select_related("kept", "gone").order_by("-merged_at", "-id")[:SHOWN],
        "people": directory(request.user.people_revision),  # type: ignore[union-attr]
    }
    return show(request, "accounts/duplicates.html", facts)


@page("accounts.create")
def duplicate_hint(request: Request) -> HttpResponse:
    """While an account is being entered: those it may be already."""
    given = {name: request.GET.get(name, "").replace("\0", "") for name in TYPED}
    number = request.GET.get("account", "")
    found = twins(
        request.actor, Facts.typed(given), near=True, number=int(number) if number.isdigit() and len(number) < 19 else 0
    )
    return show(request, "accounts/duplicate_hint.html", {"twins": found}, block="hint")


@page(PERMISSION, methods=("GET", "POST"))
def account_merge(request: Request, number: int, other: int) -> HttpResponse:
    """Choose field by field what stays of the other account, then take it into this one."""
    kept, gone = _one(request, number), _one(request, other)
    if kept.pk == gone.pk:
        raise NotThere
    refusal = ""
    if request.method == "POST":
        try:
            return _merge(request, kept, gone)
        except Stale:
            refusal = _("Somebody saved one of the two meanwhile. Look at them again.")
        except Rejected as no:
            refusal = str(no)
    facts = {
        "kept": kept,
        "gone": gone,
        "choices": _choices(request, kept, gone),
        "agreeing": [REASONS[fact] for fact in agreeing(kept, gone)],
        "holdings": holdings(gone.pk),
        "refusal": refusal,
        "typed": request.POST.get("typed", ""),
    }
    return show(request, "accounts/merge.html", facts, status=422 if refusal else 200)


def _merge(request: Request, kept: Account, gone: Account) -> HttpResponse:
    choices = {name: request.POST[name] for name in FIELDS if request.POST.get(name) in (KEPT, GONE, BOTH)}
    row = actions.merge(
        by=request.actor, kept_id=kept.pk, gone_id=gone.pk, choices=choices, at=timezone.now(),
        kept_version=_number(request, "kept_version"), gone_version=_number(request, "gone_version"),
        typed=request.POST.get("typed", ""),
    )  # fmt: skip
    say(request, _("%(gone)s merged into %(kept)s") % {"gone": gone.name, "kept": kept.name},
        undo=reverse("merge_undo", args=[row.pk]))  # fmt: skip
    return go(request, reverse("account", args=[kept.pk]))


@page(PERMISSION, methods=("POST",))
def account_distinct(request: Request, number: int, other: int) -> HttpResponse:
    """Not the same customer: the pair is not proposed again."""
    actions.not_duplicate(by=request.actor, one_id=number, other_id=other, at=timezone.now())
    say(request, _("They are not proposed again"))
    return go(request, reverse("duplicates"))


@page(PERMISSION, methods=("POST",))
def merge_undo(request: Request, number: int) -> HttpResponse:
    """Part two accounts again."""
    try:
        row = actions.unmerge(by=request.actor, merge_id=number, at=timezone.now())
    except Rejected as no:
        say(request, str(no), tone="bad")
        return go(request, reverse("duplicates"))
    say(request, _("%(gone)s and %(kept)s are two accounts again") % {"gone": row.gone.name, "kept": row.kept.name})
    return go(request, reverse("account", args=[row.gone_id]))


def _one(request: Request, number: int) -> Account:
    row: Account | None = Account.objects.visible_to(request.actor, PERMISSION).filter(pk=number).first()
    if row is None:
        raise NotThere
    return row


def _number(request: Request, name: str) -> int:
    word = request.POST.get(name, "")
    return int(word) if word.isascii() and word.isdigit() and len(word) < 10 else 0


def _choices(request: Request, kept: Account, gone: Account) -> list[Choice]:
    """The fields in which they differ; what is empty on one side is filled from the other without asking."""
    names = {row.pk: row.name for row in Account.objects.visible_to(request.actor).filter(
        pk__in={number for number in (kept.parent_id, gone.parent_id) if number})}  # fmt: skip
    differ = kept.extra != gone.extra
    own = {one.key: one.label for one in CustomField.objects.filter(record="account")} if differ else {}
    shower = display(request, accounts=names, own=own)
    found = []
    for name in FIELDS:
        mine, theirs = getattr(kept, name), getattr(gone, name)
        if mine != theirs and theirs not in (None, "", [], {}) and (mine or name in JOINED):
            chosen = request.POST.get(name, BOTH if name in JOINED else KEPT)
            here, there = _text(shower, name, mine), _text(shower, name, theirs)
            label = str(OWN_FIELDS) if name == "extra" else shower.label("account", name)
            found.append(Choice(name, label, here, there, chosen, name in JOINED))
    return found


def _text(shower: Any, name: str, value: Any) -> str:
    if name == "extra":
        fields = ((f"extra.{key}", one) for key, one in value.items())
        pieces = [
            _("%(field)s: %(value)s")
            % {"field": shower.label("account", key), "value": shower.text("account", key, one)}
            for key, one in fields
        ]
        return _(", ").join(pieces)
    return str(shower.text("account", name, value))
