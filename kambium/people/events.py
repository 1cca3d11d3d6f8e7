"""What can happen to people, teams, roles, leave and delegation."""

from django.utils.translation import gettext_lazy as _

from kambium.core.registry import EventType, events

events.add(
    EventType("company.installed", _("Installation"), _("set Kambium up for %(company)s"), "sparkles", "good"),
    EventType("company.changed", _("Company settings"), _("changed the company settings"), "building-2"),
    EventType("person.entered", _("Person entered"), _("entered %(person)s"), "user-round-plus", "good"),
    EventType("person.changed", _("Person changed"), _("changed the record of %(person)s"), "user-round-pen"),
    EventType(
        "person.placed",
        _("Team or manager changed"),
        _("placed in %(team)s under %(manager)s from %(start)s"),
        "network",
    ),
    EventType("person.departed", _("Left the company"), _("%(person)s leaves after %(last_day)s"), "log-out", "warn"),
    EventType("person.rejoined", _("Came back"), _("%(person)s works here again from %(start)s"), "log-in", "good"),
    EventType("person.invited", _("Invited"), _("invited %(person)s to log in"), "mail"),
    EventType("person.read", _("Personal data read"), _("read personal data in full"), "eye"),
    EventType("person.preferred", _("Preferences"), _("changed own preferences"), "sliders-horizontal"),
    EventType("person.signed_in", _("Logged in"), _("logged in with %(method)s"), "log-in"),
    EventType("person.sign_in_failed", _("Login failed"), _("wrong password from %(where)s"), "shield-x", "warn"),
    EventType(
        "company.stranger_refused", _("Login failed"), _("an unknown address tried from %(where)s"), "shield-x", "warn"
    ),
    EventType("person.password_changed", _("Password changed"), _("changed the password"), "key-round"),
    EventType(
        "person.factor_added", _("Second factor added"), _("added a second factor: %(factor)s"), "shield-check", "good"
    ),
    EventType(
        "person.factor_removed",
        _("Second factor removed"),
        _("removed a second factor: %(factor)s"),
        "shield-x",
        "warn",
    ),
    EventType("person.codes_made", _("Recovery codes"), _("made new recovery codes"), "list-checks"),
    EventType("person.session_ended", _("Sessions ended"), _("ended sessions: %(count)s"), "monitor"),
    EventType("team.created", _("Team created"), _("created the team %(team)s under %(parent)s"), "network", "good"),
    EventType("team.renamed", _("Team renamed"), _("renamed the team %(before)s to %(team)s"), "pencil"),
    EventType("team.moved", _("Team moved"), _("moved the team %(team)s under %(parent)s"), "move-right"),
    EventType("team.closed", _("Team closed"), _("closed the team %(team)s"), "archive"),
    EventType("role.asked", _("Role asked for"), _("would give %(person)s the role %(role)s"), "shield-check"),
    EventType("role.asked_by_import", _("Roles asked for"), _("%(count)s roles from an import wait"), "shield-check"),
    EventType("role.declined", _("Role declined"), _("%(person)s does not get the role %(role)s"), "shield-x", "warn"),
    EventType("role.granted", _("Role given"), _("gave %(person)s the role %(role)s"), "shield-check"),
    EventType("role.ended", _("Role ended"), _("ended the role %(role)s of %(person)s"), "shield-x"),
    EventType("leave.entered", _("Leave"), _("%(person)s is away from %(first)s to %(last)s"), "plane"),
    EventType("leave.cancelled", _("Leave cancelled"), _("%(person)s is not away after all"), "undo-2"),
    EventType(
        "delegation.requested", _("Delegation asked for"), _("%(giver)s would delegate to %(receiver)s"), "users-round"
    ),
    EventType(
        "delegation.approved", _("Delegation approved"), _("%(giver)s delegates to %(receiver)s"), "badge-check", "good"
    ),
    EventType(
        "delegation.declined",
        _("Delegation declined"),
        _("%(giver)s does not delegate to %(receiver)s"),
        "user-round-x",
        "warn",
    ),
    EventType(
        "delegation.revoked",
        _("Delegation revoked"),
        _("%(giver)s no longer delegates to %(receiver)s"),
        "user-round-x",
        "warn",
    ),
    EventType("term.added", _("Word added"), _("added the word %(term)s"), "book-open"),
    EventType("term.renamed", _("Word renamed"), _("renamed a word to %(term)s"), "book-open"),
    EventType("term.moved", _("Word moved"), _("moved the word %(term)s"), "chevrons-up-down"),
    EventType("term.switched_on", _("Word offered again"), _("offers the word %(term)s again"), "book-open"),
    EventType("term.switched_off", _("Word no longer offered"), _("no longer offers the word %(term)s"), "book-open"),
)
