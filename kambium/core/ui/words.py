"""The words templates say, looked up once for each language: a page says hundreds of them."""

from functools import lru_cache
from typing import Any

from django.utils import translation
from markupsafe import Markup


def gettext(text: str, /, **values: Any) -> Markup:
    """A text in the reader's language, its values escaped; every per cent sign in it is written twice."""
    if values:
        return Markup(translation.gettext(text)) % values  # noqa: S704  (ours, as Jinja's own takes it)
    return _plain(translation.get_language(), text)


def pgettext(context: str, text: str, /, **values: Any) -> Markup:
    """The same for a text that means different things in different places."""
    if values:
        return Markup(translation.pgettext(context, text)) % values  # noqa: S704  (ours)
    return _meant(translation.get_language(), context, text)


@lru_cache(maxsize=8_192)
def _plain(language: str | None, text: str) -> Markup:
    return Markup(translation.gettext(text)) % {}  # noqa: S704  (ours)


@lru_cache(maxsize=1_024)
def _meant(language: str | None, context: str, text: str) -> Markup:
    return Markup(translation.pgettext(context, text)) % {}  # noqa: S704  (ours)
