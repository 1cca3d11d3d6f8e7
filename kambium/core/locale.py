"""The language of the terminal. Standard library only: `kam` asks before anything is installed."""

import os


def terminal_language() -> str:
    """zh-hans or en, in the order in which POSIX and gettext look; English where the terminal says nothing."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if said := os.environ.get(name):
            return "zh-hans" if said.lower().startswith("zh") else "en"
    return "en"
