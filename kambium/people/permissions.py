"""Roles of the permission matrix, and who may see and change people, teams, roles and delegations."""

from django.utils.translation import gettext_lazy as _

from kambium.core.access import ALL, SELF, TREE, Area, Permission, Role, areas, permissions, roles

roles.add(
    Role("kam", _("Key account manager"), _("Owns accounts and everything done with them."), 1),
    Role("lead", _("Team lead"), _("Leads a team: sees and assigns its accounts, coaches, reviews."), 2, unit=True),
    Role(
        "director",
        _("Sales director"),
        _("Leads a division: sets goals, approves plans and decisions."),
        3,
        unit=True,
        far=True,
    ),
    Role(
        "hr",
        _("HR and sales operations"),
        _("Keeps people records, cycles, training and plans; no pipeline."),
        4,
        far=True,
    ),
    Role("trainer", _("Training administrator"), _("Runs courses, certificates and the resource library."), 5),
    Role("support", _("IT support"), _("Handles requests, equipment and licences; no customer data."), 6),
    Role(
        "finance",
        _("Finance"),
        _("Targets, payout runs and disputes; reads accounts, orders and payments."),
        7,
        far=True,
    ),
    Role(
        "executive",
        _("Executive"),
        _("Reads all business data; people data only in groups of five or more."),
        8,
        far=True,
    ),
    Role(
        "auditor", _("Auditor"), _("Reads everything with the log; pay and contact details stay masked."), 9, far=True
    ),
    Role("admin", _("System administrator"), _("Configuration and users; no business or people data."), 10, far=True),
    Role(
        "security",
        _("Security administrator"),
        _("Grants roles, with a second person; never to oneself."),
        11,
        far=True,
    ),
)

areas.add(
    Area("people", _("People and teams"), 20),
    Area("security", _("Roles and security"), 21),
    Area("settings", _("Settings"), 22),
)

EVERYBODY = {role.key: ALL for role in roles}

permissions.add(
    Permission("people.directory", _("See the directory of colleagues"), EVERYBODY),
    Permission(
        "people.view",
        _("See people records"),
        {r.key: ALL for r in roles},
        masked={
            r.key: frozenset({"phone", "staff_no"})
            for r in roles
            if r.key not in ("hr", "admin", "security", "auditor")
        },
    ),
    Permission(
        "people.list",
        _("See everyone who works or worked here"),
        {"hr": ALL, "admin": ALL, "security": ALL, "auditor": ALL},
    ),
    Permission("people.edit", _("Create and change people"), {"hr": ALL, "admin": ALL}),
    Permission("people.import", _("Import people"), {"hr": ALL, "admin": ALL}),
    Permission("people.export", _("Export people"), {"hr": ALL, "auditor": ALL}),
    Permission("people.leave", _("Enter leave"), {r.key: SELF for r in roles} | {"lead": SELF | TREE, "hr": ALL}),
    Permission(
        "people.delegate", _("Delegate one's own areas"), {"kam": SELF, "lead": SELF | TREE, "director": SELF | TREE}
    ),
    Permission("people.approve_delegation", _("Approve delegations"), {"lead": TREE, "director": TREE}),
    Permission("security.view", _("See role grants and sign-ins"), {"security": ALL, "auditor": ALL, "admin": ALL}),
    Permission("security.readings", _("See who read personal data"), {"auditor": ALL}),
    Permission("security.grant", _("Grant and end roles"), {"security": ALL}),
    Permission("settings.edit", _("Change settings and vocabularies"), {"admin": ALL}),
    Permission("settings.view", _("See how the system is set up"), {"admin": ALL, "security": ALL, "auditor": ALL}),
)
