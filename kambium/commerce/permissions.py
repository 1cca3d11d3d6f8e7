"""Who may do what with products, orders, contracts and money received."""

from django.utils.translation import gettext_lazy as _

from kambium.core.access import ALL, DELEGATED, MEMBER, OWN, TREE, Area, Permission, Scope, areas, permissions

areas.add(
    Area("products", _("Products and prices"), 5),
    Area("orders", _("Orders"), 5, can_delegate=True),
    Area("contracts", _("Contracts"), 5, can_delegate=True),
    Area("payments", _("Payments"), 5, can_delegate=True),
    Area("rates", _("Exchange rates"), 5),
)

MINE: Scope = OWN | MEMBER | DELEGATED
READ = {"kam": MINE, "lead": TREE, "director": TREE, "finance": ALL, "executive": ALL, "auditor": ALL}
WRITE = {"kam": MINE, "lead": TREE, "director": TREE, "finance": ALL}
LEAD = {"lead": TREE, "director": TREE, "finance": ALL}
TAKE_OUT = {**READ, "kam": OWN}
TAKE_IN = {"director": TREE, "finance": ALL, "admin": ALL}
EVERYBODY = dict.fromkeys(("kam", "lead", "director", "finance", "executive", "auditor", "support", "admin"), ALL)
BOOKS = {"finance": ALL}

permissions.add(
    Permission("products.view", _("See products and prices"), EVERYBODY),
    Permission("products.edit", _("Change products and prices"), {"director": ALL, "finance": ALL, "admin": ALL}),
    Permission("products.cost", _("See what products cost us"),
               {"lead": ALL, "director": ALL, "finance": ALL, "executive": ALL, "auditor": ALL}),
    Permission("products.import", _("Import products and prices"), {"director": ALL, "finance": ALL, "admin": ALL}),
    Permission("products.export", _("Export products and prices"), EVERYBODY),
    Permission("rates.view", _("See exchange rates"), EVERYBODY),
    Permission("rates.edit", _("Change exchange rates"), {**BOOKS, "admin": ALL}),
    Permission("orders.view", _("See orders"), READ),
    Permission("orders.edit", _("Record and change orders"), WRITE),
    Permission("orders.delete", _("Move orders to the recycle bin and back"), LEAD),
    Permission("orders.import", _("Import orders"), TAKE_IN),
    Permission("orders.export", _("Export orders"), TAKE_OUT),
    Permission("contracts.view", _("See contracts"), READ),
    Permission("contracts.edit", _("Record and change contracts, decide renewals"), WRITE),
    Permission("contracts.delete", _("Move contracts to the recycle bin and back"), LEAD),
    Permission("contracts.import", _("Import contracts"), TAKE_IN),
    Permission("contracts.export", _("Export contracts"), TAKE_OUT),
    Permission("payments.view", _("See invoices, payment plans and payments"), READ),
    Permission("payments.plan", _("Change payment plans"), WRITE),
    Permission("payments.edit", _("Record invoices and payments"), BOOKS),
    Permission("payments.import", _("Import invoices and payments"), {**BOOKS, "admin": ALL}),
    Permission("payments.export", _("Export invoices and payments"), TAKE_OUT),
)  # fmt: skip
