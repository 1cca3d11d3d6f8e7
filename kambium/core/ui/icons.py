"""Icons: references into the sprite that the front end's build makes from `assets/icons.txt`."""

from functools import lru_cache

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString


@lru_cache(maxsize=512)
def icon(name: str, cls: str = "", label: str = "") -> SafeString:
    """An icon by its Lucide name. It is silent beside a word; alone, `label` says what it means."""
    said = format_html('role="img" aria-label="{}"', label) if label else 'aria-hidden="true"'
    return format_html(
        '<svg class="{}" {} focusable="false"><use href="{}#{}"/></svg>',
        f"i {cls}".strip(),
        SafeString(said),
        static("dist/icons.svg"),
        name,
    )
