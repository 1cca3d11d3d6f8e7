"""Who may do what: the policy table, the actor, and the one gate for reading.

Three things make a decision: a `Permission` (declared by a domain, with the scope each role has), the `Actor` (the
signed-in person with dated grants and delegations), and a row that carries `owner_id` and unit columns (`Owned`).
"""

from kambium.core.access.actor import Actor, Delegate, Granted
from kambium.core.access.gate import NotThere, Refused, allows, require, stands_in_for
from kambium.core.access.owned import Owned, OwnedQuerySet
from kambium.core.access.policy import (
    ALL,
    ASSIGNED,
    DELEGATED,
    MEMBER,
    OWN,
    SELF,
    TREE,
    Area,
    Permission,
    Role,
    Scope,
    areas,
    permissions,
    roles,
)

__all__ = [
    "ALL",
    "ASSIGNED",
    "DELEGATED",
    "MEMBER",
    "OWN",
    "SELF",
    "TREE",
    "Actor",
    "Area",
    "Delegate",
    "Granted",
    "NotThere",
    "Owned",
    "OwnedQuerySet",
    "Permission",
    "Refused",
    "Role",
    "Scope",
    "allows",
    "areas",
    "permissions",
    "require",
    "roles",
    "stands_in_for",
]
