"""Invoices, payment plans and payments as files carry them."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kambium.commerce import labels
from kambium.commerce.actions.importing import InstalmentWriter, InvoiceWriter, PaymentWriter
from kambium.commerce.models import Instalment, Invoice, Payment
from kambium.commerce.records.papers import ACCOUNT, CONTRACT, CURRENCY, NOTE, ORDER, RATE, key
from kambium.core.registry import FieldSpec, Record, heads

INVOICE = Record(
    "invoice",
    pgettext_lazy("record", "Invoices"),
    Invoice,
    (
        key("发票ID | Invoice ID"),
        ACCOUNT,
        FieldSpec("number", labels.INVOICE["number"], required=True,
                  aliases=heads("发票号 | 发票号码 | 发票编号 | Invoice No | Invoice Number"), max_length=60),
        FieldSpec("kind", labels.INVOICE["kind"], kind="term", vocabulary="invoice_kind",
                  aliases=heads("发票类型 | 票据类型 | Invoice Type"), max_length=64),
        FieldSpec("issued_on", labels.INVOICE["issued_on"], kind="date", required=True,
                  aliases=heads("开票日期 | 开票时间 | 发票日期 | Invoice Date | Issue Date")),
        FieldSpec("due_on", labels.INVOICE["due_on"], kind="date",
                  aliases=heads("付款到期日 | 应付日期 | 到期日 | Due Date | Payment Due Date")),
        FieldSpec("amount", labels.INVOICE["amount"], kind="decimal", required=True, aliases=heads("""
            开票金额 | 发票金额 | 价税合计 | 含税金额 | Invoice Amount | Invoice Total | Grand Total
            """)),
        FieldSpec("tax", labels.INVOICE["tax"], kind="decimal", aliases=heads("税金 | Tax Amount | VAT")),
        CURRENCY,
        RATE,
        CONTRACT,
        ORDER,
        NOTE,
    ),
    keys=(("source_key",), ("number",)),
    writer=InvoiceWriter(),
    import_permission="payments.import",
    export_permission="payments.export",
    position=88,
    needs=("account", "order", "contract", "exchange_rate"),
)  # fmt: skip

INSTALMENT = Record(
    "instalment",
    _("Payment plans"),
    Instalment,
    (
        key("回款计划ID | Payment Plan ID | Instalment ID"),
        ACCOUNT,
        FieldSpec("title", labels.INSTALMENT["title"], max_length=120,
                  aliases=heads("期次 | 回款期次 | 款项名称 | 款项 | Installment | Milestone")),
        FieldSpec("due_on", labels.INSTALMENT["due_on"], kind="date", required=True, aliases=heads("""
            计划回款日期 | 计划回款时间 | 应收日期 | 预计回款日期 | Due Date | Planned Date | Plan Date
            """)),
        FieldSpec("amount", labels.INSTALMENT["amount"], kind="decimal", required=True, aliases=heads("""
            计划回款金额 | 应收金额 | 应回款金额 | Planned Amount | Amount Due | Receivable Amount
            """)),
        CURRENCY,
        RATE,
        CONTRACT,
        ORDER,
        FieldSpec("invoice", _("Invoice"), kind="reference", to="invoice",
                  aliases=heads("发票 | 发票号 | 发票号码 | Invoice No | Invoice Number")),
    ),
    keys=(("source_key",), ("account", "due_on", "title"), ("account", "due_on", "amount")),
    writer=InstalmentWriter(),
    import_permission="payments.import",
    export_permission="payments.export",
    position=90,
    needs=("invoice", "order", "contract", "exchange_rate"),
)  # fmt: skip

PAYMENT = Record(
    "payment",
    _("Payments"),
    Payment,
    (
        key("回款ID | Payment ID"),
        ACCOUNT,
        FieldSpec("number", labels.PAYMENT["number"], aliases=heads("回款号 | 收款编号 | Payment No | Receipt Number"),
                  max_length=60),
        FieldSpec("received_on", labels.PAYMENT["received_on"], kind="date", required=True, aliases=heads("""
            回款日期 | 实际到账日期 | 到账日期 | 收款日期 | 回款时间 | Payment Date | Receipt Date | Date Received
            """)),
        FieldSpec("amount", labels.PAYMENT["amount"], kind="decimal", required=True, aliases=heads("""
            本次回款金额 | 收款金额 | 到账金额 | 实收金额 | Payment Amount | Paid Amount | Amount Paid
            """)),
        FieldSpec("method", labels.PAYMENT["method"], kind="term", vocabulary="payment_method",
                  aliases=heads("回款方式 | 支付方式 | 收款方式 | Payment Method | Payment Type"), max_length=64),
        CURRENCY,
        RATE,
        CONTRACT,
        ORDER,
        NOTE,
    ),
    keys=(("source_key",), ("number",), ("account", "received_on", "amount")),
    writer=PaymentWriter(),
    import_permission="payments.import",
    export_permission="payments.export",
    position=92,
    needs=("account", "order", "contract", "exchange_rate"),
)  # fmt: skip
