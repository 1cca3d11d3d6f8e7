"""The list of what customers owe: open instalments by how long they are overdue.

What is due today is not overdue yet.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import DecimalField, ExpressionWrapper, F, Q, QuerySet
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from kambium.accounts.queries.lists import pens
from kambium.accounts.queries.lists.looking import AccountLook, colleague, colleague_name, people_options
from kambium.commerce.labels import INSTALMENT, INVOICE
from kambium.commerce.models import Instalment
from kambium.commerce.queries.lists import sums
from kambium.core.web.listing import Choices, Column, Filter, ListSpec, Option, Period, Ready, Sum, Words, lists
from kambium.core.web.listing.pens import code, day, figure, person

EDGES = (30, 60, 90)
OWED = ExpressionWrapper((F("amount") - F("settled")) * F("rate"), DecimalField(max_digits=30, decimal_places=2))


def overdue(today: date, above: int, most: int | None = None) -> Q:
    """Overdue for more than so many days, and for `most` at most."""
    late = Q(due_on__lt=today - timedelta(above))
    return late if most is None else late & Q(due_on__gte=today - timedelta(most))


def rows(look: AccountLook, permission: str, where: Q) -> "QuerySet[Any]":
    """Open instalments, with what is open of each in its currency and in the company's."""
    seen = Instalment.objects.visible_to(look.actor, permission, where).filter(settled__lt=F("amount"))
    found: QuerySet[Any] = seen.annotate(rest=F("amount") - F("settled"), owed=OWED)
    return found


def _account(column: Column, row: Any, look: AccountLook) -> tuple[int, str]:
    return row.account_id, look.named(row.account__name_zh, row.account__name_en)


def _late(column: Column, row: Any, look: AccountLook) -> int | None:
    days: int = (look.today - row.due_on).days
    return days if days > 0 else None


def columns(look: AccountLook) -> Sequence[Column]:
    """All columns in their usual order."""
    by_account = "account__sort_zh" if (get_language() or "").startswith("zh") else "account__sort_en"
    return (
        Column("account", _("Account"), ("account_id", "account__name_zh", "account__name_en"), pens.account_link,
               (by_account,), value=_account, fixed=True, place="name",
               plain=lambda c, row, look: _account(c, row, look)[1]),
        Column("title", INSTALMENT["title"], ("title",), order=("title",), place="second"),
        Column("invoice", INVOICE["number"], ("invoice__number",), code, ("invoice__number",),
               frozenset({"invoice__number"})),
        Column("due", INSTALMENT["due_on"], ("due_on",), day, ("due_on",), place="state"),
        Column("late", _("Days overdue"), ("due_on",), figure, value=_late, right=True),
        Column("rest", _("Amount open"), ("rest", "currency"), sums.amount, ("owed",), frozenset({"owed"}),
               value=sums.written("rest"), falling=True, right=True, place="figure", unit=sums.unit,
               plain=lambda c, row, look: row.rest),
        Column("owner", _("Owner"), ("owner_id",), person, ("owner__sort_zh",), frozenset({"owner__sort_zh"}),
               value=colleague, plain=colleague_name),
        Column("owed", _("In the company's currency"), ("owed",), sums.amount, ("owed",), frozenset({"owed"}),
               value=sums.ours("owed"), falling=True, right=True, shown=False, unit=sums.unit,
               plain=lambda c, row, look: row.owed),
    )  # fmt: skip


def filters(look: AccountLook) -> Sequence[Filter]:
    """All conditions; the first stand in the toolbar."""
    return (
        Words("q", _("Account"), main=True, kind="account", column="account_id"),
        Choices("late", _("Days overdue"), main=True, options=_late_options),
        Choices("owner", _("Owner"), main=True, options=people_options("owner_id"), column="owner_id"),
        Period("due", INSTALMENT["due_on"], column="due_on"),
    )


def _late_options(look: AccountLook) -> list[Option]:
    """The buckets of ageing."""
    first, second, third = EDGES
    return [
        Option("no", _("Not due"), Q(due_on__gte=look.today)),
        Option("30", f"1–{first}", overdue(look.today, 0, first)),
        Option("60", f"{first + 1}–{second}", overdue(look.today, first, second)),
        Option("90", f"{second + 1}–{third}", overdue(look.today, second, third)),
        Option("more", f"> {third}", overdue(look.today, third)),
    ]


LATE = ("30", "60", "90", "more")
SPEC = ListSpec(
    key="receivables",
    label=gettext_lazy("Receivables"),
    address="receivable_list",
    permission="payments.view",
    rows=rows,
    columns=columns,
    filters=filters,
    ready=(
        Ready("all", gettext_lazy("All")),
        Ready("late", gettext_lazy("Overdue"), {"late": LATE}, most=99),
        Ready("long", gettext_lazy("More than 90 days overdue"), {"late": ("more",)}, most=99),
    ),
    look=sums.look,
    sort="due",
    row_url=lambda row: pens.page_of("account", row.account_id),
    row_name=lambda row, look: row.title or look.named(row.account__name_zh, row.account__name_en),
    empty=gettext_lazy("Nothing is owed"),
    sums=(Sum("rest", "rest", "currency"), Sum("owed", "owed")),
    always=("account_id", "title", "account__name_zh", "account__name_en"),
    export_permission="payments.export",
)
lists.add(SPEC)
