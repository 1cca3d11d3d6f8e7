"""HTML attributes from keyword arguments, for the kit's macros."""

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup, escape


def attributes(given: Mapping[str, Any]) -> Markup:
    """` hx-get="/x/" disabled`: underscores become hyphens, True a bare attribute, None and False nothing."""
    found = Markup()
    for name, value in given.items():
        if value is None or value is False:
            continue
        key = escape(name.strip("_").replace("_", "-"))
        found += Markup(" {}").format(key) if value is True else Markup(' {}="{}"').format(key, value)
    return found
