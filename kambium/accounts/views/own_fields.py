"""The fields a company adds to accounts and contacts."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kambium.accounts import actions
from kambium.accounts.forms.own_field import OwnFieldForm
from kambium.accounts.models import CustomField
from kambium.core.access import NotThere
from kambium.core.web.page import Request, page
from kambium.core.web.show import go, say, show
from kambium.people.actions.rejected import Rejected

PERMISSION = "settings.edit"


@page("settings.view")
def own_fields(request: Request) -> HttpResponse:
    """All of them, by record, those in use first."""
    rows = list(CustomField.objects.order_by("record", "-is_active", "position", "id"))
    groups = [(label, [row for row in rows if row.record == record]) for record, label in CustomField.RECORDS]
    return show(request, "accounts/own_fields.html", {"groups": groups, "can_edit": request.actor.can(PERMISSION)})


@page(PERMISSION, methods=("GET", "POST"))
def own_field_new(request: Request) -> HttpResponse:
    """A new field."""
    form = OwnFieldForm(request.POST if request.method == "POST" else None, initial=request.GET.dict())

    def act() -> CustomField:
        return actions.add_field(by=request.actor, at=timezone.now(), **form.values())

    return _answer(request, form, act, None)


@page(PERMISSION, methods=("GET", "POST"))
def own_field(request: Request, number: int) -> HttpResponse:
    """Change a field."""
    row = _one(number)
    form = OwnFieldForm(request.POST if request.method == "POST" else None, stored=row)

    def act() -> CustomField:
        return actions.change_field(by=request.actor, field_id=row.pk, at=timezone.now(), values=form.values())

    return _answer(request, form, act, row)


@page(PERMISSION, methods=("POST",))
def own_field_place(request: Request, number: int) -> HttpResponse:
    """Move a field one place up or down."""
    is_up = request.POST.get("way") == "up"
    actions.move_field(by=request.actor, field_id=_one(number).pk, at=timezone.now(), up=is_up)
    return go(request, reverse("own_fields"))


@page(PERMISSION, methods=("POST",))
def own_field_use(request: Request, number: int) -> HttpResponse:
    """Retire a field, or take it into use again."""
    verb: Any = actions.revive_field if request.POST.get("on") == "1" else actions.retire_field
    row = verb(by=request.actor, field_id=_one(number).pk, at=timezone.now())
    text = _("%(field)s is offered again") if row.is_active else _("%(field)s is offered no longer; its values stay")
    say(request, text % {"field": row.label})
    return go(request, reverse("own_fields"))


def _one(number: int) -> CustomField:
    row = CustomField.objects.filter(pk=number).first() if number < 2**63 else None
    if row is None:
        raise NotThere
    return row


def _answer(
    request: Request, form: OwnFieldForm, act: Callable[[], CustomField], row: CustomField | None
) -> HttpResponse:
    if form.is_valid():
        try:
            saved = act()
        except Rejected as no:
            form.add_error(no.field if no.field in form.fields else None, str(no))
        else:
            say(request, _("Field “%(field)s” saved") % {"field": saved.label})
            return go(request, reverse("own_fields"))
    status = 422 if request.method == "POST" else 200
    return show(request, "accounts/own_field.html", {"form": form, "field": row}, status=status)
