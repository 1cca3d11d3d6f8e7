"""Where the customer record is found."""

from django.utils.translation import gettext_lazy as _

from kambium.core.registry import CreateItem, NavItem, SettingsPage, creates, nav, settings_pages

nav.add(
    NavItem("accounts", _("Accounts"), "building-2", "account_list", "accounts.view", 20),
    NavItem("contacts", _("Contacts"), "user-round", "contact_list", "contacts.view", 21, area="accounts"),
    NavItem("activities", _("Activities"), "phone", "activity_list", "activities.view", 22, area="accounts"),
)
creates.add(
    CreateItem("activity", _("Log activity"), "phone", "activity_new", "activities.edit", 10, "a"),
    CreateItem("account", _("New account"), "building-2", "account_new", "accounts.create", 20),
    CreateItem("contact", _("New contact"), "user-round-plus", "contact_start", "contacts.edit", 30),
)
settings_pages.add(
    SettingsPage("duplicates", _("Duplicates"), _("Accounts entered twice: merge them, or keep them apart"), "merge",
                 "duplicates", "accounts", "accounts.merge", 40),
    SettingsPage("bin", _("Recycle bin"), _("Bring back what was removed"), "archive-restore", "bin", "accounts",
                 "contacts.delete", 41),
    SettingsPage("own_fields", _("Own fields"), _("Fields your company adds to accounts and contacts"), "table-2",
                 "own_fields", "accounts", "settings.view", 42),
)  # fmt: skip
