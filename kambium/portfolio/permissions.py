"""Who may do what with tiers."""

from django.utils.translation import gettext_lazy as _

from kambium.core.access import ALL, DELEGATED, MEMBER, OWN, TREE, Area, Permission, Scope, areas, permissions

areas.add(Area("tiers", _("Tiers"), 1, can_delegate=True))

MINE: Scope = OWN | MEMBER | DELEGATED
READ = {"kam": MINE, "lead": TREE, "director": TREE, "finance": ALL, "executive": ALL, "auditor": ALL}

permissions.add(
    Permission("tiers.view", _("See tiers and what they follow from"), READ),
    Permission("tiers.score", _("Score accounts"), {"kam": MINE, "lead": TREE, "director": TREE}),
    Permission("tiers.run", _("Work out the tiers of all accounts"), {"lead": TREE, "director": TREE}),
    Permission("tiers.approve", _("Approve tiers, or decide otherwise"), {"director": TREE}),
    Permission("tiers.load", _("See portfolios and their hours"), {**READ, "kam": OWN}),
    Permission("tiers.model", _("Change the tier model"), {"director": ALL}),
)
