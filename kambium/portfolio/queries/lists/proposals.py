"""The list of tiers proposed: what waits for a decision, and what was decided."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from kambium.accounts.queries.lists import pens
from kambium.accounts.queries.lists.looking import AccountLook, colleague, colleague_name, look, people_options
from kambium.core.ui.figures import number
from kambium.core.web.listing import Choices, Column, Filter, ListSpec, Option, Period, Ready, Words, lists
from kambium.core.web.listing.pens import near_moment, person, pill, text
from kambium.portfolio.models import Proposal, Quadrant, Tier

TONES = {"open": "info", "confirmed": "", "approved": "good", "rejected": "", "overridden": "warn", "superseded": ""}


def _account(column: Column, row: Any, look: AccountLook) -> tuple[int, str, str]:
    quadrant = look.named(row.quadrant__name_zh, row.quadrant__name_en)
    return row.account_id, look.named(row.account__name_zh, row.account__name_en), quadrant


def _move(column: Column, row: Any, look: AccountLook) -> str:
    return f"{row.before__code or '–'} → {row.tier__code}"


def _value(column: Column, row: Any, look: AccountLook) -> str:
    return number(getattr(row, column.fields[0]), 2)


def _state(column: Column, row: Any, look: AccountLook) -> tuple[str, str]:
    return str(dict(Proposal.STATES)[row.state]), TONES[row.state]


def columns(look: AccountLook) -> Sequence[Column]:
    """All columns in their usual order."""
    by_account = "account__sort_zh" if (get_language() or "").startswith("zh") else "account__sort_en"
    names = ("account_id", "account__name_zh", "account__name_en", "quadrant__name_zh", "quadrant__name_en")
    return (
        Column("account", _("Account"), names, pens.account, (by_account,), value=_account, fixed=True, place="name",
               plain=lambda c, row, look: _account(c, row, look)[1]),
        Column("move", _("Tier"), ("before__code", "tier__code"), text, ("tier__rank",), value=_move, place="figure"),
        Column("first", _("First axis"), ("first",), text, ("first",), falling=True, right=True, value=_value,
               plain=lambda c, row, look: row.first),
        Column("second", _("Second axis"), ("second",), text, ("second",), falling=True, right=True, value=_value,
               plain=lambda c, row, look: row.second),
        Column("state", _("Standing"), ("state",), pill, value=_state, place="state",
               plain=lambda c, row, look: _state(c, row, look)[0]),
        Column("owner", _("Owner"), ("owner_id",), person, ("owner__sort_zh",), frozenset({"owner__sort_zh"}),
               value=colleague, plain=colleague_name),
        Column("made", _("Worked out"), ("created_at",), near_moment, ("created_at",), falling=True),
        Column("reason", _("Reason"), ("reason",), shown=False),
    )  # fmt: skip


def filters(look: AccountLook) -> Sequence[Filter]:
    """All conditions; the first stand in the toolbar."""
    return (
        Words("q", _("Account"), main=True, kind="account", column="account_id"),
        Choices("state", _("Standing"), main=True, column="state",
                options=lambda look: [Option(code, str(label)) for code, label in Proposal.STATES]),
        Choices("tier", _("Tier"), main=True, column="tier_id",
                options=lambda look: [Option(str(t.pk), f"{t.code} {t.name}") for t in Tier.objects.all()]),
        Choices("quadrant", _("Quadrant"), column="quadrant_id",
                options=lambda look: [Option(str(q.pk), q.name) for q in Quadrant.objects.order_by("-model_id", "pk")]),
        Choices("owner", _("Owner"), main=True, options=people_options("owner_id"), column="owner_id"),
        Period("made", _("Worked out"), column="created_at", moments=True),
    )  # fmt: skip


SPEC = ListSpec(
    key="proposals",
    label=gettext_lazy("Tiers proposed"),
    address="proposal_list",
    permission="tiers.view",
    rows=lambda look, permission, where: Proposal.objects.visible_to(look.actor, permission, where),
    columns=columns,
    filters=filters,
    ready=(
        Ready("open", gettext_lazy("To decide"), {"state": ("open",)}, most=99),
        Ready("all", gettext_lazy("All")),
    ),
    opens_with=lambda look: "open",
    look=look,
    sort="-made",
    row_url=lambda row: pens.page_of("account_tier", row.account_id),
    row_name=lambda row, look: look.named(row.account__name_zh, row.account__name_en),
    empty=gettext_lazy("Nothing waits for a decision"),
    always=("account_id", "account__name_zh", "account__name_en"),
    export_permission="tiers.view",
)  # fmt: skip
lists.add(SPEC)
