"""People, teams, and what each may do when."""

from kambium.people.models.company import Company
from kambium.people.models.grant import Delegation, Grant, GrantRequest, Leave
from kambium.people.models.person import Person
from kambium.people.models.team import Membership, Team

__all__ = ["Company", "Delegation", "Grant", "GrantRequest", "Leave", "Membership", "Person", "Team"]
