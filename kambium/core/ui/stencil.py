"""A macro drawn once and filled many times.

A list of eighty rows draws the same few pieces of markup hundreds of times. Calling a macro for each costs more than
all the rest of the page, so a stencil draws the macro once, with marks in the place of its arguments, and then only
puts texts between the pieces. The markup stays in the template.
"""

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.template import engines
from markupsafe import Markup, escape

MOST = 500  # forms of one template that are kept
FIRST = 0xE000  # the private use area: no text people write has these characters
MARK = re.compile("[\ue000-\ue01f]")
special = re.compile("[&<>'\"]").search


def safe(text: str) -> str:
    """A text with what HTML would read in it escaped; most texts have nothing of the kind."""
    return str(escape(text)) if special(text) else text


class Stencil:
    """The macro `name` of a template: it takes `width` texts in order, sets no condition on them and says no word of
    its own (words come as arguments, because the pieces are kept for every language)."""

    def __init__(self, template: str, name: str, width: int) -> None:
        self.template = template
        self.name = name
        self.width = width

    def __call__(self, *values: Any) -> Markup:
        """The macro's markup with these values in it, escaped unless they are markup."""
        return Markup(self.fill(*values))  # noqa: S704  (the pieces are a template's, the values are escaped)

    def fill(self, *values: Any) -> str:
        """The same as plain text, for who puts hundreds together: making each of them Markup takes longer."""
        return self._form.format(*map(_escaped, values))

    @cached_property
    def _form(self) -> str:
        """The macro's markup with the numbers of its arguments, as `str.format` takes it."""
        environment: Any = engines["jinja2"]
        macro = getattr(environment.env.get_template(self.template).module, self.name)
        text = str(macro(*(chr(FIRST + i) for i in range(self.width))))
        return _form(text)


class Kept:
    """A template drawn once for each of what it depends on, and filled with what differs from page to page.

    `names` are the texts that differ, as the template calls them; it sets no condition on them.
    """

    def __init__(self, template: str, *names: str) -> None:
        self.template = template
        self.marks = {name: Markup(chr(FIRST + i)) for i, name in enumerate(names)}  # noqa: S704  (a mark)
        self._forms: dict[Any, str] = {}

    def __call__(self, key: Any, facts: Mapping[str, Any], *values: Any) -> Markup:
        """The template's markup. `key` names the language and all of `facts` that it depends on."""
        form = self._forms.get(key)
        if form is None:
            environment: Any = engines["jinja2"]
            form = _form(environment.env.get_template(self.template).render(**facts, **self.marks))
            if len(self._forms) >= MOST:
                self._forms.clear()
            self._forms[key] = form
        return Markup(form.format(*map(_escaped, values)))  # noqa: S704  (a template's, the values are escaped)


def _form(text: str) -> str:
    """Markup with marks as `str.format` takes it."""
    text = text.replace("{", "{{").replace("}", "}}")
    return MARK.sub(lambda mark: f"{{{ord(mark.group()) - FIRST}}}", text)


def _escaped(value: Any) -> str:
    if type(value) is Markup or (type(value) is str and not special(value)):
        return value
    return str(escape(value))
