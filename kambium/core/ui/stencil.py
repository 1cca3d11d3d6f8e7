"""A macro drawn once and filled many times.

A list of eighty rows draws the same few pieces of markup hundreds of times. Calling a macro for each costs more than
all the rest of the page, so a stencil draws the macro once, with marks in the place of its arguments, and then only
puts texts between the pieces. The markup stays in the template.
"""

import re
from functools import cached_property
from typing import Any

from django.template import engines
from markupsafe import Markup, escape

FIRST = 0xE000  # the private use area: no text people write has these characters
MARK = re.compile("([\ue000-\ue01f])")


class Stencil:
    """The macro `name` of a template: it takes `width` texts in order, sets no condition on them and says no word of
    its own (words come as arguments, because the pieces are kept for every language)."""

    def __init__(self, template: str, name: str, width: int) -> None:
        self.template = template
        self.name = name
        self.width = width

    def __call__(self, *values: Any) -> Markup:
        """The macro's markup with these values in it, escaped unless they are markup."""
        texts = [value if type(value) is Markup else escape(value) for value in values]
        parts = [texts[part] if type(part) is int else part for part in self._parts]
        return Markup("".join(parts))  # noqa: S704  (the pieces are a template's, the values are escaped)

    @cached_property
    def _parts(self) -> tuple[Any, ...]:
        """The pieces of the macro and, between them, the numbers of the arguments."""
        environment: Any = engines["jinja2"]
        macro = getattr(environment.env.get_template(self.template).module, self.name)
        text = str(macro(*(chr(FIRST + i) for i in range(self.width))))
        return tuple(ord(part) - FIRST if MARK.fullmatch(part) else part for part in MARK.split(text) if part)
