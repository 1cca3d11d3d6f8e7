"""Keeping the bytes people upload: under their hash, in the data folder, checked and never run."""

import hashlib
import os
import tempfile
import unicodedata
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from django.conf import settings
from django.http import FileResponse
from django.utils.translation import gettext as _

from kambium.core.access import stands_in_for
from kambium.core.actions.reading import note_reading
from kambium.core.models import StoredFile

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from kambium.core.access import Actor, Owned

CHUNK = 1 << 20
TEXT, UNKNOWN = "text/plain", "application/octet-stream"
BEGINNINGS = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
)
SHOWN_INLINE = {kind for _beginning, kind in BEGINNINGS} | {"image/webp", TEXT}
INVISIBLE = {"Cc", "Cf", "Cs", "Zl", "Zp"}  # control signs, and those that turn the direction of what follows


class TooLarge(Exception):
    """More bytes than the installation takes; the text says how many."""


def path_of(sha256: str) -> Path:
    """Where the bytes of that hash lie."""
    return Path(settings.MEDIA_ROOT) / sha256[:2] / sha256


def keep(upload: "UploadedFile[Any]", *, by: "Actor", limit: int | None = None) -> StoredFile:
    """Store an upload and return its row. Raises TooLarge before anything is kept."""
    most = limit or settings.UPLOAD_LIMIT
    if (upload.size or 0) > most:
        raise TooLarge(_("The file has %(size)d MB; %(most)d MB is the most.") % {
            "size": (upload.size or 0) >> 20, "most": most >> 20})  # fmt: skip
    digest, size = _write(upload.open("rb"))
    with path_of(digest).open("rb") as kept:
        kind = kind_of(kept.read(CHUNK), claimed=upload.content_type or "")
    return StoredFile.objects.create(
        sha256=digest, name=plain_name(upload.name or ""), size=size, content_type=kind,
        uploaded_by_id=by.person_id or None,
    )  # fmt: skip


def kind_of(beginning: bytes, *, claimed: str = "") -> str:
    """What a file is by its first bytes. The browser's word counts only for kinds that are never shown in one."""
    for sign, kind in BEGINNINGS:
        if beginning.startswith(sign):
            return kind
    if beginning[:4] == b"RIFF" and beginning[8:12] == b"WEBP":
        return "image/webp"
    if claimed == TEXT and b"\0" not in beginning:
        return TEXT
    return UNKNOWN if not claimed or claimed in SHOWN_INLINE else claimed[:100]


def plain_name(name: str) -> str:
    """A file's name without folders and without signs that hide what it ends in: `gpj.exe` never reads `exe.jpg`."""
    visible = "".join(sign for sign in name if unicodedata.category(sign) not in INVISIBLE)
    return Path(visible.replace("\\", "/")).name[-200:] or "file"


def _write(source: IO[bytes]) -> tuple[str, int]:
    folder = Path(settings.MEDIA_ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    handle, draft = tempfile.mkstemp(dir=folder)
    with os.fdopen(handle, "wb") as target:
        while chunk := source.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
            target.write(chunk)
    final = path_of(digest.hexdigest())
    final.parent.mkdir(parents=True, exist_ok=True)
    Path(draft).replace(final)
    return digest.hexdigest(), size


def send(request: Any, file: StoredFile, *, inline: bool = False, of: "Owned | None" = None) -> FileResponse:
    """The bytes as an answer, with a line in the access record; `of` is the row through which one came to them.

    Only kinds that cannot run are shown in the browser; the rest is downloaded.
    """
    where = request.META.get("REMOTE_ADDR", "")
    standing_in = stands_in_for(request.actor, of) if of else None
    note_reading(by=request.actor, kind="file.downloaded", where=where, subject=file, on_behalf_of=standing_in,
                 data={"file": file.name})  # fmt: skip
    shown = inline and file.content_type in SHOWN_INLINE
    response = FileResponse(
        path_of(file.sha256).open("rb"), as_attachment=not shown, filename=file.name,
        content_type=file.content_type if shown else UNKNOWN,
    )  # fmt: skip
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response
