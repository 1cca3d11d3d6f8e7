"""The tier model that holds."""

from datetime import date

from kambium.portfolio.models import TierModel


def model_on(day: date) -> TierModel | None:
    """The model in force on a day, with axes and criteria; None where the company has not approved one."""
    return TierModel.objects.prefetch_related("axes__criteria").filter(active__contains=day).first()
