"""The records of commerce that files bring in and take out."""

from kambium.commerce.records.catalogue import CATEGORY, PRODUCT
from kambium.commerce.records.order import LINE, ORDER
from kambium.commerce.records.rate import RATE
from kambium.core.registry import records

records.add(CATEGORY, PRODUCT, RATE, ORDER, LINE)
