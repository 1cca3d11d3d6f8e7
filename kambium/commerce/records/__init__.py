"""The records of commerce that files bring in and take out."""

from kambium.commerce.records.catalogue import CATEGORY, PRODUCT
from kambium.commerce.records.contract import CONTRACT, RENEWAL
from kambium.commerce.records.order import LINE, ORDER
from kambium.commerce.records.prices import PRICE, PRICE_LIST
from kambium.commerce.records.rate import RATE
from kambium.commerce.records.receivable import INSTALMENT, INVOICE, PAYMENT
from kambium.core.registry import records

records.add(CATEGORY, PRODUCT, PRICE_LIST, PRICE, RATE, ORDER, LINE)
records.add(CONTRACT, RENEWAL, INVOICE, INSTALMENT, PAYMENT)
