"""What can be done with one colleague or team, as programs may ask for it."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kambium.core.deeds import Asking, Deed, deeds
from kambium.people import actions
from kambium.people.forms.absence import LeaveForm
from kambium.people.forms.organisation import MoveForm, TeamForm
from kambium.people.forms.staff import DepartForm, EnterForm, FactsForm, PlaceForm
from kambium.people.queries.days import day_of

Only = frozenset[str]
Values = Mapping[str, Any]


def _without(form: forms.Form, *names: str) -> Any:
    for name in names:
        del form.fields[name]
    return form


def _enter_form(asking: Asking, data: Any, only: Only) -> forms.Form:
    first = {"language": get_language(), "start": day_of(asking.at)}
    return _without(EnterForm(data, initial=first, actor=asking.actor), "invite")  # type: ignore[no-any-return]


def _facts_form(asking: Asking, data: Any, only: Only) -> forms.Form:
    stored = {name: getattr(asking.row, name, None) for name in FactsForm.base_fields} if asking.row else {}
    return _without(FactsForm(data, initial=stored), "version")  # type: ignore[no-any-return]


def _place_form(asking: Asking, data: Any, only: Only) -> forms.Form:
    row = asking.row
    first = {"team": row.team_id, "manager": row.manager_id, "title_zh": row.title_zh, "title_en": row.title_en,
             "start": day_of(asking.at)} if row else {}  # fmt: skip
    return PlaceForm(data, initial=first, actor=asking.actor, person_id=asking.number)


def _depart_form(asking: Asking, data: Any, only: Only) -> forms.Form:
    return DepartForm(data, actor=asking.actor, person_id=asking.number)


def _leave_form(asking: Asking, data: Any, only: Only) -> forms.Form:
    return LeaveForm(data, actor=asking.actor, person_id=asking.number)


def _team_form(asking: Asking, data: Any, only: Only) -> forms.Form:
    return _without(TeamForm(data, new=True), "version")  # type: ignore[no-any-return]


def _names_form(asking: Asking, data: Any, only: Only) -> forms.Form:
    stored = {"name_zh": asking.row.name_zh, "name_en": asking.row.name_en} if asking.row else {}
    return _without(TeamForm(data, initial=stored), "version")  # type: ignore[no-any-return]


def _move_form(asking: Asking, data: Any, only: Only) -> forms.Form:
    return _without(MoveForm(data), "version")  # type: ignore[no-any-return]


def _enter(asking: Asking, values: Values) -> Any:
    return actions.enter(by=asking.actor, at=asking.at, **values)


def _change(asking: Asking, values: Values) -> Any:
    return actions.change(by=asking.actor, person=asking.row, at=asking.at, version=asking.version, **values)


def _place(asking: Asking, values: Values) -> Any:
    verb = actions.place if asking.row.is_active else actions.rejoin
    return verb(by=asking.actor, person=asking.row, at=asking.at, **values)


def _depart(asking: Asking, values: Values) -> Any:
    return actions.depart(by=asking.actor, person=asking.row, at=asking.at, **values)


def _be_away(asking: Asking, values: Values) -> Any:
    return actions.enter_leave(by=asking.actor, person=asking.row, at=asking.at, **values)


def _create_team(asking: Asking, values: Values) -> Any:
    return actions.create_team(by=asking.actor, at=asking.at, **values)


def _rename_team(asking: Asking, values: Values) -> Any:
    return actions.rename_team(by=asking.actor, team=asking.row, version=asking.version, at=asking.at, **values)


def _move_team(asking: Asking, values: Values) -> Any:
    return actions.move_team(by=asking.actor, team=asking.row, version=asking.version, at=asking.at, **values)


def _close_team(asking: Asking, values: Values) -> Any:
    return actions.close_team(by=asking.actor, team=asking.row, version=asking.version, at=asking.at)


deeds.add(
    Deed("person.create", _("New person"), "people.edit", _enter, _enter_form, is_new=True),
    Deed("person.change", _("Edit person"), "people.edit", _change, _facts_form, is_partial=True, is_versioned=True),
    Deed("person.place", _("Place"), "people.edit", _place, _place_form, is_partial=True),
    Deed("person.depart", _("Leaves the company"), "people.edit", _depart, _depart_form),
    Deed("person.leave", _("Enter leave"), "people.leave", _be_away, _leave_form),
    Deed("team.create", _("New team"), "people.edit", _create_team, _team_form, is_new=True),
    Deed("team.change", _("Rename the team"), "people.edit", _rename_team, _names_form, is_partial=True,
         is_versioned=True),
    Deed("team.move", _("Move under"), "people.edit", _move_team, _move_form, is_versioned=True),
    Deed("team.close", _("Close the team"), "people.edit", _close_team, is_versioned=True),
)  # fmt: skip
