"""Where importing is found."""

from django.utils.translation import gettext_lazy as _

from kambium.core.registry import CreateItem, SettingsPage, creates, settings_pages

creates.add(CreateItem("import", _("Import files"), "upload", "imports", "exchange.use", 99))
settings_pages.add(
    SettingsPage(
        "imports",
        _("Import and export"),
        _("Bring files in, check them first, take them back"),
        "upload",
        "imports",
        "settings",
        "exchange.use",
        60,
    )
)
