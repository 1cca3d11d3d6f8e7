"""The customer record."""

from kambium.accounts.models.account import Account, AccountQuerySet
from kambium.accounts.models.activity import Activity, Participant
from kambium.accounts.models.contact import Contact
from kambium.accounts.models.field import CustomField
from kambium.accounts.models.merge import Merge, NotDuplicate
from kambium.accounts.models.place import Address
from kambium.accounts.models.talk import AccountFile, Comment, Follow
from kambium.accounts.models.team import AccountMember

__all__ = [
    "Account",
    "AccountFile",
    "AccountMember",
    "AccountQuerySet",
    "Activity",
    "Address",
    "Comment",
    "Contact",
    "CustomField",
    "Follow",
    "Merge",
    "NotDuplicate",
    "Participant",
]
