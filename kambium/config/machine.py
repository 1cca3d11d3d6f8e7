"""What this computer has: a browser and a Chinese font for the tests, a free port. Standard library only."""

import errno
import os
import shutil
import socket
import subprocess
from contextlib import closing
from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
MAC_BROWSER = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")


def chromium() -> str | None:
    """The path of a Chromium that can be driven: KAMBIUM_CHROMIUM, else the system's own."""
    if given := os.environ.get("KAMBIUM_CHROMIUM"):
        return given
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    return found or (str(MAC_BROWSER) if MAC_BROWSER.exists() else None)


def has_chinese_font() -> bool:
    """Without one, Chinese is drawn as boxes. macOS always has one and has no fontconfig to ask."""
    asked = shutil.which("fc-list")
    if asked is None:
        return MAC_BROWSER.parents[3].is_dir() and Path("/System/Library/Fonts").is_dir()
    return bool(subprocess.run([asked, ":lang=zh-cn", "family"], check=False, capture_output=True).stdout.strip())


def port_is_free(host: str, port: int) -> bool:
    """Whether a server could listen there now; raises OSError where none ever could."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with closing(socket.socket(family, socket.SOCK_STREAM)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a port that was just left counts as free
        try:
            probe.bind((host, port))
        except OSError as refused:
            if refused.errno != errno.EADDRINUSE:
                raise
            return False
    return True
