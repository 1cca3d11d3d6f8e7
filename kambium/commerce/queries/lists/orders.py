"""The list of orders and returns."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from kambium.accounts.queries.lists import pens
from kambium.accounts.queries.lists.accounts import most_exported
from kambium.accounts.queries.lists.looking import AccountLook, colleague, colleague_name, people_options
from kambium.commerce.labels import ORDER
from kambium.commerce.models import Order
from kambium.commerce.models.order import KINDS, STATUSES
from kambium.commerce.queries.lists import sums
from kambium.core.ui.stencil import Stencil
from kambium.core.web.listing import (
    Between,
    Choices,
    Column,
    Filter,
    ListSpec,
    Option,
    Period,
    Piece,
    Ready,
    Sum,
    Words,
    lists,
)
from kambium.core.web.listing.pens import day, near_day, person, state, text

TONES = {"draft": "", "confirmed": "info", "shipped": "brand", "completed": "good", "cancelled": "bad"}
_link = Stencil("accounts/list/cells.html", "link", 2)


def _order(value: tuple[int, str], look: Any) -> str:
    return _link.fill(pens.page_of("order", value[0]), value[1])


def _number(column: Column, row: Any, look: AccountLook) -> tuple[int, str]:
    return row.id, row.number or f"#{row.id}"


def _account(column: Column, row: Any, look: AccountLook) -> tuple[int, str]:
    return row.account_id, look.named(row.account__name_zh, row.account__name_en)


def _status(column: Column, row: Any, look: AccountLook) -> tuple[str, str]:
    return str(dict(STATUSES)[row.status]), TONES[row.status]


def columns(look: AccountLook) -> Sequence[Column]:
    """All columns in their usual order."""
    by_account = "account__sort_zh" if (get_language() or "").startswith("zh") else "account__sort_en"
    return (
        Column("number", _("Order"), ("id", "number"), _order, ("number",), value=_number, fixed=True, place="name",
               plain=lambda c, row, look: _number(c, row, look)[1]),
        Column("account", _("Account"), ("account_id", "account__name_zh", "account__name_en"), pens.account_link,
               (by_account,), value=_account, place="second", plain=lambda c, row, look: _account(c, row, look)[1]),
        Column("on", ORDER["ordered_on"], ("ordered_on",), day, ("ordered_on",), falling=True),
        Column("status", ORDER["status"], ("status",), state, ("status",), value=_status, place="state",
               plain=lambda c, row, look: _status(c, row, look)[0]),
        Column("amount", _("Amount"), ("amount", "currency"), sums.amount, ("home",), frozenset({"home"}),
               value=sums.written("amount"), falling=True, right=True, place="figure", unit=sums.unit,
               plain=lambda c, row, look: row.amount),
        Column("seller", ORDER["seller_id"], ("seller_id",), person, ("seller__sort_zh",),
               frozenset({"seller__sort_zh"}), value=colleague, plain=colleague_name),
        Column("due", ORDER["due_on"], ("due_on",), near_day, ("due_on",), frozenset({"due_on"})),
        Column("kind", ORDER["kind"], ("kind",), text, shown=False, value=lambda c, row, look: dict(KINDS)[row.kind]),
        Column("home", _("In the company's currency"), ("home",), sums.amount, ("home",), frozenset({"home"}),
               value=sums.ours("home"), falling=True, right=True, shown=False, unit=sums.unit,
               plain=lambda c, row, look: row.home),
        Column("currency", ORDER["currency"], ("currency",), shown=False),
        Column("owner", _("Owner"), ("owner_id",), person, ("owner__sort_zh",), frozenset({"owner__sort_zh"}),
               value=colleague, plain=colleague_name, shown=False),
        Column("shipped", ORDER["shipped_on"], ("shipped_on",), near_day, ("shipped_on",), frozenset({"shipped_on"}),
               shown=False),
        Column("created", _("Created on"), ("created_at",), near_day, ("created_at",), falling=True, shown=False),
    )  # fmt: skip


def filters(look: AccountLook) -> Sequence[Filter]:
    """All conditions; the first stand in the toolbar."""
    return (
        Words("q", _("Account"), main=True, kind="account", column="account_id"),
        Choices("status", ORDER["status"], main=True, column="status",
                options=lambda look: [Option(code, str(label)) for code, label in STATUSES]),
        Choices("seller", ORDER["seller_id"], main=True, options=people_options("seller_id"), column="seller_id"),
        Period("on", ORDER["ordered_on"], column="ordered_on"),
        Piece("number", ORDER["number"], column="number"),
        Choices("kind", ORDER["kind"], column="kind",
                options=lambda look: [Option(code, str(label)) for code, label in KINDS]),
        Choices("owner", _("Owner"), options=people_options("owner_id"), column="owner_id"),
        Between("home", _("In the company's currency"), column="home"),
        Period("due", ORDER["due_on"], column="due_on"),
    )  # fmt: skip


SPEC = ListSpec(
    key="orders",
    label=gettext_lazy("Orders"),
    address="order_list",
    permission="orders.view",
    rows=lambda look, permission, where: Order.objects.visible_to(look.actor, permission, where),
    columns=columns,
    filters=filters,
    ready=(
        Ready("mine", pgettext_lazy("orders", "Sold by me"), {"seller": ("me",)}, "orders.edit"),
        Ready("all", gettext_lazy("All")),
        Ready("open", gettext_lazy("To be shipped"), {"status": ("draft", "confirmed")}, most=99),
        Ready("returns", gettext_lazy("Returns"), {"kind": ("return",)}),
    ),
    opens_with=lambda look: "mine" if look.actor.roles == {"kam"} else "all",
    look=sums.look,
    sort="-on",
    row_url=lambda row: pens.page_of("order", row.id),
    row_name=lambda row, look: row.number or f"#{row.id}",
    empty=gettext_lazy("No orders match"),
    sums=(Sum("amount", "amount", "currency"), Sum("home", "home")),
    always=("number",),
    export_permission="orders.export",
    export_most=most_exported,
)  # fmt: skip
lists.add(SPEC)
