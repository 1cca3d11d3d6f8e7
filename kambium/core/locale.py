"""The language of the terminal."""

import os


def terminal_language() -> str:
    """zh-hans or en, by what the terminal says; English where it says nothing."""
    said = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "zh-hans" if said.lower().startswith("zh") else "en"
