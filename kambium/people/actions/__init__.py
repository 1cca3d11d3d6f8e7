"""What can be done with people, teams, roles, leave and delegation."""

from kambium.people.actions.absence import CannotBeAway, NotAway, cancel_leave, enter_leave
from kambium.people.actions.delegating import (
    CannotDelegate,
    Decided,
    NotYours,
    approve_delegation,
    request_delegation,
    revoke_delegation,
)
from kambium.people.actions.departing import CannotDepart, Departure, StillHere, depart, rejoin
from kambium.people.actions.granting import CannotGrant, LastOne, NotToOneself, end_grant, grant
from kambium.people.actions.inviting import CannotInvite, invite
from kambium.people.actions.placing import CannotPlace, ReportingLoop, place
from kambium.people.actions.preferring import NotOffered, change_company, prefer
from kambium.people.actions.rejected import Rejected, Stale
from kambium.people.actions.safety import OwnFactors, remove_factors
from kambium.people.actions.seconding import AlreadyDecided, NotASecondPerson, approve_grant, decline_grant
from kambium.people.actions.sessions import OwnSession, end_session, end_sessions
from kambium.people.actions.staff import AlreadyTaken, NoName, change, enter
from kambium.people.actions.structuring import (
    CannotMove,
    InUse,
    TeamName,
    close_team,
    create_team,
    move_team,
    rename_team,
)
from kambium.people.actions.wording import CannotName, add_term, move_term, rename_term, switch_term

__all__ = [
    "AlreadyDecided",
    "AlreadyTaken",
    "CannotBeAway",
    "CannotDelegate",
    "CannotDepart",
    "CannotGrant",
    "CannotInvite",
    "CannotMove",
    "CannotName",
    "CannotPlace",
    "Decided",
    "Departure",
    "InUse",
    "LastOne",
    "NoName",
    "NotASecondPerson",
    "NotAway",
    "NotOffered",
    "NotToOneself",
    "NotYours",
    "OwnFactors",
    "OwnSession",
    "Rejected",
    "ReportingLoop",
    "Stale",
    "StillHere",
    "TeamName",
    "add_term",
    "approve_delegation",
    "approve_grant",
    "cancel_leave",
    "change",
    "change_company",
    "close_team",
    "create_team",
    "decline_grant",
    "depart",
    "end_grant",
    "end_session",
    "end_sessions",
    "enter",
    "enter_leave",
    "grant",
    "invite",
    "move_team",
    "move_term",
    "place",
    "prefer",
    "rejoin",
    "remove_factors",
    "rename_team",
    "rename_term",
    "request_delegation",
    "revoke_delegation",
    "switch_term",
]
