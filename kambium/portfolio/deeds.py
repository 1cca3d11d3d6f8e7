"""What can be done with one proposal, and with the tier of one account, as programs may ask for it."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from kambium.core.deeds import Asking, Deed, deeds
from kambium.portfolio import actions
from kambium.portfolio.forms.tiers import OverrideForm, RejectForm

Values = Mapping[str, Any]


def _reject(asking: Asking, values: Values) -> Any:
    return actions.reject(by=asking.actor, proposal_id=asking.number, reason=values["reason"], at=asking.at)


def _override(asking: Asking, values: Values) -> Any:
    return actions.override(by=asking.actor, account_id=asking.number, at=asking.at, **values)


deeds.add(
    Deed("proposal.reject", _("Reject"), "tiers.approve", _reject, lambda asking, data, only: RejectForm(data)),
    Deed("account.tier", _("Another tier"), "tiers.approve", _override, lambda asking, data, only: OverrideForm(data)),
)
