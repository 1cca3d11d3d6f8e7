"""Products, orders, contracts and money received."""

from kambium.commerce.models.contract import Contract, Ending, Renewal
from kambium.commerce.models.order import Order, OrderLine
from kambium.commerce.models.product import Price, PriceList, Product, ProductCategory
from kambium.commerce.models.rate import ExchangeRate
from kambium.commerce.models.receivable import Instalment, Invoice, Payment, Settlement

__all__ = [
    "Contract",
    "Ending",
    "ExchangeRate",
    "Instalment",
    "Invoice",
    "Order",
    "OrderLine",
    "Payment",
    "Price",
    "PriceList",
    "Product",
    "ProductCategory",
    "Renewal",
    "Settlement",
]
