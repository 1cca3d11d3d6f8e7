"""The policy table: area × permission × role → scope. The only place of rules.

From it come `visible_to`, `require`, the menus, the page of roles, the reference in `docs/` and the test matrix.
Deny by default: a role that is not named has nothing, and a page without a permission stops the start-up.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntFlag
from typing import TYPE_CHECKING

from kambium.core.registry import Socket

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class Scope(IntFlag):
    """Which rows a role reaches; scopes add up.

    OWN rows the person owns · MEMBER rows of accounts on whose team the person is · DELEGATED rows of a person who
    delegated the area for a time · TREE rows of the granted unit and all below it · SELF the person's own record ·
    ASSIGNED rows given to the person by name · ALL every row.
    """

    OWN = 1
    MEMBER = 2
    DELEGATED = 4
    TREE = 8
    SELF = 16
    ASSIGNED = 32
    ALL = 64


OWN, MEMBER, DELEGATED, TREE = Scope.OWN, Scope.MEMBER, Scope.DELEGATED, Scope.TREE
SELF, ASSIGNED, ALL = Scope.SELF, Scope.ASSIGNED, Scope.ALL


@dataclass(frozen=True)
class Role:
    """A role of the permission matrix.

    `unit` says that a grant of it names the unit it is for; `far` that it reaches so far that a second person approves.
    """

    key: str
    label: "str | _StrPromise"
    help: "str | _StrPromise"
    position: int
    unit: bool = False
    far: bool = False


@dataclass(frozen=True)
class Area:
    """A row of the permission matrix; what can be delegated is delegated by area."""

    key: str
    label: "str | _StrPromise"
    position: int
    can_delegate: bool = False


@dataclass(frozen=True)
class Permission:
    """One thing that can be done, `area.verb`, and the scope in which each role may do it.

    `masked` names, per role, the fields a role that may see the row may nevertheless not see in full.
    """

    key: str
    label: "str | _StrPromise"
    roles: Mapping[str, Scope]
    masked: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def area(self) -> str:
        """The key of the area it belongs to."""
        return self.key.split(".", 1)[0]


roles: Socket[Role] = Socket("roles")
areas: Socket[Area] = Socket("areas")
permissions: Socket[Permission] = Socket("permissions")
