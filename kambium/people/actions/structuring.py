"""Teams: created, renamed, moved in the tree, closed."""

from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from kambium.core import events, terms
from kambium.core.access import Actor, require
from kambium.people.actions.rejected import Rejected, check_version
from kambium.people.actions.restamping import restamp
from kambium.people.actions.telling import facts
from kambium.people.actions.turns import take_turn
from kambium.people.models import Grant, Person, Team
from kambium.people.queries.names import REVISION

MOVE = """
UPDATE people_team SET path = %(above)s::bigint[] || path[%(depth)s + 1:],
    depth = cardinality(%(above)s::bigint[]) + depth - %(depth)s, version = version + 1
WHERE path @> ARRAY[%(team)s::bigint]
"""


class TeamName(Rejected):
    """A team needs a name in one language at least, its own among its neighbours."""


class CannotMove(Rejected):
    """A team cannot stand under itself, under a closed team, or beside the company."""


class InUse(Rejected):
    """People, teams or roles still belong to the team."""


def create_team(*, by: Actor, parent: Team, name_zh: str, name_en: str, at: datetime) -> Team:
    """Create a team under another. Raises TeamName and CannotMove."""
    require(by, "people.edit")
    with transaction.atomic():
        take_turn("tree")
        above = _open(parent)
        team = Team(parent=above, depth=above.depth + 1, **_names(name_zh, name_en, above.pk))
        team.save()
        team.path = [*above.path, team.pk]
        team.save(update_fields=["path"])
        events.record("team.created", team, by=by, at=at, data=facts(team=team, parent=above))
        terms.changed(REVISION)
    return team


def rename_team(*, by: Actor, team: Team, name_zh: str, name_en: str, version: int | None, at: datetime) -> Team:
    """Give a team other names. Raises Stale and TeamName."""
    require(by, "people.edit")
    with transaction.atomic():
        take_turn("tree")
        stored = Team.objects.select_for_update().get(pk=team.pk)
        check_version(stored, version)
        before = facts(before=stored)
        for field, value in _names(name_zh, name_en, stored.parent_id, but=stored.pk).items():
            setattr(stored, field, value)
        stored.version += 1
        stored.save(update_fields=["name_zh", "name_en", "version"])
        events.record("team.renamed", stored, by=by, at=at, data=facts(team=stored) | before)
        terms.changed(REVISION)
    return stored


def move_team(*, by: Actor, team: Team, parent: Team, version: int | None, at: datetime) -> int:
    """Move a team, with all below it, under another; returns how many rows now carry other unit columns.

    Path and depth of the whole subtree follow, and the unit columns of everything its people own. Raises Stale,
    CannotMove and TeamName.
    """
    require(by, "people.edit")
    with transaction.atomic():
        take_turn("tree")
        stored = Team.objects.select_for_update().get(pk=team.pk)
        check_version(stored, version)
        above = _open(parent)
        _refuse_inside(stored, above)
        _names(stored.name_zh, stored.name_en, above.pk, but=stored.pk)
        Team.objects.filter(pk=stored.pk).update(parent=above)
        with connection.cursor() as cursor:
            cursor.execute(MOVE, {"above": above.path, "depth": stored.depth, "team": stored.pk})
        events.record("team.moved", stored, by=by, at=at, data=facts(team=stored, parent=above))
        terms.changed(REVISION)
        return restamp(list(Person.objects.filter(team__path__contains=[stored.pk]).values_list("pk", flat=True)))


def close_team(*, by: Actor, team: Team, version: int | None, at: datetime) -> Team:
    """Close a team that nobody works in, that holds no open team and for which nobody has a role. Raises InUse."""
    require(by, "people.edit")
    with transaction.atomic():
        take_turn("tree")
        stored = Team.objects.select_for_update().get(pk=team.pk)
        check_version(stored, version)
        if stored.parent_id is None:
            raise CannotMove(_("The company itself stays open."))
        _refuse_in_use(stored, at)
        stored.is_active = False
        stored.version += 1
        stored.save(update_fields=["is_active", "version"])
        events.record("team.closed", stored, by=by, at=at, data=facts(team=stored))
        terms.changed(REVISION)
    return stored


def _open(parent: Team) -> Team:
    above = Team.objects.select_for_update().get(pk=parent.pk)
    if not above.is_active:
        raise CannotMove(_("The team %(name)s is closed.") % {"name": above.name}, "parent")
    return above


def _refuse_inside(team: Team, above: Team) -> None:
    if team.parent_id is None:
        raise CannotMove(_("The company stands at the top of the tree."), "parent")
    if team.pk in above.path:
        text = _("%(above)s is %(team)s itself or lies under it; a team cannot stand under itself.")
        raise CannotMove(text % {"above": above.name, "team": team.name}, "parent")


def _names(zh: str, en: str, parent_id: int | None, *, but: int = 0) -> dict[str, str]:
    names = {"name_zh": zh.strip(), "name_en": en.strip()}
    if not any(names.values()):
        raise TeamName(_("Enter a name in at least one language."), "name_zh")
    beside = Team.objects.filter(parent_id=parent_id, is_active=True).exclude(pk=but)
    for field, value in names.items():
        if value and beside.filter(**{f"{field}__iexact": value}).exists():
            raise TeamName(_("There is already a team %(name)s in that place.") % {"name": value}, field)
    return names


def _refuse_in_use(team: Team, at: datetime) -> None:
    people = Person.objects.active().filter(team=team).count()
    planned = team.memberships.filter(active__startswith__gt=at.date()).count()
    teams = Team.objects.filter(parent=team, is_active=True).count()
    roles = Grant.objects.filter(team=team, active__contains=at).count()
    if people or teams or roles or planned:
        text = _("Still in it: people %(people)d, coming %(planned)d, teams %(teams)d, roles %(roles)d")
        raise InUse(text % {"people": people, "planned": planned, "teams": teams, "roles": roles})
