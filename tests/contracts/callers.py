"""Who calls: a clean holder of each role in the world, and nobody; and what each may see, walked over owners and teams.

The walk is another road than the product's: from a row to its account, to the account's owner, to the owner's team and
up the parents. It knows nothing of scopes, circles or of the copies of owner and units that rows carry.
"""

from dataclasses import dataclass

from kambium.accounts.models import Account, AccountFile, AccountMember, Activity, Address, Comment, Contact
from kambium.commerce.models import Order
from kambium.demo.cast import COLLEAGUES
from kambium.demo.world import World
from kambium.people.models import Person, Team

HOLDERS = {
    "kam": "zhou", "lead": "wang", "director": "shen", "hr": "gao", "trainer": "song", "support": "ma",
    "finance": "fang", "executive": "zhao", "auditor": "jiang", "admin": "luo", "security": "qian",
}  # fmt: skip
NOBODY = "anonymous"
CALLERS = (*HOLDERS, NOBODY)
READ_ALL = ("finance", "executive", "auditor")


@dataclass(frozen=True)
class Caller:
    """A role, its holder, and the accounts the holder owns or leads, sees, and does not see."""

    role: str
    person_id: int
    own: frozenset[int]
    seen: frozenset[int]
    unseen: frozenset[int]


def caller(role: str, world: World) -> Caller:
    """The holder of a role with the accounts within and out of sight; the recycle bin is in neither."""
    person: Person = getattr(world, HOLDERS[role])
    owners = dict(Account.objects.filter(deleted_at=None).values_list("id", "owner_id"))
    if role in READ_ALL:
        own = seen = frozenset(owners)
    elif role == "kam":
        own = frozenset(number for number, owner in owners.items() if owner == person.pk)
        seen = own | (member_of(person, world) & set(owners))
    elif role in ("lead", "director"):
        unit = next(unit for name, unit in COLLEAGUES[HOLDERS[role]].roles if name == role)
        below = people_below(unit, world)
        if role == "director":
            with_file = AccountFile.objects.filter(deleted_at=None).order_by("-id").values_list("account_id", flat=True)
            for number in (world.account_id("chengyue"), with_file[0]):
                move_elsewhere(number, world)
                owners[number] = world.fang.pk
        waiting = units_below(unit, world)  # nobody's account waits in a division
        divisions = dict(Account.objects.values_list("id", "division_id"))
        own = seen = frozenset(
            number for number, owner in owners.items() if (owner in below if owner else divisions[number] in waiting)
        )
    else:
        own = seen = frozenset()
    return Caller(role, person.pk, own, seen, frozenset(owners) - seen)


def member_of(person: Person, world: World) -> frozenset[int]:
    """The accounts on whose team a person is on the world's day."""
    rows = AccountMember.objects.filter(person=person).values_list("account_id", "active")
    return frozenset(account for account, active in rows if world.now in active)


def units_below(unit: str, world: World) -> frozenset[int]:
    """A unit and all that have it among their parents."""
    parents = dict(Team.objects.values_list("id", "parent_id"))
    top = world.team(unit).pk

    def is_below(team: int | None) -> bool:
        return team is not None and (team == top or is_below(parents[team]))

    return frozenset(filter(is_below, parents))


def people_below(unit: str, world: World) -> frozenset[int]:
    """Everybody whose team is the unit or below it."""
    units = units_below(unit, world)
    return frozenset(number for number, team in Person.objects.values_list("id", "team_id") if team in units)


def move_elsewhere(account: int, world: World) -> None:
    """Give an account, with all that belongs to it, to finance: all others are the director's."""
    where = {"owner": world.fang, "division_id": world.team("corporate").pk, "branch_id": None,
             "team_id": world.team("corporate").pk}  # fmt: skip
    for model in (Account, Contact, Activity, Address, AccountFile, Comment, Order):
        column = "id" if model is Account else "account_id"
        model.objects.filter(**{column: account}).update(**where)
