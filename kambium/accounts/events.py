"""What can happen to accounts and all that belongs to them."""

from django.utils.translation import gettext_lazy as _

from kambium.accounts.labels import changed_account, changed_activity, changed_contact
from kambium.core.registry import EventType, events

events.add(
    EventType("contact.read", _("Contact read"), _("opened a contact"), "eye"),
    EventType("account.created", _("Account created"), _("created the account %(account)s"), "building-2", "good"),
    EventType("account.changed", _("Account changed"), _("changed %(fields)s"), "pencil", words=changed_account),
    EventType("account.assigned", _("Owner changed"), _("made %(owner)s the owner of %(account)s"), "user-round-pen"),
    EventType("accounts.assigned", _("Accounts given to you"), _("gave you %(count)s accounts"), "user-round-pen"),
    EventType("account.removed", _("Account removed"), _("moved %(account)s to the recycle bin"), "trash-2", "warn"),
    EventType(
        "account.restored", _("Account restored"), _("took %(account)s out of the recycle bin"), "undo-2", "good"
    ),
    EventType("account.merged", _("Accounts merged"), _("merged %(gone)s into %(account)s"), "git-merge"),
    EventType("account.unmerged", _("Merge undone"), _("parted %(gone)s from %(account)s again"), "split"),
    EventType("contact.created", _("Contact created"), _("added the contact %(contact)s"), "user-round-plus", "good"),
    EventType(
        "contact.changed",
        _("Contact changed"),
        _("changed %(fields)s of %(contact)s"),
        "user-round-pen",
        words=changed_contact,
    ),
    EventType("contact.moved", _("Contact moved"), _("moved %(contact)s from %(before)s to %(account)s"), "move-right"),
    EventType(
        "contact.left", _("Contact left"), _("%(contact)s left the company on %(left_on)s"), "user-round-x", "warn"
    ),
    EventType("contact.returned", _("Contact came back"), _("%(contact)s works there again"), "badge-check", "good"),
    EventType("contact.removed", _("Contact removed"), _("moved %(contact)s to the recycle bin"), "trash-2", "warn"),
    EventType("contact.restored", _("Contact restored"), _("took %(contact)s out of the recycle bin"), "undo-2"),
    EventType("activity.logged", _("Activity recorded"), _("recorded “%(subject)s”"), "phone", "good"),
    EventType(
        "activity.changed",
        _("Activity changed"),
        _("changed %(fields)s of “%(subject)s”"),
        "pencil",
        words=changed_activity,
    ),
    EventType("activity.removed", _("Activity removed"), _("moved “%(subject)s” to the recycle bin"), "trash-2"),
    EventType("activity.restored", _("Activity restored"), _("took “%(subject)s” out of the recycle bin"), "undo-2"),
    EventType("activity.step_given", _("Next step for you"), _("gave you the step “%(step)s”"), "list-todo"),
    EventType("activity.step_done", _("Step done"), _("did “%(step)s”"), "circle-check", "good"),
    EventType("activity.step_moved", _("Step moved"), _("moved “%(step)s” to %(next_on)s"), "calendar-clock"),
    EventType("address.added", _("Address added"), _("added the address %(place)s"), "map-pin"),
    EventType("address.changed", _("Address changed"), _("changed the address %(place)s"), "map-pin"),
    EventType("address.removed", _("Address removed"), _("removed the address %(place)s"), "map-pin"),
    EventType("member.added", _("Team member added"), _("took %(person)s onto the account team"), "user-round-plus"),
    EventType("member.ended", _("Team member left"), _("took %(person)s off the account team"), "user-round-x"),
    EventType("file.added", _("File added"), _("added the file %(file)s"), "paperclip"),
    EventType("file.removed", _("File removed"), _("removed the file %(file)s"), "trash-2"),
    EventType("comment.written", _("Comment"), _("commented on %(account)s: %(excerpt)s"), "message-square"),
    EventType("comment.changed", _("Comment changed"), _("changed a comment"), "message-square"),
    EventType("comment.removed", _("Comment removed"), _("removed a comment"), "message-square"),
    EventType("comment.mentioned", _("Mentioned"), _("mentioned you on %(account)s: %(excerpt)s"), "at-sign"),
    EventType("field.created", _("Own field created"), _("added the field %(field)s"), "plus"),
    EventType("field.changed", _("Own field changed"), _("changed the field %(field)s"), "pencil"),
    EventType("field.retired", _("Own field retired"), _("retired the field %(field)s"), "archive"),
    EventType("field.revived", _("Own field in use again"), _("took the field %(field)s into use again"), "undo-2"),
)
