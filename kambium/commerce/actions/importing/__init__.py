"""How files are written into commerce: one writer a record, driven by the import engine."""

from kambium.commerce.actions.importing.catalogue import CategoryWriter, ProductWriter
from kambium.commerce.actions.importing.line import LineWriter
from kambium.commerce.actions.importing.order import OrderWriter
from kambium.commerce.actions.importing.rate import RateWriter

__all__ = ["CategoryWriter", "LineWriter", "OrderWriter", "ProductWriter", "RateWriter"]
