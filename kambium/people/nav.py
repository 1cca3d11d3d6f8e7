"""Where people, teams, roles and settings are reached."""

from django.utils.translation import gettext_lazy as _

from kambium.core.registry import CreateItem, NavItem, SettingsPage, creates, nav, settings_pages

nav.add(
    NavItem("home", _("Home"), "house", "home", None, 0),
    NavItem("together", _("Work together"), "users-round", "people", "people.directory", 50),
    NavItem("people", _("Colleagues"), "users-round", "people", "people.directory", 51, area="together"),
    NavItem("settings", _("Settings"), "settings", "settings", None, 95, foot=True),
)
creates.add(CreateItem("person", _("Person"), "user-round-plus", "person_new", "people.edit", 90))
settings_pages.add(
    SettingsPage("me", _("Display and language"), _("Language, time zone, currency, looks"), "sliders-horizontal",
                 "me", "me", None, 1),
    SettingsPage("security", _("Login and security"), _("Password, second factor, passkeys, sessions"),
                 "shield-check", "my_security", "me", None, 2),
    SettingsPage("absence", _("Leave and delegation"), _("When you are away, and who stands in"), "plane",
                 "my_absence", "me", None, 3),
    SettingsPage("staff", _("People"), _("Enter, place, invite and let go"), "users-round", "staff", "people",
                 "people.list", 10),
    SettingsPage("teams", _("Teams"), _("The tree of divisions and teams"), "network", "teams", "people",
                 "people.list", 11),
    SettingsPage("delegations", _("Delegations to approve"), _("Who acts for whom, and who asks to"), "badge-check",
                 "delegations", "people", "people.approve_delegation", 12),
    SettingsPage("roles", _("What roles may do"), _("The permission table, generated from the rules in force"),
                 "table-2", "roles", "security", "settings.view", 20),
    SettingsPage("grants", _("Who has which role"), _("Give and end roles"), "shield-check", "grants", "security",
                 "security.view", 21),
    SettingsPage("readings", _("Access record"), _("Who read, downloaded or took out what"), "eye", "readings",
                 "security", "security.readings", 22),
    SettingsPage("my_readings", _("Who saw my data"), _("Who opened your record, and when"), "eye", "my_readings",
                 "me", None, 4),
    SettingsPage("my_changes", _("My record"), _("What was changed about you, and by whom"), "history", "my_changes",
                 "me", None, 6),
    SettingsPage("company", _("Company"), _("Names, currency, time zone"), "building-2", "company", "company",
                 "settings.view", 30),
    SettingsPage("vocabularies", _("Vocabularies"), _("Industries, regions, tags and other words of your own"),
                 "book-open", "vocabularies", "company", "settings.view", 31),
)  # fmt: skip
