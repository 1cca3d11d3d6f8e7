"""Records as files: the columns an import knows, and the number by which a row finds itself again."""

from kambium.exchange.outgoing.columns import Column, columns_of
from kambium.exchange.outgoing.rows import cells_of, rows_of

__all__ = ["Column", "cells_of", "columns_of", "rows_of"]
