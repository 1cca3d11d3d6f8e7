"""Files people send: named by what one sees, known by what they hold, and never run by a browser."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kambium.core.access import Actor
from kambium.core.files import keep, kind_of, plain_name

PNG = b"\x89PNG\r\n\x1a\n"
PAGE = b"<html><script>alert(1)</script>"


@pytest.mark.parametrize(
    ("beginning", "claimed", "kind"),
    [
        (PNG, "text/html", "image/png"),
        (b"%PDF-1.7", "image/png", "application/pdf"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "", "image/webp"),
        (b"GIF89a", "application/javascript", "image/gif"),
        (PAGE, "image/png", "application/octet-stream"),
        (PAGE, "application/pdf", "application/octet-stream"),
        ("备忘".encode(), "text/plain", "text/plain"),
        (b"MZ\x00\x01", "text/plain", "application/octet-stream"),
        (b"PK\x03\x04", "application/zip", "application/zip"),
        (b"", "", "application/octet-stream"),
    ],
)
def test_a_file_is_what_its_first_bytes_say(beginning: bytes, claimed: str, kind: str) -> None:
    assert kind_of(beginning, claimed=claimed) == kind


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("合同 v2.pdf", "合同 v2.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\chen\\报价.xlsx", "报价.xlsx"),
        ("invoice\u202egpj.exe", "invoicegpj.exe"),
        ("a\r\nSet-Cookie: x.txt", "aSet-Cookie: x.txt"),
        ("a\x00.pdf", "a.pdf"),
        ("\u202e\u200b", "file"),
        ("", "file"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
    ],
)
def test_a_name_shows_how_it_ends_and_leads_nowhere(name: str, plain: str) -> None:
    assert plain_name(name) == plain


def test_what_is_kept_lies_under_its_hash_with_the_kind_it_has(db: None, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    upload = SimpleUploadedFile("照片\u202egnp.html", PAGE, content_type="image/png")
    stored = keep(upload, by=Actor(0))
    assert (stored.name, stored.content_type, stored.size) == ("照片gnp.html", "application/octet-stream", len(PAGE))
    assert (tmp_path / stored.sha256[:2] / stored.sha256).read_bytes() == PAGE
