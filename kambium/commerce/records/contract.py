"""Contracts and renewals as files carry them."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from kambium.commerce.actions.importing import ContractWriter, RenewalWriter
from kambium.commerce.labels import CONTRACT as NAMES
from kambium.commerce.labels import RENEWAL as RENEWED
from kambium.commerce.models import Contract, Renewal
from kambium.commerce.records.papers import ACCOUNT, CURRENCY, NOTE, RATE, key
from kambium.commerce.records.papers import CONTRACT as OF_CONTRACT
from kambium.core.registry import FieldSpec, Record, heads

CONTRACT = Record(
    "contract",
    _("Contracts"),
    Contract,
    (
        key("合同ID | Contract ID"),
        ACCOUNT,
        FieldSpec("number", NAMES["number"], aliases=heads("合同编号 | 合同号 | Contract No | ContractNumber"),
                  max_length=60),
        FieldSpec("title", NAMES["title"], aliases=heads("合同名称 | 合同标题 | Contract Name | Contract Title"),
                  max_length=200),
        FieldSpec("kind", NAMES["kind"], kind="term", vocabulary="contract_kind",
                  aliases=heads("合同类型 | 合同类别 | Contract Type"), max_length=64),
        FieldSpec("signed_on", NAMES["signed_on"], kind="date",
                  aliases=heads("签订日期 | 签约日期 | 签署日期 | Signed Date | Customer Signed Date")),
        FieldSpec("starts_on", NAMES["starts_on"], kind="date", required=True, aliases=heads("""
            合同开始日期 | 开始日期 | 生效日期 | Contract Start Date | Start Date | Effective Date
            """)),
        FieldSpec("ends_on", NAMES["ends_on"], kind="date", help=_("The first day on which it no longer holds."),
                  aliases=heads("合同结束日期 | 结束日期 | 到期日期 | Contract End Date | End Date | Expiry Date")),
        FieldSpec("notice_days", NAMES["notice_days"], kind="integer",
                  aliases=heads("提前通知天数 | 通知期（天） | Notice Period (days) | Owner Expiration Notice")),
        FieldSpec("renews_itself", NAMES["renews_itself"], kind="boolean",
                  aliases=heads("是否自动续约 | Auto Renewal | Renews Automatically")),
        FieldSpec("amount", NAMES["amount"], kind="decimal", required=True,
                  aliases=heads("合同总额 | 合同总金额 | 签约金额 | Contract Amount | Total Contract Value | TCV")),
        CURRENCY,
        RATE,
        FieldSpec("follows", NAMES["follows_id"], kind="reference", to="contract",
                  aliases=heads("上一合同 | 原合同 | 原合同编号 | Previous Contract | Renewal Of")),
        NOTE,
    ),
    keys=(("source_key",), ("number",), ("account", "starts_on", "title")),
    writer=ContractWriter(),
    import_permission="contracts.import",
    export_permission="contracts.export",
    position=84,
    needs=("account", "exchange_rate"),
)  # fmt: skip

RENEWAL = Record(
    "renewal",
    _("Renewals"),
    Renewal,
    (
        key("续约ID | Renewal ID"),
        replace(OF_CONTRACT, required=True),
        FieldSpec("due_on", RENEWED["due_on"], kind="date", aliases=heads("续约到期日 | 到期日期 | Renewal Date")),
        FieldSpec("baseline", RENEWED["baseline"], kind="decimal", required=True,
                  aliases=heads("续约基数 | 原年合同额 | Renewal Baseline | Current ARR")),
        CURRENCY,
        RATE,
        FieldSpec("outcome", RENEWED["outcome"], kind="choice", choices=Renewal.OUTCOMES,
                  aliases=heads("续约结果 | Renewal Outcome | Renewal Status"), max_length=10),
        FieldSpec("decided_on", RENEWED["decided_on"], kind="date", aliases=heads("确定日期 | Decision Date")),
        FieldSpec("value", RENEWED["value"], kind="decimal", aliases=heads("续约年额 | 新年合同额 | Renewed Value")),
        FieldSpec("reason", RENEWED["reason"], kind="term", vocabulary="churn_reason",
                  aliases=heads("流失原因 | 未续约原因 | Churn Reason | Lost Reason"), max_length=64),
        NOTE,
    ),
    keys=(("contract",),),
    writer=RenewalWriter(),
    import_permission="contracts.import",
    export_permission="contracts.export",
    position=86,
    needs=("contract",),
)  # fmt: skip
