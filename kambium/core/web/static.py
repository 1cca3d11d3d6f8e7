"""Static files: with their hash in the name and kept for a year once collected, plain from the sources before that."""

from pathlib import Path

from django.conf import settings
from whitenoise.storage import CompressedManifestStaticFilesStorage


class Storage(CompressedManifestStaticFilesStorage):
    """`kambium run` collects the files; before that (tests, first checks) names stay plain."""

    manifest_strict = False

    def url(self, name: str | None, force: bool = False) -> str:  # noqa: FBT001, FBT002  (Django's signature)
        if not (Path(settings.STATIC_ROOT) / self.manifest_name).exists():
            return f"{settings.STATIC_URL}{name}"
        return str(super().url(name, force))
