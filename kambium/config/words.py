"""What the command line says, in the reader's language.

The pages' words live in gettext catalogues. These few cannot: they are needed before the catalogues are compiled, and
by `kambium doctor` when nothing else works.
"""

from kambium.core.locale import terminal_language


def say(english: str, chinese: str) -> str:
    """The one of the two that this reader reads."""
    return chinese if terminal_language() == "zh-hans" else english
