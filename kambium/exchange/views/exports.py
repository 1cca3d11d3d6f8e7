"""Taking a record out as a file that an import takes back."""

import tempfile
from typing import Any

from django.http import FileResponse
from django.utils import timezone

from kambium.core.registry import records
from kambium.core.web.listing.export import IN_MEMORY, TYPES
from kambium.core.web.page import Request, page
from kambium.core.web.reading import where_of
from kambium.exchange.actions.take_out import take_out
from kambium.exchange.forms import ExportForm, UploadForm
from kambium.exchange.views.runs import files_page


@page("exchange.use", methods=("POST",))
def take(request: Request) -> Any:
    """Send all rows of a record that the person may take out."""
    form = ExportForm(request.actor, request.POST)
    if not form.is_valid():
        return files_page(request, UploadForm(), form)
    record, kind, at = records[form.cleaned_data["record"]], form.cleaned_data["format"], timezone.now()
    target = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  (the answer closes it)
    take_out(record, kind, target, by=request.actor, at=at, where=where_of(request))
    target.seek(0)
    name = f"{str(record.label).replace('/', ' ')} {timezone.localdate(at).isoformat()}.{kind}"
    return FileResponse(target, as_attachment=True, filename=name, content_type=TYPES[kind])
