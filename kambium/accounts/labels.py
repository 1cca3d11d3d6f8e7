"""What the fields of a record are called, for forms, changes and events alike."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from kambium.core.ui.language import is_chinese

ACCOUNT = {
    "name_zh": _("Chinese name"),
    "name_en": _("English name"),
    "short_name": _("Short name"),
    "registration_no": _("Registration number"),
    "country": _("Country"),
    "parent_id": _("Parent account"),
    "industry": _("Industry"),
    "region": _("Region"),
    "size": _("Size"),
    "status": _("Status"),
    "employees": _("Employees"),
    "annual_revenue": _("Annual revenue"),
    "currency": _("Currency"),
    "founded_year": _("Founded in"),
    "customer_since": _("Customer since"),
    "website": _("Website"),
    "phone": _("Phone"),
    "city": _("City"),
    "about": _("About"),
    "tags": _("Tags"),
    "owner_id": _("Owner"),
}
CONTACT = {
    "name_zh": _("Chinese name"),
    "name_en": _("English name"),
    "account_id": _("Account"),
    "title": _("Job title"),
    "department": _("Department"),
    "seniority": _("Seniority"),
    "roles": _("Part in buying"),
    "language": _("Language"),
    "email": _("E-mail"),
    "phone": _("Phone"),
    "mobile": _("Mobile"),
    "wechat": _("WeChat"),
    "reports_to_id": _("Reports to"),
    "is_main": _("Main contact"),
    "left_on": _("Left on"),
    "note": _("Note"),
}
ACTIVITY = {
    "kind": _("Kind"),
    "subject": _("Subject"),
    "happened_at": _("When"),
    "minutes": _("Minutes"),
    "place": pgettext_lazy("activity", "Place"),
    "body": _("Notes"),
    "next_step": _("Next step"),
    "next_on": _("By when"),
    "next_owner_id": _("Who does it"),
    "next_done_at": _("Done at"),
}
ADDRESS = {
    "kind": _("Kind"),
    "line1": _("Street and number"),
    "line2": _("Building, floor"),
    "city": _("City"),
    "province": _("Province or state"),
    "postal_code": _("Postal code"),
    "country": _("Country"),
}
OF = {"account": ACCOUNT, "contact": CONTACT, "activity": ACTIVITY, "address": ADDRESS}
OWN_FIELDS = _("Own fields")


def changed_account(data: Mapping[str, Any]) -> dict[str, str]:
    """The words of an event that keeps the names of an account's changed fields."""
    return _labelled("account", data)


def changed_contact(data: Mapping[str, Any]) -> dict[str, str]:
    """The same for a contact."""
    return _labelled("contact", data)


def changed_activity(data: Mapping[str, Any]) -> dict[str, str]:
    """The same for an activity."""
    return _labelled("activity", data)


def _labelled(record: str, data: Mapping[str, Any]) -> dict[str, str]:
    """The changed fields as the reader calls them; each once, for all of the company's own fields are one word."""
    labels = [str(OF[record].get(name, OWN_FIELDS)) for name in data.get("fields", ())]
    labels = labels if is_chinese() else [label.lower() for label in labels]
    return {"fields": gettext(", ").join(dict.fromkeys(labels))}
