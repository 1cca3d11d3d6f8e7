"""Who may let a program work in their name. What the program then may do is what the person may do."""

from django.utils.translation import gettext_lazy as _

from kambium.core.access import ALL, OWN, Area, Permission, areas, permissions

areas.add(Area("api", _("Interface for programs"), 24))
permissions.add(
    Permission(
        "api.use",
        _("Let programs work in one's own name"),
        {"kam": OWN, "lead": OWN, "director": OWN, "hr": OWN, "finance": OWN, "executive": OWN, "auditor": OWN,
         "admin": OWN},
    ),
    Permission("api.oversee", _("See everybody's tokens"), {"admin": ALL, "security": ALL, "auditor": ALL}),
    Permission("api.revoke", _("Revoke everybody's tokens"), {"admin": ALL, "security": ALL}),
)  # fmt: skip
