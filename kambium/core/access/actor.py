"""The signed-in person as the policy sees one: grants and delegations in force now, as plain values."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from kambium.core.access.policy import Permission, Scope, permissions


@dataclass(frozen=True)
class Granted:
    """A role in force. `depth` and `below` place its unit in the tree: 0 is the company, `below` the ids under it."""

    role: str
    unit_id: int | None = None
    depth: int = 0
    below: tuple[int, ...] = ()


@dataclass(frozen=True)
class Delegate:
    """A colleague who delegated some areas to the actor, today."""

    person_id: int
    areas: frozenset[str]


@dataclass(frozen=True)
class Actor:
    """Who acts. `person_id` is 0 for the system itself, which holds no grant and so reads nothing by itself."""

    person_id: int
    grants: tuple[Granted, ...] = ()
    delegates: tuple[Delegate, ...] = ()
    via: str = "web"
    _known: dict[str, object] = field(default_factory=dict, compare=False, repr=False)

    @property
    def roles(self) -> frozenset[str]:
        """The keys of the roles in force."""
        return frozenset(g.role for g in self.grants)

    def scope(self, key: str) -> Scope:
        """The union of the scopes the actor's roles give for a permission; empty when there is none."""
        rule = permissions[key]
        return _union(rule.roles.get(g.role, Scope(0)) for g in self.grants)

    def can(self, key: str | None) -> bool:
        """Whether any role gives the permission at all; rows are decided by `visible_to` and `require`."""
        return key is None or bool(self.scope(key))

    def units(self, key: str) -> tuple[Granted, ...]:
        """The grants whose unit subtree the permission reaches."""
        rule = permissions[key]
        return tuple(g for g in self.grants if rule.roles.get(g.role, Scope(0)) & Scope.TREE)

    def delegators(self, key: str) -> tuple[int, ...]:
        """The colleagues whose rows of the permission's area were delegated to the actor."""
        area = permissions[key].area
        return tuple(d.person_id for d in self.delegates if area in d.areas)

    def masked(self, key: str) -> frozenset[str]:
        """Fields that stay masked: those masked in every role through which the actor has the permission."""
        rule: Permission = permissions[key]
        sets = [rule.masked.get(g.role, frozenset()) for g in self.grants if g.role in rule.roles]
        return frozenset.intersection(*sets) if sets else frozenset()


def _union(scopes: Iterable[Scope]) -> Scope:
    found = Scope(0)
    for scope in scopes:
        found |= scope
    return found
