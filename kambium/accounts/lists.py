"""The lists of this area and what can be done with many of their rows, found at start-up by pages and jobs alike."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kambium.accounts import home
from kambium.accounts.actions import bulk
from kambium.accounts.queries import lists
from kambium.accounts.queries.staff import owners
from kambium.core.registry import EventType, events
from kambium.core.web.listing.bulk_verbs import BulkVerb, bulk_verbs
from kambium.people.actions.rejected import Rejected

__all__ = ["home", "lists"]

MANY = 20

events.add(
    EventType("accounts.assigned", _("Accounts given to you"), _("gave you %(count)s accounts"), "user-round-pen"),
)


def _owner(look: Any) -> dict[str, forms.Field]:
    people = [(str(number), name) for number, name in owners(look.actor)]
    return {"owner_id": forms.ChoiceField(label=_("New owner"), choices=[("", "–"), *people])}


def _words(name: str, label: Any, vocabulary: str) -> Any:
    def fields(look: Any) -> dict[str, forms.Field]:
        words = [(code, word.label) for code, word in look.words.get(vocabulary, {}).items() if word.is_active]
        return {name: forms.ChoiceField(label=label, choices=[("", "–"), *words])}

    return fields


bulk_verbs.add(
    BulkVerb("accounts.assign", _("Assign owner"), "user-round-pen", "accounts.assign", bulk.assign_all, _owner,
         (Rejected,)),
    BulkVerb("accounts.status", _("Set status"), "pencil", "accounts.edit", bulk.set_status,
         _words("status", _("Status"), "account_status"), (Rejected,)),
    BulkVerb("accounts.tag", _("Add tag"), "tag", "accounts.edit", bulk.add_tag, _words("tag", _("Tag"), "tag"),
         (Rejected,)),
    BulkVerb("accounts.untag", _("Remove tag"), "tag", "accounts.edit", bulk.remove_tag, _words("tag", _("Tag"), "tag"),
         (Rejected,)),
    BulkVerb("accounts.follow", _("Follow"), "eye", "accounts.view", bulk.follow_all),
    BulkVerb("accounts.remove", _("Remove"), "trash-2", "accounts.delete", bulk.remove_all, typed_above=MANY,
             danger=True),
)  # fmt: skip
