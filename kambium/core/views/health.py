"""Whether this process lives, and whether it can serve; asked by supervisors and load balancers."""

from django.db import DatabaseError, connection
from django.http import HttpResponse

from kambium.core.web.page import Request, page

PLAIN = "text/plain; charset=utf-8"


@page(open_to="everyone")
def livez(request: Request) -> HttpResponse:
    """200 as long as the process answers at all."""
    return HttpResponse("ok\n", content_type=PLAIN)


@page(open_to="everyone")
def readyz(request: Request) -> HttpResponse:
    """200 when the database answers, else 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("the database does not answer\n", status=503, content_type=PLAIN)
    return HttpResponse("ok\n", content_type=PLAIN)
