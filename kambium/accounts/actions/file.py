"""Files kept with an account."""

from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from kambium.accounts.actions.taking import seen_account, take
from kambium.accounts.actions.telling import tell_listeners
from kambium.accounts.models import AccountFile
from kambium.core import events, files
from kambium.core.access import Actor, require
from kambium.core.access.owned import OWNER_COLUMNS
from kambium.people.actions.rejected import Rejected


class NothingIn(Rejected):
    """The file has no bytes."""


def add_file(*, by: Actor, account_id: int, upload: "UploadedFile[Any]", label: str = "", at: datetime) -> AccountFile:
    """Keep a file with an account under its own name or a label; followers are told.

    Raises NothingIn, `files.TooLarge`, NotThere.
    """
    account = seen_account(by, account_id)
    require(by, "files.edit", account)
    if not upload.size:
        raise NothingIn(_("The file “%(name)s” is empty.") % {"name": upload.name}, "upload")
    with transaction.atomic():
        stored = files.keep(upload, by=by)
        columns = {column: getattr(account, column) for column in OWNER_COLUMNS}
        name = label.strip()[:200] or stored.name
        row = AccountFile.objects.create(
            account=account, file=stored, label=name, added_by_id=by.person_id, added_at=at, **columns
        )
        event = events.record("file.added", row, root=account, by=by, at=at, data={"file": name})
        tell_listeners(event, account, by=by, permission="files.view", to="files/")
    return row


def remove_file(*, by: Actor, file_id: int, at: datetime) -> AccountFile:
    """Take a file off an account; its bytes stay for the history. Raises NotThere."""
    with transaction.atomic():
        row = take(AccountFile, file_id, by=by, permission="files.edit")
        row.deleted_at = at
        row.save(update_fields=["deleted_at"])
        events.record("file.removed", row, root=row.account, by=by, at=at, data={"file": row.label})
    return row
