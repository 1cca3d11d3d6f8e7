"""How files are written into commerce: one writer a record, driven by the import engine."""

from kambium.commerce.actions.importing.catalogue import CategoryWriter, ProductWriter
from kambium.commerce.actions.importing.contract import ContractWriter, RenewalWriter
from kambium.commerce.actions.importing.line import LineWriter
from kambium.commerce.actions.importing.order import OrderWriter
from kambium.commerce.actions.importing.prices import PriceListWriter, PriceWriter
from kambium.commerce.actions.importing.rate import RateWriter
from kambium.commerce.actions.importing.receivable import InstalmentWriter, InvoiceWriter, PaymentWriter

__all__ = [
    "CategoryWriter",
    "ContractWriter",
    "InstalmentWriter",
    "InvoiceWriter",
    "LineWriter",
    "OrderWriter",
    "PaymentWriter",
    "PriceListWriter",
    "PriceWriter",
    "ProductWriter",
    "RateWriter",
    "RenewalWriter",
]
