"""The words of an event: ids for machines, names in both languages for readers."""

from datetime import date
from typing import Any

from django.utils import translation
from django.utils.functional import Promise

Plain = str | int | bool | list[Any] | None


def facts(**things: Any) -> dict[str, Any]:
    """Event data in both languages.

    A named row `x` becomes `x_id`, `x_zh`, `x_en`, and `x` for whoever shows it plainly; a translated word the same
    without the id.
    """
    data: dict[str, Any] = {}
    for key, thing in things.items():
        if hasattr(thing, "name_zh"):
            zh, en = thing.name_zh or thing.name_en, thing.name_en or thing.name_zh
            data |= {key: zh, f"{key}_id": thing.pk, f"{key}_zh": zh, f"{key}_en": en}
        elif isinstance(thing, Promise):
            data |= _both(key, thing)
        else:
            data[key] = thing.isoformat() if isinstance(thing, date) else thing
    return data


def _both(key: str, word: Promise) -> dict[str, str]:
    with translation.override("zh-hans"):
        zh = str(word)
    with translation.override("en"):
        return {key: zh, f"{key}_zh": zh, f"{key}_en": str(word)}
