"""What a browser says of itself, in two words: enough to recognise one's own sessions."""

import re

BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("MicroMessenger", "WeChat"),
    ("wxwork", "WeCom"),
    ("DingTalk", "DingTalk"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("HarmonyOS", "HarmonyOS"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)
PHONES = ("iPhone", "Android", "HarmonyOS")


def device(user_agent: str) -> dict[str, str]:
    """Browser and system as people call them, and the icon for them."""
    browser = _first(BROWSERS, user_agent)
    system = _first(SYSTEMS, user_agent)
    name = " · ".join(word for word in (browser, system) if word) or user_agent[:40] or "–"
    return {"name": name, "icon": "smartphone" if system in PHONES else "monitor"}


def _first(pairs: tuple[tuple[str, str], ...], text: str) -> str:
    return next((name for sign, name in pairs if re.search(re.escape(sign), text)), "")
