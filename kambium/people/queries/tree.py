"""The tree of teams, with how many work where and who leads."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Q

from kambium.people.models import Grant, Team

LEADING = ("director", "lead")


@dataclass
class Branch:
    """A team in the tree: its own people, everybody in the subtree, its leaders, and the teams under it."""

    team: Team
    own: int
    leaders: list[int] = field(default_factory=list)
    below: list["Branch"] = field(default_factory=list)

    @property
    def whole(self) -> int:
        """People in this team and all teams under it."""
        return self.own + sum(branch.whole for branch in self.below)


def team_tree(at: datetime, *, closed: bool = False) -> list[Branch]:
    """The tree from its roots, in name order; closed teams only when asked for."""
    branches = {branch.team.pk: branch for branch in _branches(closed=closed)}
    for person, team in Grant.objects.filter(
        role__in=LEADING, active__contains=at, person__is_active=True, team_id__in=branches
    ).values_list("person_id", "team_id"):
        branches[team].leaders.append(person)
    roots: list[Branch] = []
    for branch in branches.values():
        above = branches.get(branch.team.parent_id or 0)
        (above.below if above else roots).append(branch)
    return roots


def _branches(*, closed: bool) -> list[Branch]:
    rows = Team.objects.annotate(own=Count("people", filter=Q(people__is_active=True)))
    if not closed:
        rows = rows.filter(is_active=True)
    return [Branch(team, team.own) for team in sorted(rows, key=lambda t: (t.depth, t.name))]
