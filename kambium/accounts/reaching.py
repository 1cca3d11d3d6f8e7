"""The keys by which a telephone number and a web address are compared."""

import re
from urllib.parse import urlsplit

import phonenumbers

from kambium.core.search.fold import fold

DEFAULT_COUNTRY = "CN"
MOBILE_CN = re.compile(r"1[3-9]\d{9}")
# How most Chinese numbers are written; the library that knows all the others takes 50 µs for each.
PLAIN_CN = re.compile(r"(1[3-9]\d{9})|0(10|2\d|[3-9]\d\d)[- ]?([2-8]\d{6,7})", re.ASCII)
EXTENSION = re.compile(r"\s*(?:转|分机|ext\.?|#|x)\s*\d+\s*$", re.IGNORECASE)
NOT_DIGITS = re.compile(r"[^\d+]")
PLAIN_HOST = re.compile(r"(?:https?://)?(?:www\.)?((?:[a-z0-9][a-z0-9-]{0,62}\.){1,4}[a-z]{2,20})/?")
HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
COLUMN = 120
# Mail that anybody can have says nothing about the company.
OPEN = """
    126.com 139.com 163.com 189.cn 21cn.com aliyun.com foxmail.com gmail.com googlemail.com gmx.de gmx.net hotmail.com
    icloud.com live.com live.cn mail.ru me.com msn.com outlook.com outlook.cn proton.me protonmail.com qq.com sina.cn
    sina.com sohu.com tom.com vip.163.com vip.qq.com vip.sina.com web.de yahoo.cn yahoo.com yandex.ru yeah.net
"""
OPEN_TO_ALL = frozenset(OPEN.split())


def phone_key(number: str, country: str = "") -> str:
    """The number as E.164 (+8618612341402); empty for none, and for one that no country dials."""
    if not number:
        return ""
    if (country or DEFAULT_COUNTRY) == "CN" and (plainest := PLAIN_CN.fullmatch(number)):
        return f"+86{plainest[1] or plainest[2] + plainest[3]}"
    plain = EXTENSION.sub("", fold(number))
    bare = NOT_DIGITS.sub("", plain)
    if (country or DEFAULT_COUNTRY) == "CN" and MOBILE_CN.fullmatch(bare):
        return f"+86{bare}"
    try:
        parsed = phonenumbers.parse(plain, country or DEFAULT_COUNTRY)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(parsed):
        return ""
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def domain_of(website: str = "", email: str = "") -> str:
    """The company's domain: of its website, else of a mail address that is not open to all. Empty for none."""
    host = _host(website)
    if host:
        return host
    domain = fold(email.rpartition("@")[2]) if "@" in email else ""
    return domain[:COLUMN] if HOST.fullmatch(domain) and domain not in OPEN_TO_ALL else ""


def link_of(website: str) -> str:
    """The address a website's text leads to; empty for text that names no host, or another scheme than http."""
    text = website.strip()
    if not _host(text):
        return ""
    if "//" not in text:
        return f"https://{text}"
    return text if text.lower().startswith(("http://", "https://")) else ""


def _host(website: str) -> str:
    text = website.lower()
    if simple := PLAIN_HOST.fullmatch(text):
        return simple[1] if len(simple[1]) <= COLUMN else ""
    text = fold(text)
    if not text:
        return ""
    try:
        host = urlsplit(text if "//" in text else f"//{text}").hostname or ""
    except ValueError:
        return ""
    host = host.removeprefix("www.")
    return host if len(host) <= COLUMN and HOST.fullmatch(host) else ""
