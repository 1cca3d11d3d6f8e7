"""Who may bring files in and take them out. What may be imported is decided by each record's own permission."""

from django.utils.translation import gettext_lazy as _

from kambium.core.access import ALL, OWN, Area, Permission, areas, permissions

areas.add(Area("exchange", _("Import and export"), 23))
permissions.add(
    Permission(
        "exchange.use",
        _("Import files and see one's imports"),
        {"director": OWN, "hr": OWN, "admin": OWN},
    ),
    Permission("exchange.view", _("See all imports"), {"admin": ALL, "auditor": ALL}),
)
