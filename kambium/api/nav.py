"""Where the interface for programs is found."""

from django.utils.translation import gettext_lazy as _

from kambium.core.registry import SettingsPage, settings_pages

settings_pages.add(
    SettingsPage("tokens", _("Programs and tokens"), _("Let programs work in your name, and see what they may ask"),
                 "key-round", "api_tokens", "me", "api.use", 5),
    SettingsPage("webhooks", _("Webhooks"), _("Let other systems hear of what happens"), "webhook", "api_webhooks",
                 "me", "api.use", 5),
    SettingsPage("overseen", _("Tokens of all"), _("Which programs work in whose name, and since when"), "bot",
                 "api_overseen", "security", "api.oversee", 23),
    SettingsPage("overseen_webhooks", _("Webhooks of all"), _("Which systems hear of what, and in whose name"),
                 "webhook", "api_overseen_webhooks", "security", "api.oversee", 24),
)  # fmt: skip
