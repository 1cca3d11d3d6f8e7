"""Empty tables to be filled in: a header that the import understands, and nothing else."""

import csv
import io

from django.http import HttpResponse

from kambium.core.access import NotThere
from kambium.core.registry import records
from kambium.core.web.page import Request, page


@page("exchange.use")
def template(request: Request, record_key: str) -> HttpResponse:
    """A CSV file with the labels of a record's fields, which any spreadsheet opens."""
    record = records.get(record_key)
    if record is None or record.writer is None:
        raise NotThere
    own = record.extra_fields() if record.extra_fields else ()
    text = io.StringIO()
    csv.writer(text).writerow([str(spec.label) for spec in (*record.fields, *own)])
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{record_key}.csv"'
    return response
