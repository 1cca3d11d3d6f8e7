"""Where the customer record is found."""

from django.utils.translation import gettext_lazy as _

from kambium.core.registry import CreateItem, NavItem, creates, nav

nav.add(NavItem("accounts", _("Accounts"), "building-2", "account_list", "accounts.view", 20))
creates.add(
    CreateItem("activity", _("Log activity"), "phone", "activity_new", "activities.edit", 10, "a"),
    CreateItem("account", _("New account"), "building-2", "account_new", "accounts.create", 20),
    CreateItem("contact", _("New contact"), "user-round-plus", "contact_start", "contacts.edit", 30),
)
