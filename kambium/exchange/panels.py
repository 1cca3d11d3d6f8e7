"""What importing puts on the home page."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kambium.core.access import Actor
from kambium.core.registry import Panel, panels
from kambium.exchange.queries.runs import visible_runs

LATELY = timedelta(days=14)
MOST = 5


def lately(actor: Actor, person: Any) -> Mapping[str, Any] | None:
    """The imports of the last two weeks, one's own or, for who looks after the system, everybody's."""
    runs = list(visible_runs(actor).filter(created_at__gt=timezone.now() - LATELY)[:MOST])
    return {"runs": runs} if runs else None


panels.add(
    Panel("exchange.lately", "home", "", _("Imports lately"), "exchange/panels/lately.html", "exchange.use", 60, lately)
)
