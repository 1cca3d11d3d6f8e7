"""Which of the two languages is being read."""

from django.utils.translation import get_language


def is_chinese(lang: str | None = None) -> bool:
    """Whether `lang` (by default the reader's) is Chinese; every other language reads the English forms."""
    return (lang or get_language() or "").lower().startswith("zh")
