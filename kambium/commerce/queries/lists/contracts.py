"""The list of contracts."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from kambium.accounts.queries.lists import pens
from kambium.accounts.queries.lists.looking import (
    AccountLook,
    colleague,
    colleague_name,
    people_options,
    term,
    term_options,
)
from kambium.commerce.labels import CONTRACT
from kambium.commerce.models import Contract
from kambium.commerce.queries.lists import sums
from kambium.core.web.listing import Choices, Column, Filter, ListSpec, Option, Period, Piece, Ready, Sum, Words, lists
from kambium.core.web.listing.pens import code, day, person, text, yes_no


def _account(column: Column, row: Any, look: AccountLook) -> tuple[int, str]:
    return row.account_id, look.named(row.account__name_zh, row.account__name_en)


def columns(look: AccountLook) -> Sequence[Column]:
    """All columns in their usual order."""
    by_account = "account__sort_zh" if (get_language() or "").startswith("zh") else "account__sort_en"
    return (
        Column("title", _("Contract"), ("title",), text, ("title",), fixed=True, place="name"),
        Column("account", _("Account"), ("account_id", "account__name_zh", "account__name_en"), pens.account_link,
               (by_account,), value=_account, place="second", plain=lambda c, row, look: _account(c, row, look)[1]),
        Column("kind", CONTRACT["kind"], ("kind",), text, value=term("contract_kind")),
        Column("starts", CONTRACT["starts_on"], ("starts_on",), day, ("starts_on",), falling=True),
        Column("ends", CONTRACT["ends_on"], ("ends_on",), day, ("ends_on",), frozenset({"ends_on"}), place="state"),
        Column("amount", CONTRACT["amount"], ("amount", "currency"), sums.amount, ("home",), frozenset({"home"}),
               value=sums.written("amount"), falling=True, right=True, place="figure", unit=sums.unit,
               plain=lambda c, row, look: row.amount),
        Column("owner", _("Owner"), ("owner_id",), person, ("owner__sort_zh",), frozenset({"owner__sort_zh"}),
               value=colleague, plain=colleague_name),
        Column("number", CONTRACT["number"], ("number",), code, ("number",), shown=False),
        Column("signed", CONTRACT["signed_on"], ("signed_on",), day, ("signed_on",), frozenset({"signed_on"}),
               shown=False),
        Column("itself", CONTRACT["renews_itself"], ("renews_itself",), yes_no, shown=False),
    )  # fmt: skip


def filters(look: AccountLook) -> Sequence[Filter]:
    """All conditions; the first stand in the toolbar."""
    return (
        Words("q", _("Account"), main=True, kind="account", column="account_id"),
        Choices("ends", CONTRACT["ends_on"], main=True, options=_ends),
        Choices("kind", CONTRACT["kind"], main=True, options=term_options("contract_kind", blank="kind"),
                column="kind"),
        Choices("owner", _("Owner"), main=True, options=people_options("owner_id"), column="owner_id"),
        Piece("number", CONTRACT["number"], column="number"),
        Period("starts", CONTRACT["starts_on"], column="starts_on"),
    )  # fmt: skip


def _ends(look: AccountLook) -> list[Option]:
    """How far the end is; a contract that was ended early runs out no more."""
    ended = Q(ending__ended_on__lte=look.today)
    to_come = (Q(ends_on=None) | Q(ends_on__gt=look.today)) & ~ended

    def within(days: int) -> Q:
        return Q(ends_on__gt=look.today, ends_on__lte=look.today + timedelta(days)) & ~ended

    return [
        Option("holds", _("Holds"), to_come & Q(starts_on__lte=look.today)),
        Option("90", _("Within 90 days"), within(90)),
        Option("180", _("Within 180 days"), within(180)),
        Option("past", _("Has ended"), Q(ends_on__lte=look.today) | ended),
    ]


SPEC = ListSpec(
    key="contracts",
    label=gettext_lazy("Contracts"),
    address="contract_list",
    permission="contracts.view",
    rows=lambda look, permission, where: Contract.objects.visible_to(look.actor, permission, where),
    columns=columns,
    filters=filters,
    ready=(
        Ready("holds", gettext_lazy("Holds"), {"ends": ("holds",)}),
        Ready("180", gettext_lazy("Within 180 days"), {"ends": ("180",)}, most=99),
        Ready("all", gettext_lazy("All")),
    ),
    opens_with=lambda look: "holds",
    look=sums.look,
    sort="ends",
    row_url=lambda row: pens.page_of("account", row.account_id),
    row_name=lambda row, look: row.title,
    empty=gettext_lazy("No contracts match"),
    sums=(Sum("amount", "amount", "currency"),),
    always=("account_id", "title"),
    export_permission="contracts.export",
)  # fmt: skip
lists.add(SPEC)
