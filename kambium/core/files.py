"""Keeping the bytes people upload: under their hash, in the data folder, checked and never run."""

import hashlib
import os
import tempfile
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from django.conf import settings
from django.http import FileResponse
from django.utils.translation import gettext as _

from kambium.core.actions.reading import note_reading
from kambium.core.models import StoredFile

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from kambium.core.access import Actor

CHUNK = 1 << 20
SHOWN_INLINE = {"application/pdf", "image/png", "image/jpeg", "image/gif", "image/webp", "text/plain"}


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
    name = Path(upload.name or "file").name[:200]
    return StoredFile.objects.create(
        sha256=digest,
        name=name,
        size=size,
        content_type=(upload.content_type or "")[:100] or "application/octet-stream",
        uploaded_by_id=by.person_id or None,
    )


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


def send(request: Any, file: StoredFile, *, inline: bool = False) -> FileResponse:
    """The bytes as an answer, with a line in the access record.

    Only kinds that cannot run are shown in the browser; the rest is downloaded.
    """
    where = request.META.get("REMOTE_ADDR", "")
    note_reading(by=request.actor, kind="file.downloaded", where=where, subject=file, data={"file": file.name})
    shown = inline and file.content_type in SHOWN_INLINE
    response = FileResponse(
        path_of(file.sha256).open("rb"), as_attachment=not shown, filename=file.name,
        content_type=file.content_type if shown else "application/octet-stream",
    )  # fmt: skip
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response
