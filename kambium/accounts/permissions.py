"""Who may do what with accounts and all that belongs to them."""

from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from kambium.accounts.models import AccountMember
from kambium.core.access import ALL, DELEGATED, MEMBER, OWN, TREE, Area, Permission, Scope, areas, permissions
from kambium.core.registry import Circle, circles

areas.add(
    Area("accounts", _("Accounts"), 1, can_delegate=True),
    Area("contacts", _("Contacts"), 5, can_delegate=True),
    Area("activities", _("Activities"), 5, can_delegate=True),
    Area("files", _("Files"), 5, can_delegate=True),
    Area("comments", _("Comments"), 5, can_delegate=True),
)

MINE: Scope = OWN | MEMBER | DELEGATED
READ = {"kam": MINE, "lead": TREE, "director": TREE, "finance": ALL, "executive": ALL, "auditor": ALL}
WRITE = {"kam": MINE, "lead": TREE, "director": TREE}
LEAD = {"lead": TREE, "director": TREE}
REACHABLE = {"auditor": frozenset({"email", "phone", "mobile", "wechat"})}

permissions.add(
    Permission("accounts.view", _("See accounts"), READ, masked={"auditor": frozenset({"phone"})}),
    Permission("accounts.create", _("Create accounts"), WRITE),
    Permission("accounts.edit", _("Change accounts"), WRITE),
    Permission("accounts.assign", _("Assign accounts to an owner"), LEAD),
    Permission("accounts.team", _("Change the account team"), {"kam": OWN, **LEAD}),
    Permission("accounts.delete", _("Move accounts to the recycle bin and back"), LEAD),
    Permission("accounts.merge", _("Merge duplicate accounts"), LEAD),
    Permission("accounts.export", _("Export accounts"), {**READ, "kam": OWN}),
    Permission("accounts.import", _("Import accounts"), {"director": TREE, "admin": ALL}),
    Permission("accounts.audit", _("See who changed an account"), READ),
    Permission("contacts.view", _("See contacts"), READ, masked=REACHABLE),
    Permission("contacts.edit", _("Create and change contacts"), WRITE),
    Permission("contacts.delete", _("Move contacts to the recycle bin and back"), WRITE),
    Permission("contacts.export", _("Export contacts"), {**READ, "kam": OWN}),
    Permission("contacts.import", _("Import contacts"), {"director": TREE, "admin": ALL}),
    Permission("activities.view", _("See activities"), READ),
    Permission("activities.edit", _("Record and change activities"), WRITE),
    Permission("activities.delete", _("Move activities to the recycle bin and back"), WRITE),
    Permission("activities.import", _("Import activities"), {"director": TREE, "admin": ALL}),
    Permission("activities.export", _("Export activities"), {**READ, "kam": OWN}),
    Permission("files.view", _("See files"), READ),
    Permission("files.edit", _("Add and remove files"), WRITE),
    Permission("comments.view", _("See comments"), READ),
    Permission("comments.write", _("Comment"), {**READ}),
)


READ_ALONG = frozenset({"view", "export", "audit"})
"""The verbs, in whatever area, of somebody on the account team who only reads along; and they may join in the talk."""


def _member_accounts(person_id: int, permission: str) -> object:
    """Ids of the accounts on whose team the person is today; to write, those where they do not only read along."""
    rows = AccountMember.objects.filter(person_id=person_id, active__contains=Now())
    if permission.rsplit(".", 1)[1] not in READ_ALONG and permission != "comments.write":
        rows = rows.filter(can_edit=True)
    return rows.values_list("account_id", flat=True)


circles.add(Circle("account_team", _member_accounts))
