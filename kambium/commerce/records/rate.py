"""Exchange rates as files carry them."""

from django.utils.translation import gettext_lazy as _

from kambium.commerce import labels
from kambium.commerce.actions.importing import RateWriter
from kambium.commerce.models import ExchangeRate
from kambium.core.registry import FieldSpec, Record, heads

RATE = Record(
    "exchange_rate",
    _("Exchange rates"),
    ExchangeRate,
    (
        FieldSpec("currency", labels.RATE["currency"], kind="currency", required=True,
                  aliases=heads("外币 | 币别 | Currency Code | Iso Code"), max_length=3),
        FieldSpec("on", labels.RATE["on"], kind="date", required=True,
                  aliases=heads("汇率日期 | 生效日期 | Rate Date | Start Date | Effective Date")),
        FieldSpec("rate", labels.RATE["rate"], kind="decimal", required=True,
                  aliases=heads("兑换率 | 折算率 | Rate | Conversion Rate")),
    ),
    keys=(("currency", "on"),),
    writer=RateWriter(),
    import_permission="rates.edit",
    export_permission="rates.view",
    position=65,
)  # fmt: skip
