"""What can be done with one account, contact, activity or address, as programs may ask for it."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from kambium.accounts import actions
from kambium.accounts.forms import asked
from kambium.core.deeds import Asking, Deed, deeds

Values = Mapping[str, Any]


def _create_account(asking: Asking, values: Values) -> Any:
    rest = dict(values)
    return actions.create(by=asking.actor, owner_id=rest.pop("owner_id", None), values=rest, at=asking.at)


def _change_account(asking: Asking, values: Values) -> Any:
    return actions.change(
        by=asking.actor, account_id=asking.number, version=asking.version, values=values, at=asking.at
    )


def _merge(asking: Asking, values: Values) -> Any:
    return actions.merge(by=asking.actor, kept_id=asking.number, gone_id=values["gone_id"], choices={},
                         typed=values["typed"], at=asking.at)  # fmt: skip


def _of_account(act: Any) -> Any:
    return lambda asking, values: act(by=asking.actor, account_id=asking.number, at=asking.at, **values)


def _of_contact(act: Any) -> Any:
    return lambda asking, values: act(by=asking.actor, contact_id=asking.number, at=asking.at, **values)


def _of_activity(act: Any) -> Any:
    return lambda asking, values: act(by=asking.actor, activity_id=asking.number, at=asking.at, **values)


def _create_contact(asking: Asking, values: Values) -> Any:
    rest = dict(values)
    return actions.create_contact(by=asking.actor, account_id=rest.pop("account_id"), values=rest, at=asking.at)


def _change_contact(asking: Asking, values: Values) -> Any:
    return actions.change_contact(by=asking.actor, contact_id=asking.number, version=asking.version, values=values,
                                  at=asking.at)  # fmt: skip


def _parts(values: Values) -> dict[str, Any]:
    """An activity's own values, and who took part where that is said."""
    who = {name: values[name] for name in ("contacts", "people") if name in values}
    return {"values": {name: value for name, value in values.items() if name not in who}, **who}


def _log(asking: Asking, values: Values) -> Any:
    rest = dict(values)
    return actions.log(by=asking.actor, account_id=rest.pop("account_id"), at=asking.at, **_parts(rest))


def _change_activity(asking: Asking, values: Values) -> Any:
    return actions.change_activity(by=asking.actor, activity_id=asking.number, version=asking.version, at=asking.at,
                                   **_parts(values))  # fmt: skip


def _finish(asking: Asking, values: Values) -> Any:
    return actions.finish(by=asking.actor, activity_id=asking.number, version=asking.version, at=asking.at)


def _postpone(asking: Asking, values: Values) -> Any:
    return actions.postpone(by=asking.actor, activity_id=asking.number, version=asking.version, at=asking.at, **values)


def _add_address(asking: Asking, values: Values) -> Any:
    rest = dict(values)
    return actions.add_address(by=asking.actor, account_id=rest.pop("account_id"), values=rest, at=asking.at)


def _change_address(asking: Asking, values: Values) -> Any:
    return actions.change_address(by=asking.actor, address_id=asking.number, version=asking.version, values=values,
                                  at=asking.at)  # fmt: skip


def _remove_address(asking: Asking, values: Values) -> Any:
    return actions.remove_address(by=asking.actor, address_id=asking.number, at=asking.at)


deeds.add(
    Deed("account.create", _("New account"), "accounts.create", _create_account, asked.account_form, is_new=True),
    Deed("account.change", _("Edit account"), "accounts.edit", _change_account, asked.account_form, is_partial=True,
         is_versioned=True),
    Deed("account.remove", _("Remove"), "accounts.delete", _of_account(actions.remove)),
    Deed("account.restore", _("Restore"), "accounts.delete", _of_account(actions.restore), in_bin=True),
    Deed("account.assign", _("Assign owner"), "accounts.assign", _of_account(actions.assign), asked.owner_form),
    Deed("account.join", _("New team member"), "accounts.team", _of_account(actions.add_member), asked.member_form),
    Deed("account.follow", _("Follow"), "accounts.view", _of_account(actions.follow)),
    Deed("account.unfollow", _("Unfollow"), "accounts.view", _of_account(actions.unfollow)),
    Deed("account.comment", _("Comment"), "comments.write", _of_account(actions.write_comment), asked.comment_form),
    Deed("account.merge", _("Merge"), "accounts.merge", _merge, asked.merge_form),
    Deed("contact.create", _("New contact"), "contacts.edit", _create_contact, asked.contact_form, is_new=True),
    Deed("contact.change", _("Edit contact"), "contacts.edit", _change_contact, asked.contact_form, is_partial=True,
         is_versioned=True),
    Deed("contact.remove", _("Remove"), "contacts.delete", _of_contact(actions.remove_contact)),
    Deed("contact.restore", _("Restore"), "contacts.delete", _of_contact(actions.restore_contact), in_bin=True),
    Deed("contact.move", _("Works elsewhere"), "contacts.edit", _of_contact(actions.move_contact), asked.where_form),
    Deed("contact.leave", _("Left the company"), "contacts.edit", _of_contact(actions.leave), asked.departure_form),
    Deed("contact.return", _("Works there again"), "contacts.edit", _of_contact(actions.come_back)),
    Deed("activity.create", _("Log activity"), "activities.edit", _log, asked.activity_form, is_new=True),
    Deed("activity.change", _("Change activity"), "activities.edit", _change_activity, asked.activity_form,
         is_partial=True, is_versioned=True),
    Deed("activity.remove", _("Remove"), "activities.delete", _of_activity(actions.remove_activity)),
    Deed("activity.restore", _("Restore"), "activities.delete", _of_activity(actions.restore_activity), in_bin=True),
    Deed("activity.finish", _("Next step done"), "activities.edit", _finish, is_versioned=True),
    Deed("activity.postpone", _("Another day for the next step"), "activities.edit", _postpone, asked.day_form,
         is_versioned=True),
    Deed("address.create", _("New address"), "accounts.edit", _add_address, asked.address_form, is_new=True),
    Deed("address.change", _("Change address"), "accounts.edit", _change_address, asked.address_form, is_partial=True,
         is_versioned=True),
    Deed("address.remove", _("Remove address"), "accounts.edit", _remove_address),
)  # fmt: skip
