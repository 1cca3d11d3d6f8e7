"""What can be done with many accounts at once; lists offer it by hand."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kambium.accounts.actions import bulk
from kambium.accounts.queries.staff import owners
from kambium.core.registry import Verb, verbs
from kambium.people.actions.rejected import Rejected

MANY = 20


def _owner(look: Any) -> dict[str, forms.Field]:
    people = [(str(number), name) for number, name in owners(look.actor)]
    return {"owner_id": forms.ChoiceField(label=_("New owner"), choices=[("", "–"), *people])}


def _words(name: str, label: Any, vocabulary: str) -> Any:
    def fields(look: Any) -> dict[str, forms.Field]:
        words = [(code, word.label) for code, word in look.words.get(vocabulary, {}).items() if word.is_active]
        return {name: forms.ChoiceField(label=label, choices=[("", "–"), *words])}

    return fields


verbs.add(
    Verb("accounts.assign", _("Assign owner"), "user-round-pen", "accounts.assign", bulk.assign_all, _owner,
         (Rejected,)),
    Verb("accounts.status", _("Set status"), "pencil", "accounts.edit", bulk.set_status,
         _words("status", _("Status"), "account_status"), (Rejected,)),
    Verb("accounts.tag", _("Add tag"), "tag", "accounts.edit", bulk.add_tag, _words("tag", _("Tag"), "tag"),
         (Rejected,)),
    Verb("accounts.untag", _("Remove tag"), "tag", "accounts.edit", bulk.remove_tag, _words("tag", _("Tag"), "tag"),
         (Rejected,)),
    Verb("accounts.follow", _("Follow"), "eye", "accounts.view", bulk.follow_all),
    Verb("accounts.remove", _("Remove"), "trash-2", "accounts.delete", bulk.remove_all, typed_above=MANY,
         danger=True),
)  # fmt: skip
