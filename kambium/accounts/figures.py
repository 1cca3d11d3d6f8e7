"""What the customer record itself says of an account in figures."""

from datetime import date, timedelta
from typing import Any

from django.db.models import IntegerField, QuerySet
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext_lazy as _

from kambium.accounts.models import Account
from kambium.core.registry import AccountFigure, account_figures
from kambium.people.queries.days import company, start_of

QUARTER = timedelta(days=90)
TOUCHES = """(SELECT count(*) FROM accounts_activity v WHERE v.account_id = accounts_account.id
    AND v.deleted_at IS NULL AND v.happened_at >= %s AND v.happened_at < %s)"""
ROLES = """(SELECT count(DISTINCT role) FROM accounts_contact c CROSS JOIN unnest(c.roles) role
    WHERE c.account_id = accounts_account.id AND c.deleted_at IS NULL AND c.left_on IS NULL)"""


def annual_revenue(day: date) -> QuerySet[Any, Any]:
    """The customer's own revenue, where it is given in the company's currency."""
    rows = Account.objects.alive().filter(annual_revenue__isnull=False, currency=company().currency)
    return rows.order_by().values_list("pk", "annual_revenue")


def touches(day: date) -> QuerySet[Any, Any]:
    """Activities of the 90 days before the day; none is a figure too."""
    counted = RawSQL(TOUCHES, (start_of(day - QUARTER), start_of(day)), output_field=IntegerField())  # noqa: S611
    return Account.objects.alive().order_by().values_list("pk", counted)


def roles_known(day: date) -> QuerySet[Any, Any]:
    """Different parts in buying that are taken by contacts who have not left; none is a figure too."""
    counted = RawSQL(ROLES, (), output_field=IntegerField())  # noqa: S611
    return Account.objects.alive().order_by().values_list("pk", counted)


account_figures.add(
    AccountFigure("accounts.annual_revenue", _("The customer's own annual revenue"),
                  _("As entered on the account, where it is in the company's currency"), "money", annual_revenue),
    AccountFigure("accounts.touches_90", _("Touches in 90 days"),
                  _("Calls, visits, mails, messages and online meetings of the last 90 days"), "count", touches),
    AccountFigure("accounts.roles_known", _("Buying roles we know"),
                  _("Different parts in buying taken by contacts who still work there"), "count", roles_known),
)  # fmt: skip
