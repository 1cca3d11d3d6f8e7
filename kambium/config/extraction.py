"""`./kam words`: bring every package's Chinese catalogue up to the words that its source uses.

New words appear untranslated, words that nothing says any more go, and translations are kept as they are.
"""

import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po, write_po

from kambium.config.catalogues import PACKAGE
from kambium.config.words import say

LANGUAGE = "zh_Hans"
PLACE = Path("locale", LANGUAGE, "LC_MESSAGES", "django.po")
METHODS = [("**.py", "python"), ("templates/**.*", "jinja2")]
JINJA = {"extensions": "jinja2.ext.i18n", "trimmed": "true", "silent": "false"}
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


def packages(root: Path = PACKAGE) -> list[Path]:
    """Every package that may have words of its own."""
    return sorted(path.parent for path in root.glob("*/__init__.py"))


def extract(package: Path) -> Catalog:
    """The words that a package's source and templates use."""
    found, files = Catalog(domain="django", charset="utf-8"), [""]
    words = extract_from_dir(
        package,
        method_map=METHODS,
        options_map={"templates/**.*": JINJA},
        keywords=KEYWORDS,
        comment_tags=("Translators:",),
        callback=lambda file, *_: files.append(file),
    )
    try:
        for file, line, message, comments, context in words:
            found.add(message, None, [(file, line)], auto_comments=comments, context=context)
    except Exception as problem:
        problem.add_note(f"in {package.name}/{files[-1]}")
        raise
    return found


def stored(package: Path) -> Catalog:
    """The catalogue of a package; an empty one when it has none yet."""
    path = package / PLACE
    if not path.exists():
        return Catalog(LANGUAGE, domain="django", charset="utf-8", project="Kambium", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, LANGUAGE, "django", abort_invalid=True)


def update(package: Path) -> Iterator[str]:
    """Write the catalogue anew when its words changed; yields what has no translation."""
    catalogue, source = stored(package), extract(package)
    before = {_key(message) for message in catalogue if message.id}
    if before != {_key(message) for message in source if message.id}:
        with warnings.catch_warnings(action="ignore"):
            catalogue.update(source, no_fuzzy_matching=True, update_creation_date=False)
        (package / PLACE).parent.mkdir(parents=True, exist_ok=True)
        with (package / PLACE).open("wb") as file:
            write_po(file, catalogue, width=120, no_location=True, sort_output=True, ignore_obsolete=True)
    yield from (str(message.id) for message in catalogue if message.id and not _is_translated(message.string))


def _is_translated(text: str | Sequence[str] | None) -> bool:
    return all([text] if isinstance(text, str) else text or [""])


def _key(message: object) -> tuple[object, object]:
    return getattr(message, "id", None), getattr(message, "context", None)


def main() -> int:
    """Update all; 1 while a word is missing its translation."""
    missing = [(package.name, word) for package in packages() for word in update(package)]
    for name, word in missing:
        print(f"{name}: {word}")
    print(say(f"{len(missing)} words to translate", f"还有 {len(missing)} 条没有翻译"))
    return 1 if missing else 0
