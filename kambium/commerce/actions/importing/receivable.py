"""Invoices, payment plans and payments from files."""

from collections.abc import Mapping
from typing import ClassVar

from kambium.commerce.actions.importing.papers import PaperWriter
from kambium.commerce.models import Instalment, Invoice, Payment
from kambium.core.staging import Batch, Stage

PAPERS = {"contract": "commerce_contract", "order": "commerce_order"}
THEIRS = "account_id, owner_id, division_id, branch_id, team_id, currency, rate, contract_id, order_id"
OURS = ", ".join(f"i.{column}" for column in THEIRS.split(", "))
OPEN = f"""INSERT INTO commerce_instalment ({THEIRS}, invoice_id, title, due_on, amount)
    SELECT {OURS}, i.id, left(i.number, 120), i.due_on, i.amount FROM {{stage}} s
    JOIN commerce_invoice i ON i.id = coalesce(s.target, s.new_id)
    WHERE s.fault IS NULL AND i.due_on IS NOT NULL AND i.amount > 0
      AND NOT EXISTS (SELECT FROM commerce_instalment n WHERE n.invoice_id = i.id)"""
MOVE = """UPDATE commerce_instalment n SET due_on = i.due_on, amount = i.amount, currency = i.currency, rate = i.rate
    FROM {stage} s JOIN commerce_invoice i ON i.id = s.target
    WHERE n.invoice_id = i.id AND s.fault IS NULL AND n.title = left(i.number, 120) AND n.settled <= i.amount
      AND i.due_on IS NOT NULL AND i.amount > 0 AND n.deleted_at IS NULL
      AND (n.due_on, n.amount, n.currency, n.rate) IS DISTINCT FROM (i.due_on, i.amount, i.currency, i.rate)"""


class InvoiceWriter(PaperWriter):
    """Writes invoices. One with a day by which it is to be paid, and outside a plan, is an instalment of its own."""

    model = Invoice
    permission = "payments.import"
    day = "issued_on"
    copied = ("number", "kind", "issued_on", "due_on", "amount", "tax", "note")
    papers: ClassVar[Mapping[str, str]] = PAPERS
    dependents = (("commerce_instalment", "invoice_id"),)

    def resolve(self, stage: Stage, batch: Batch) -> None:
        super().resolve(stage, batch)
        stage.refuse("s.target IS NULL AND coalesce(s.number, '') = ''", "no_number")
        self.numbered_once(stage)

    def after(self, stage: Stage, batch: Batch) -> None:
        stage.run(OPEN)
        stage.run(MOVE)


class InstalmentWriter(PaperWriter):
    """Writes payment plans, a row an instalment. What is settled stays; an instalment never falls below that."""

    model = Instalment
    permission = "payments.import"
    day = "due_on"
    copied = ("title", "due_on", "amount")
    papers: ClassVar[Mapping[str, str]] = {**PAPERS, "invoice": "commerce_invoice"}

    def resolve(self, stage: Stage, batch: Batch) -> None:
        super().resolve(stage, batch)
        stage.refuse("s.amount <= 0", "below_zero")
        stage.refuse("s.amount < (SELECT t.settled FROM commerce_instalment t WHERE t.id = s.target)", "below_settled")


class PaymentWriter(PaperWriter):
    """Writes money that came in, or went back: a refund is below zero."""

    model = Payment
    permission = "payments.import"
    day = "received_on"
    copied = ("number", "received_on", "amount", "method", "note")
    papers: ClassVar[Mapping[str, str]] = PAPERS

    def resolve(self, stage: Stage, batch: Batch) -> None:
        super().resolve(stage, batch)
        stage.refuse("s.amount = 0", "no_worth")
        self.numbered_once(stage)
