"""The list of contacts."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q
from django.utils.html import format_html
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from kambium.accounts.labels import CONTACT
from kambium.accounts.models import Contact
from kambium.accounts.queries.lists import own_fields, pens
from kambium.accounts.queries.lists.accounts import most_exported
from kambium.accounts.queries.lists.looking import (
    AccountLook,
    colleague,
    colleague_name,
    hidden,
    joined,
    look,
    name_alone,
    people_options,
    placed,
    term,
    term_options,
    terms_of,
    two_names,
)
from kambium.core.ui import dates
from kambium.core.web.listing import Choices, Column, Filter, ListSpec, Option, Period, Piece, Ready, Words, lists
from kambium.core.web.listing.pens import code, day, near_day, person, tags, yes_no

SEEN = "contacts.view"


def _account(column: Column, row: Any, look: AccountLook) -> tuple[int, str]:
    return row.account_id, look.named(row.account__name_zh, row.account__name_en)


def _name(column: Column, row: Any, look: AccountLook) -> tuple[int, str, Any]:
    name, other = two_names(row, look)
    if row.left_on:
        return row.id, name, format_html(_("left on {}"), dates.day(row.left_on))
    words = [_("main contact") if row.is_main else "", other or row.title]
    return row.id, name, " · ".join(word for word in words if word)


def columns(look: AccountLook) -> Sequence[Column]:
    """All columns in their usual order, the company's own fields last."""
    return (*_main(), *_further(look), *own_fields.columns("contact", look))


def _main() -> tuple[Column, ...]:
    by_name = "sort_zh" if (get_language() or "").startswith("zh") else "name_en"
    by_account = "account__sort_zh" if (get_language() or "").startswith("zh") else "account__sort_en"
    return (
        Column(
            "name", _("Contact"), ("name_zh", "name_en", "title", "is_main", "left_on"), pens.contact, (by_name,),
            value=_name, fixed=True, place="name", plain=name_alone,
        ),
        Column(
            "account", _("Account"), ("account_id", "account__name_zh", "account__name_en"), pens.account_link,
            (by_account,), value=_account, place="second", plain=lambda c, row, look: _account(c, row, look)[1],
        ),
        Column("title", CONTACT["title"], ("title",), order=("title",)),
        Column("department", CONTACT["department"], ("department",), order=("department",)),
        Column("roles", CONTACT["roles"], ("roles",), tags, value=terms_of("contact_role"), plain=joined),
        Column("mobile", CONTACT["mobile"], ("mobile",), code, value=hidden(SEEN), masked="mobile", place="figure"),
        Column("email", CONTACT["email"], ("email",), value=hidden(SEEN), masked="email"),
        Column(
            "owner", _("Owner"), ("owner_id",), person, ("owner__sort_zh",), frozenset({"owner__sort_zh"}),
            value=colleague, plain=colleague_name,
        ),
    )  # fmt: skip


def _further(look: AccountLook) -> tuple[Column, ...]:
    """Columns that nobody sees until they choose them."""
    seniority = list(look.words.get("seniority", {}))
    return (
        Column(
            "seniority", CONTACT["seniority"], ("seniority",), value=term("seniority"), order=("seniority_at",),
            nullable=frozenset({"seniority_at"}), shown=False,
            computed=lambda look: {"seniority_at": placed("seniority", seniority)},
        ),
        Column("phone", CONTACT["phone"], ("phone",), code, value=hidden(SEEN), masked="phone", shown=False),
        Column("wechat", CONTACT["wechat"], ("wechat",), code, value=hidden(SEEN), masked="wechat", shown=False),
        Column("language", CONTACT["language"], ("language",), shown=False,
               value=lambda column, row, look: dict(Contact.LANGUAGES).get(row.language, "")),
        Column("main", CONTACT["is_main"], ("is_main",), yes_no, shown=False),
        Column("left", CONTACT["left_on"], ("left_on",), day, ("left_on",), frozenset({"left_on"}), shown=False),
        Column("created", _("Created on"), ("created_at",), near_day, ("created_at",), falling=True, shown=False),
        Column("name_zh", CONTACT["name_zh"], ("name_zh",), order=("sort_zh",), shown=False),
        Column("name_en", CONTACT["name_en"], ("name_en",), order=("name_en",), shown=False),
    )  # fmt: skip


def filters(look: AccountLook) -> Sequence[Filter]:
    """All conditions; the first stand in the toolbar."""
    return (
        Words("q", _("Name"), main=True, kind="contact"),
        Choices("owner", _("Owner"), main=True, options=people_options("owner_id"), column="owner_id"),
        Choices("role", CONTACT["roles"], main=True, options=term_options("contact_role"), column="roles", many=True),
        Choices("seniority", CONTACT["seniority"], options=term_options("seniority", blank="seniority"),
                column="seniority"),
        Choices("here", _("Works there"), options=_here),
        Piece("department", CONTACT["department"], column="department"),
        Choices("account_status", _("Account status"), options=term_options("account_status"),
                column="account__status"),
        Choices("industry", _("Industry"), options=term_options("industry"), column="account__industry"),
        Choices("reach", _("Can be reached by"), options=_reach),
        Period("created", _("Created on"), column="created_at", moments=True),
        *own_fields.filters("contact", look),
    )  # fmt: skip


def _here(look: AccountLook) -> list[Option]:
    return [
        Option("yes", _("Works there"), Q(left_on=None)),
        Option("left", _("Left the company"), Q(left_on__isnull=False)),
        Option("main", _("Main contact"), Q(is_main=True)),
    ]


def _reach(look: AccountLook) -> list[Option]:
    """Whether there is a way to reach them says nothing about which."""
    return [
        Option("mobile", _("Mobile"), ~Q(mobile="")),
        Option("email", _("E-mail"), ~Q(email="")),
        Option("wechat", _("WeChat"), ~Q(wechat="")),
        Option("none", _("Nothing"), Q(mobile="", email="", wechat="", phone="")),
    ]


SPEC = ListSpec(
    key="contacts",
    label=gettext_lazy("Contacts"),
    address="contact_list",
    permission=SEEN,
    rows=lambda look, permission, where: Contact.objects.visible_to(look.actor, permission, where),
    columns=columns,
    filters=filters,
    ready=(
        Ready("mine", gettext_lazy("My contacts"), {"owner": ("me",)}, "accounts.create"),
        Ready("all", gettext_lazy("All")),
        Ready("main", gettext_lazy("Main contacts"), {"here": ("main",)}),
        Ready("left", gettext_lazy("Left the company"), {"here": ("left",)}),
    ),
    look=look,
    sort="name",
    row_url=lambda row: pens.page_of("contact", row.id),
    row_name=lambda row, look: look.named(row.name_zh, row.name_en),
    empty=gettext_lazy("No contacts match"),
    opens_with=lambda look: "mine" if look.actor.roles == {"kam"} else "all",
    always=("version", "name_zh", "name_en"),
    export_permission="contacts.export",
    export_most=most_exported,
)
lists.add(SPEC)
