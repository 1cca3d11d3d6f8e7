"""What kind of file this is, by its content: endings lie."""

import re
from typing import Literal

from kambium.exchange.reading.problems import Unreadable

Kind = Literal["text", "zip", "ole"]

HEAD_BYTES = 65_536

SIGNATURES: list[tuple[bytes, str]] = [
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"BM\x00", "BMP"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "GZIP"),
    (b"BZh", "BZIP2"),
    (b"\xfd7zXZ", "XZ"),
    (b"{\\rtf", "RTF"),
    (b"SQLite format 3", "SQLite"),
    (b"PAR1", "Parquet"),
    (b"MZ", "EXE"),
    (b"\x7fELF", "ELF"),
    (b"ID;P", "SYLK"),
]

OLD_EXCEL = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")
"""Bare streams of Excel 2 to 4."""

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = (b"PK\x03\x04", b"PK\x05\x06")

WEB_PAGE = re.compile(
    rb"(?i)\s*(?:<!--.*?-->\s*)?<(?:!doctype html|html|head|meta|body|table|style|div|script)\b|mime-version:"
)
XML_SPREADSHEET = b"urn:schemas-microsoft-com:office:spreadsheet"
JSON = re.compile(rb'\s*(?:\[\s*[\[{]|\{\s*"[^"]*"\s*:)')
CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")


def kind_of(head: bytes) -> Kind:
    """The kind of a file from its first bytes, or a refusal that says what it is instead."""
    if not head:
        raise Unreadable("empty_file")
    if head.startswith(OLE):
        return "ole"
    if head.startswith(ZIP):
        return "zip"
    if head.startswith(OLD_EXCEL):
        raise Unreadable("too_old")
    for signature, found in SIGNATURES:
        if head.startswith(signature) and not is_text_after_all(head, signature):
            raise Unreadable("wrong_type", found=found)
    refuse_markup(re.sub(rb"^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)", b"", head).replace(b"\0", b""))
    if b"\0" not in head and len(CONTROLS.findall(head)) > 0.01 * len(head):
        raise Unreadable("binary")
    return "text"


def is_text_after_all(head: bytes, signature: bytes) -> bool:
    """Whether a table may begin with the letters of a signature, as in a column called MZ."""
    return signature.isalnum() and b"\0" not in head and not CONTROLS.search(head)


def refuse_markup(head: bytes) -> None:
    """Refuse web pages, XML and JSON, which spreadsheet endings often hide."""
    if not head.strip():
        raise Unreadable("no_rows")
    if WEB_PAGE.match(head):
        raise Unreadable("web_page")
    if head.lstrip().startswith(b"<?xml"):
        if b"<html" in head[:4096].lower():
            raise Unreadable("web_page")
        raise Unreadable("wrong_type", found="XML Spreadsheet 2003" if XML_SPREADSHEET in head else "XML")
    if JSON.match(head):
        raise Unreadable("wrong_type", found="JSON")
