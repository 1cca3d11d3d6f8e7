"""The verbs of the customer record: the only way its rows change."""

from kambium.accounts.actions.account import assign, change, create, remove, restore
from kambium.accounts.actions.activity import change as change_activity
from kambium.accounts.actions.activity import log
from kambium.accounts.actions.activity import remove as remove_activity
from kambium.accounts.actions.activity import restore as restore_activity
from kambium.accounts.actions.address import add as add_address
from kambium.accounts.actions.address import change as change_address
from kambium.accounts.actions.address import remove as remove_address
from kambium.accounts.actions.comment import change_comment, remove_comment, write_comment
from kambium.accounts.actions.contact import change as change_contact
from kambium.accounts.actions.contact import come_back, leave
from kambium.accounts.actions.contact import create as create_contact
from kambium.accounts.actions.contact import move as move_contact
from kambium.accounts.actions.contact import remove as remove_contact
from kambium.accounts.actions.contact import restore as restore_contact
from kambium.accounts.actions.fields import add_field, change_field, move_field, retire_field, revive_field
from kambium.accounts.actions.file import add_file, remove_file
from kambium.accounts.actions.follow import follow, unfollow
from kambium.accounts.actions.merging import merge, not_duplicate, unmerge
from kambium.accounts.actions.step import finish, postpone
from kambium.accounts.actions.team import add_member, end_member

__all__ = [
    "add_address",
    "add_field",
    "add_file",
    "add_member",
    "assign",
    "change",
    "change_activity",
    "change_address",
    "change_comment",
    "change_contact",
    "change_field",
    "come_back",
    "create",
    "create_contact",
    "end_member",
    "finish",
    "follow",
    "leave",
    "log",
    "merge",
    "move_contact",
    "move_field",
    "not_duplicate",
    "postpone",
    "remove",
    "remove_activity",
    "remove_address",
    "remove_comment",
    "remove_contact",
    "remove_file",
    "restore",
    "restore_activity",
    "restore_contact",
    "retire_field",
    "revive_field",
    "unfollow",
    "unmerge",
    "write_comment",
]
