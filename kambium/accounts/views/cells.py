"""Editing a cell of the list of accounts in its place."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kambium.accounts import actions
from kambium.accounts.forms.fields import TermField, TermsField
from kambium.accounts.forms.record import own_field
from kambium.accounts.models import Activity, CustomField
from kambium.accounts.queries.lists.accounts import SPEC
from kambium.accounts.queries.lists.looking import AccountLook
from kambium.accounts.queries.staff import owners
from kambium.core.access import Actor, NotThere, Refused
from kambium.core.forms import DayField
from kambium.core.web.listing import Column, Listing
from kambium.core.web.listing.drawing import cell
from kambium.core.web.page import Request, page
from kambium.core.web.show import done, go, say, show
from kambium.people.actions.rejected import Rejected, Stale

VOCABULARIES = {"status": "account_status", "industry": "industry", "region": "region", "size": "size"}
Save = Callable[[Actor, Any, Any, int | None], None]


@dataclass(frozen=True)
class Editor:
    """How a cell is edited: the field, the stored value as the field takes it, and the verb that saves a new one."""

    field: forms.Field
    stored: Any
    save: Save


@page("accounts.view", methods=("GET", "POST"))
def account_cell(request: Request, number: int, key: str) -> HttpResponse:
    """The cell's editor; the cell itself with `show`; a POST saves, and a refused value keeps the editor."""
    listing, column = _listing(request, key)
    row = _row(listing, number)
    if "show" in request.GET:
        return done(request, _cell(request, column, row, listing.look))
    editor = _editor(column, row, listing.look)
    if request.method != "POST":
        return _edit(request, column, row, _form(editor, None), row.version)
    form = _form(editor, _posted(request))
    if not form.is_valid():
        return _edit(request, column, row, form, _version(request), status=422)
    return _save(request, listing, column, row, editor, form)


def _save(
    request: Request, listing: Listing, column: Column, row: Any, editor: Editor, form: forms.Form
) -> HttpResponse:
    try:
        editor.save(request.actor, row, form.cleaned_data["value"], _version(request))
    except Rejected as no:
        form.add_error("value", str(no))
        return _edit(request, column, row, form, _version(request), status=422)
    except Stale:
        form.add_error("value", _("Somebody saved first; it says “%(now)s” now. Save again to replace it.") % {
            "now": column.written(row, listing.look) or "–"})  # fmt: skip
        return _edit(request, column, row, form, row.version, status=409)
    saved = _row(listing, row.id)
    name = listing.spec.row_name(saved, listing.look)
    is_undo = "undo" in request.POST
    if is_undo:
        say(request, _("%(name)s: undone") % {"name": name})
    elif saved.version != row.version or saved.next_step_on != row.next_step_on:
        values = {"value": _sent(editor.stored), "version": saved.version, "undo": "1"}
        can_undo = editor.stored not in (None, "") or not editor.field.required
        say(
            request,
            _("%(name)s updated") % {"name": name},
            undo=request.path + _as(request) if can_undo else "",
            values=values,
        )
    if not request.is_fragment:
        return go(request, reverse(SPEC.address))
    return done(request, _cell(request, column, saved, listing.look, flash=True, apart=is_undo))


def _as(request: Request) -> str:
    """How the address says that the cell is a property on the account's page, not a cell of the list."""
    return "?in=dd" if request.GET.get("in") == "dd" else ""


def _sent(value: Any) -> Any:
    """A stored value as undoing sends it: one text, several values as a JSON list."""
    if isinstance(value, list):
        return json.dumps(value)
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value) if isinstance(value, bool) else value


def _posted(request: Request) -> QueryDict:
    """What was sent; undoing sends several values as one text, which is taken apart here."""
    if "undo" not in request.POST or not request.POST.get("value", "").startswith("["):
        return request.POST
    try:
        values = json.loads(request.POST["value"])
    except (ValueError, RecursionError):
        return request.POST
    data = request.POST.copy()
    data.setlist("value", [str(value) for value in values])
    return data


def _listing(request: Request, key: str) -> tuple[Listing, Column]:
    look = SPEC.look(request.user, request.actor, timezone.now())
    listing = Listing(SPEC, look, {"columns": (key,)})
    column = next((one for one in listing.columns if one.key == key and one.edit), None)
    if column is None:
        raise NotThere
    if not request.actor.can(column.edit):
        raise Refused(column.edit)
    return listing, column


def _row(listing: Listing, number: int) -> Any:
    row = listing.selected(listing.rows().filter(pk=number)).first()
    if row is None:
        raise NotThere
    return row


def _version(request: Request) -> int | None:
    word = request.POST.get("version", "")
    return int(word) if word.isascii() and word.isdigit() and len(word) < 10 else None


def _form(editor: Editor, data: Any) -> forms.Form:
    kind: type[forms.Form] = type("CellForm", (forms.Form,), {"value": editor.field})
    return kind(data, initial={"value": editor.stored})


def _edit(
    request: Request, column: Column, row: Any, form: forms.Form, version: int | None, *, status: int = 200
) -> HttpResponse:
    facts = {"column": column, "row": row, "form": form, "version": version if version is not None else "",
             "path": request.path + _as(request), "tag": "dd" if _as(request) else "td", "spec": SPEC}  # fmt: skip
    return show(request, "accounts/list/cell.html", facts, block="editor", status=status)


def _cell(
    request: Request, column: Column, row: Any, look: AccountLook, *, flash: bool = False, apart: bool = False
) -> str:
    """The cell as the list draws it. `apart`: it is not what was asked for, so it finds its own place on the page."""
    text = str(cell(column, row, look, reverse(SPEC.address)))
    text = text.replace(f'class="{column.css}"', f'class="{column.css} flash"', 1) if flash else text
    text = text.replace("<td ", '<td hx-swap-oob="true" ', 1) if apart else text
    if not _as(request):
        return text
    own = reverse("account_cell", args=[row.id, column.key])
    text = text.replace(f'class="{column.css}', 'class="', 1)  # the list's classes say how a row folds
    return text.replace("<td ", "<dd ", 1).replace("</td>", "</dd>").replace(own, own + _as(request))


# -- what each column is edited with ----------------------------------------------------------------------------------


def _editor(column: Column, row: Any, look: AccountLook) -> Editor:
    if column.key in VOCABULARIES:
        stored = getattr(row, column.key)
        words = look.words.get(VOCABULARIES[column.key], {})
        field = TermField(words, stored, empty=column.key != "status", label=column.label)
        return Editor(field, stored, _changing(column.key))
    if column.key == "tags":
        return Editor(TermsField(look.words.get("tag", {}), row.tags, label=column.label), row.tags, _changing("tags"))
    if column.key == "owner":
        return _owner(column, row, look)
    if column.key == "step":
        return Editor(DayField(label=_("Next step on")), row.next_step_on, _postpone)
    own = next(one for one in look.fields if one.record == "account" and f"f_{one.key}" == column.key)
    return _own(own, row)


def _changing(name: str) -> Save:
    def save(by: Actor, row: Any, value: Any, version: int | None) -> None:
        actions.change(by=by, account_id=row.id, version=version, values={name: value}, at=timezone.now())

    return save


def _owner(column: Column, row: Any, look: AccountLook) -> Editor:
    people = dict(owners(look.actor))
    if row.owner_id and row.owner_id not in people and (now := look.person(row.owner_id)):
        people = {row.owner_id: look.named(now.name_zh, now.name_en), **people}
    choices = [(str(number), name) for number, name in people.items()]
    field = forms.ChoiceField(label=column.label, choices=choices if row.owner_id else [("", "–"), *choices])

    def save(by: Actor, row: Any, value: str, version: int | None) -> None:
        actions.assign(by=by, account_id=row.id, owner_id=int(value), version=version, at=timezone.now())

    return Editor(field, str(row.owner_id or ""), save)


def _postpone(by: Actor, row: Any, value: Any, version: int | None) -> None:
    """The day of the earliest open step, which is the one the list shows."""
    steps = Activity.objects.visible_to(by, "activities.edit").filter(account_id=row.id, next_done_at=None)
    first = steps.exclude(next_step="").order_by("next_on", "id").first()
    if first is None:
        raise Rejected(_("There is no open step. Record an activity with the next step."))
    actions.postpone(by=by, activity_id=first.pk, version=None, next_on=value, at=timezone.now())


def _own(field: CustomField, row: Any) -> Editor:
    def save(by: Actor, row: Any, value: Any, version: int | None) -> None:
        values = {"extra": {field.key: value}}
        actions.change(by=by, account_id=row.id, version=version, values=values, at=timezone.now())

    return Editor(own_field(field, row.extra.get(field.key)), row.extra.get(field.key), save)
