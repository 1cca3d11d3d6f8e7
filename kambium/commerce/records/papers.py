"""Fields that papers of an account share."""

from django.utils.translation import gettext_lazy as _

from kambium.commerce import labels
from kambium.core.registry import FieldSpec, heads

KEY = _("Key in the source system")
ACCOUNT = FieldSpec("account", _("Account"), kind="reference", to="account", required=True, aliases=heads("""
    客户 | 客户名称 | 所属客户 | 客户ID | 客户编号 | 购货单位 | 付款单位
    Account Name | Account ID | Customer | Customer ID | Customer Name | Bill To | Payer
    """))  # fmt: skip
CONTRACT = FieldSpec("contract", _("Contract"), kind="reference", to="contract", aliases=heads("""
    合同 | 合同编号 | 所属合同 | 合同号 | Contract Number | Contract No | Contract ID
    """))  # fmt: skip
ORDER = FieldSpec("order", _("Order"), kind="reference", to="order", aliases=heads("""
    订单 | 所属订单 | 销售订单 | 订单号 | 订单编号 | 销售订单编号
    Order Number | Order No | Sales Order | Order ID | Sales Order Number
    """))  # fmt: skip
CURRENCY = FieldSpec("currency", labels.ORDER["currency"], kind="currency", max_length=3,
                     aliases=heads("Currency Code | Currency ISO Code"))  # fmt: skip
RATE = FieldSpec("rate", labels.ORDER["rate"], kind="decimal", aliases=heads("Conversion Rate"))
NOTE = FieldSpec("note", labels.ORDER["note"], aliases=heads("备注 | 说明 | Remark | Remarks | Description | Memo"))


def key(headers: str) -> FieldSpec:
    """The paper's key in the system it comes from, with the headers that mean it."""
    return FieldSpec("source_key", KEY, aliases=heads(headers), max_length=120)
