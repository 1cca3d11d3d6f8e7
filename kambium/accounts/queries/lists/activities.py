"""The list of activities: what was done with customers, and the steps that are open."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from kambium.accounts.labels import ACTIVITY
from kambium.accounts.models import Activity
from kambium.accounts.models.activity import KIND_ICONS, KINDS
from kambium.accounts.queries.lists import pens
from kambium.accounts.queries.lists.accounts import most_exported
from kambium.accounts.queries.lists.looking import AccountLook, colleague, colleague_name, look, people_options
from kambium.core.web.listing import Choices, Column, Filter, ListSpec, Option, Period, Ready, Words, lists
from kambium.core.web.listing.pens import day, figure, near_day, near_moment, person

OPEN = ~Q(next_step="") & Q(next_done_at=None)


def _kind(column: Column, row: Any, look: AccountLook) -> tuple[str, Any]:
    return KIND_ICONS[row.kind], dict(KINDS)[row.kind]


def _account(column: Column, row: Any, look: AccountLook) -> tuple[int, str]:
    return row.account_id, look.named(row.account__name_zh, row.account__name_en)


def _step(column: Column, row: Any, look: AccountLook) -> tuple[str, Any, bool]:
    return row.next_step, row.next_on, row.next_done_at is not None


def columns(look: AccountLook) -> Sequence[Column]:
    """All columns in their usual order."""
    by_account = "account__sort_zh" if (get_language() or "").startswith("zh") else "account__sort_en"
    return (
        Column(
            "subject", _("Activity"), ("subject", "kind"), pens.activity, ("subject",), fixed=True, place="name",
            value=lambda column, row, look: (row.id, row.subject, *_kind(column, row, look)),
            plain=lambda column, row, look: row.subject,
        ),
        Column(
            "account", _("Account"), ("account_id", "account__name_zh", "account__name_en"), pens.account_link,
            (by_account,), value=_account, place="second", plain=lambda c, row, look: _account(c, row, look)[1],
        ),
        Column("when", ACTIVITY["happened_at"], ("happened_at",), near_moment, ("happened_at",), falling=True,
               place="state"),
        Column("by", _("By"), ("by_id",), person, ("by__sort_zh",), frozenset({"by__sort_zh"}), value=colleague,
               plain=colleague_name),
        Column(
            "step", ACTIVITY["next_step"], ("next_step", "next_on", "next_done_at"), pens.open_step, ("next_on",),
            frozenset({"next_on"}), value=_step, plain=lambda column, row, look: row.next_step,
        ),
        Column("step_owner", ACTIVITY["next_owner_id"], ("next_owner_id",), person, ("next_owner__sort_zh",),
               frozenset({"next_owner__sort_zh"}), value=colleague, plain=colleague_name),
        *_further(),
    )  # fmt: skip


def _further() -> tuple[Column, ...]:
    """Columns that nobody sees until they choose them."""
    return (
        Column("kind", ACTIVITY["kind"], ("kind",), order=("kind",), shown=False,
               value=lambda column, row, look: _kind(column, row, look)[1]),
        Column("minutes", ACTIVITY["minutes"], ("minutes",), figure, ("minutes",), frozenset({"minutes"}),
               falling=True, right=True, shown=False),
        Column("place", ACTIVITY["place"], ("place",), order=("place",), shown=False),
        Column("due", ACTIVITY["next_on"], ("next_on",), day, ("next_on",), frozenset({"next_on"}), shown=False),
        Column("done", ACTIVITY["next_done_at"], ("next_done_at",), near_day, ("next_done_at",),
               frozenset({"next_done_at"}), falling=True, shown=False),
        Column("entered", _("Entered"), ("created_at",), near_moment, ("created_at",), falling=True, shown=False),
        Column("owner", _("Account owner"), ("owner_id",), person, ("owner__sort_zh",), frozenset({"owner__sort_zh"}),
               value=colleague, plain=colleague_name, shown=False),
    )  # fmt: skip


def filters(look: AccountLook) -> Sequence[Filter]:
    """All conditions; the first stand in the toolbar."""
    return (
        Words("q", _("Account"), main=True, kind="account", column="account_id"),
        Choices("by", _("By"), main=True, options=people_options("by_id", nobody=False), column="by_id"),
        Choices("kind", ACTIVITY["kind"], main=True, options=lambda look: [Option(k, str(v)) for k, v in KINDS],
                column="kind"),
        Choices("step", ACTIVITY["next_step"], main=True, options=_steps),
        Period("when", ACTIVITY["happened_at"], column="happened_at", moments=True),
        Choices("step_owner", _("Who does the step"), options=people_options("next_owner_id", nobody=False),
                column="next_owner_id"),
        Choices("owner", _("Account owner"), options=people_options("owner_id"), column="owner_id"),
    )  # fmt: skip


def _steps(look: AccountLook) -> list[Option]:
    """Where the next step of an activity stands, on the reader's day."""
    week = look.today + timedelta(days=7)
    return [
        Option("open", _("Open"), OPEN),
        Option("overdue", _("Overdue"), OPEN & Q(next_on__lt=look.today)),
        Option("today", _("Today"), OPEN & Q(next_on=look.today)),
        Option("week", _("Within 7 days"), OPEN & Q(next_on__gt=look.today, next_on__lte=week)),
        Option("done", _("Done"), ~Q(next_step="") & Q(next_done_at__isnull=False)),
        Option("none", _("No next step"), Q(next_step="")),
    ]


SPEC = ListSpec(
    key="activities",
    label=gettext_lazy("Activities"),
    address="activity_list",
    permission="activities.view",
    rows=lambda look, permission, where: Activity.objects.visible_to(look.actor, permission, where),
    columns=columns,
    filters=filters,
    ready=(
        Ready("mine", gettext_lazy("By me"), {"by": ("me",)}, "activities.edit"),
        Ready("all", gettext_lazy("All")),
        Ready("steps", gettext_lazy("My open steps"), {"step_owner": ("me",), "step": ("open",)},
              "activities.edit", most=99),
        Ready("overdue", gettext_lazy("Overdue steps"), {"step": ("overdue",)}),
    ),
    look=look,
    sort="-when",
    row_url=lambda row: pens.page_of("activity", row.id),
    row_name=lambda row, look: row.subject,
    empty=gettext_lazy("No activities match"),
    always=("version", "subject"),
    export_permission="activities.export",
    export_most=most_exported,
)  # fmt: skip
lists.add(SPEC)
