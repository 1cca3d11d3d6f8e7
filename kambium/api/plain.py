"""Values as JSON has them: money and rates as exact text, times with their offset."""

import datetime as dt
import json
from decimal import Decimal
from typing import Any


def plain(value: Any) -> Any:
    """A value of a row as JSON takes it; a period as the list of its two ends."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, dt.date | dt.datetime | dt.time):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(one) for one in value]
    if hasattr(value, "lower") and hasattr(value, "upper"):
        return [plain(value.lower), plain(value.upper)]
    return str(value)


def written(value: Any) -> bytes:
    """A JSON text in UTF-8."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=plain).encode()
