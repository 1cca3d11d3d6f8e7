"""What the command line says, in the reader's language.

The pages' words live in gettext catalogues. These few cannot: they are needed before the catalogues are compiled, and
by `kambium doctor` when nothing else works.
"""

import os


def reads_chinese() -> bool:
    """Whether the terminal's language is Chinese, in the order that POSIX and gettext look."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return value.lower().startswith("zh")
    return False


def say(english: str, chinese: str) -> str:
    """The one of the two that this reader reads."""
    return chinese if reads_chinese() else english
