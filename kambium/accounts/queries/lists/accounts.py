"""The list of accounts."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from kambium.accounts.labels import ACCOUNT
from kambium.accounts.models import Account
from kambium.accounts.queries.lists import own_fields, pens
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
from kambium.core.access import permissions
from kambium.core.ui.figures import amount_unit
from kambium.core.web.listing import (
    Between,
    Choices,
    Column,
    Filter,
    ListSpec,
    Option,
    Period,
    Ready,
    Silent,
    Sum,
    Words,
    lists,
)
from kambium.core.web.listing.pens import code, day, figure, near_day, person, state, tags

KAM_ROWS_A_DAY = 1_000
EDIT, ASSIGN = "accounts.edit", "accounts.assign"


def _ranked(key: str, field: str, vocabulary: str, **more: Any) -> Column:
    """A column of a term, sorted in the order of its vocabulary."""
    rank = f"{field}_at"
    given: dict[str, Any] = {"value": term(vocabulary), "edit": EDIT, **more}
    return Column(
        key, ACCOUNT[field], (field,), order=(rank,), nullable=frozenset({rank}), plain=term(vocabulary),
        computed=lambda look: {rank: placed(field, list(look.words.get(vocabulary, {})))}, **given,
    )  # fmt: skip


def _name(column: Column, row: Any, look: AccountLook) -> tuple[int, str, str]:
    name, other = two_names(row, look)
    industry = look.word("industry", row.industry) if row.industry else ""
    return row.id, name, f"{other} · {industry}" if other and industry else other or industry


def _status(column: Column, row: Any, look: AccountLook) -> tuple[str, str]:
    word = look.words.get("account_status", {}).get(row.status)
    return look.word("account_status", row.status), word.tone if word else ""


def _revenue(column: Column, row: Any, look: AccountLook) -> tuple[Any, str, bool]:
    return row.annual_revenue, row.currency, row.currency == look.currency


def _step(column: Column, row: Any, look: AccountLook) -> tuple[str, Any]:
    return row.next_step, row.next_step_on


def columns(look: AccountLook) -> Sequence[Column]:
    """All columns in their usual order, the company's own fields last."""
    return (*_main(), *_further(look), *own_fields.columns("account", look))


def _main() -> tuple[Column, ...]:
    by_name = "sort_zh" if (get_language() or "").startswith("zh") else "sort_en"
    return (
        Column(
            "name", _("Account"), ("name_zh", "name_en", "industry"), pens.account, (by_name,), value=_name, fixed=True,
            place="name", plain=name_alone,
        ),
        _ranked("status", "status", "account_status", pen=state, place="state", value=_status),
        _ranked("region", "region", "region"),
        _ranked("size", "size", "size"),
        Column(
            "revenue", _("Revenue"), ("annual_revenue", "currency"), pens.revenue, ("annual_revenue",),
            frozenset({"annual_revenue"}), value=_revenue, falling=True, right=True, place="figure",
            unit=lambda look: amount_unit(look.currency), plain=lambda column, row, look: row.annual_revenue,
        ),
        Column(
            "employees", ACCOUNT["employees"], ("employees",), figure, ("employees",), frozenset({"employees"}),
            falling=True, right=True,
        ),
        Column(
            "owner", _("Owner"), ("owner_id",), person, ("owner__sort_zh",), frozenset({"owner__sort_zh"}),
            value=colleague, plain=colleague_name, edit=ASSIGN,
        ),
        Column(
            "active", _("Last activity"), ("last_activity_at",), near_day, ("last_activity_at",),
            frozenset({"last_activity_at"}), falling=True,
        ),
        Column(
            "step", _("Next step"), ("next_step", "next_step_on"), pens.step, ("next_step_on",),
            frozenset({"next_step_on"}), value=_step, place="second", edit="activities.edit",
            plain=lambda column, row, look: row.next_step,
        ),
    )  # fmt: skip


def _further(look: AccountLook) -> tuple[Column, ...]:
    """Columns that nobody sees until they choose them."""
    return (
        Column("due", _("Next step on"), ("next_step_on",), near_day, ("next_step_on",), frozenset({"next_step_on"}),
               shown=False),
        Column("tags", ACCOUNT["tags"], ("tags",), tags, value=terms_of("tag"), plain=joined, edit=EDIT, shown=False),
        _ranked("industry", "industry", "industry", shown=False),
        Column("city", ACCOUNT["city"], ("city",), order=("city",), shown=False),
        Column("created", _("Created on"), ("created_at",), near_day, ("created_at",), falling=True, shown=False),
        Column("registration", ACCOUNT["registration_no"], ("registration_no",), code, ("registration_no",),
               shown=False),
        Column("website", ACCOUNT["website"], ("website",), shown=False),
        Column("phone", ACCOUNT["phone"], ("phone",), code, value=hidden("accounts.view"), masked="phone",
               shown=False),
        Column("name_zh", ACCOUNT["name_zh"], ("name_zh",), order=("sort_zh",), shown=False),
        Column("name_en", ACCOUNT["name_en"], ("name_en",), order=("sort_en",), shown=False),
        Column("since", ACCOUNT["customer_since"], ("customer_since",), day, ("customer_since",),
               frozenset({"customer_since"}), shown=False),
        Column("currency", ACCOUNT["currency"], ("currency",), code, shown=False),
        Column("number", _("Number"), ("id",), code, order=(), shown=False, right=True),
    )  # fmt: skip


def filters(look: AccountLook) -> Sequence[Filter]:
    """All conditions; the first stand in the toolbar."""
    return (
        Words("q", _("Account name"), main=True, kind="account"),
        Choices("owner", _("Owner"), main=True, options=people_options("owner_id"), column="owner_id"),
        Choices("status", ACCOUNT["status"], main=True, options=term_options("account_status"), column="status"),
        Choices("industry", ACCOUNT["industry"], main=True, options=term_options("industry", blank="industry"),
                column="industry"),
        Choices("region", ACCOUNT["region"], options=term_options("region", blank="region"), column="region"),
        Choices("size", ACCOUNT["size"], options=term_options("size", blank="size"), column="size"),
        Choices("tag", ACCOUNT["tags"], options=term_options("tag"), column="tags", many=True),
        Choices("step", _("Next step"), options=_steps),
        Silent("silent", _("No activity"), column="last_activity_at"),
        Between("revenue", ACCOUNT["annual_revenue"], column="annual_revenue"),
        Between("employees", ACCOUNT["employees"], column="employees"),
        Period("created", _("Created on"), column="created_at", moments=True),
        *own_fields.filters("account", look),
    )  # fmt: skip


def _steps(look: AccountLook) -> list[Option]:
    """Where the next step stands, on the reader's day."""
    week = look.today + timedelta(days=7)
    return [
        Option("overdue", _("Overdue"), Q(next_step_on__lt=look.today)),
        Option("today", _("Today"), Q(next_step_on=look.today)),
        Option("week", _("Within 7 days"), Q(next_step_on__gt=look.today, next_step_on__lte=week)),
        Option("later", _("Later"), Q(next_step_on__gt=week)),
        Option("undated", _("Without a date"), ~Q(next_step="") & Q(next_step_on=None)),
        Option("none", _("No next step"), Q(next_step="")),
    ]


def most_exported(look: AccountLook) -> int | None:
    """A key account manager takes at most so many rows a day out of the house; other roles that may export, all."""
    others = [g.role for g in look.actor.grants if g.role != "kam" and g.role in permissions["accounts.export"].roles]
    return None if others else KAM_ROWS_A_DAY


SPEC = ListSpec(
    key="accounts",
    label=gettext_lazy("Accounts"),
    address="account_list",
    permission="accounts.view",
    rows=lambda look, permission, where: Account.objects.visible_to(look.actor, permission, where),
    columns=columns,
    filters=filters,
    ready=(
        Ready("mine", gettext_lazy("My accounts"), {"owner": ("me",)}, "accounts.create"),
        Ready("all", gettext_lazy("All")),
        Ready("overdue", gettext_lazy("Step overdue"), {"step": ("overdue",)}, most=99),
        Ready("silent", gettext_lazy("Silent for 60 days"), {"silent": ("60",)}),
        Ready("unowned", gettext_lazy("Without an owner"), {"owner": ("none",)}, ASSIGN),
    ),
    look=look,
    sort="name",
    row_url=lambda row: pens.page_of("account", row.id),
    row_name=lambda row, look: look.named(row.name_zh, row.name_en),
    empty=gettext_lazy("No accounts match"),
    opens_with=lambda look: "mine" if look.actor.roles == {"kam"} else "all",
    sums=(Sum("revenue", "annual_revenue", "currency"),),
    always=("version", "name_zh", "name_en", "next_step_on"),
    export_permission="accounts.export",
    export_most=most_exported,
)
lists.add(SPEC)
