"""The least a page of Django can cost: the floor that every page stands on."""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path


def hello(request: HttpRequest) -> HttpResponse:
    """Two words."""
    return HttpResponse("hello, world")


urlpatterns = [path("", hello)]
if not settings.configured:
    settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"], SECRET_KEY="hello", DEBUG=False)
application = get_wsgi_application()
