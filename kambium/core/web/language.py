"""Which language a page is written in when nobody is signed in, or nobody can be asked for."""

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation


def wished(request: HttpRequest) -> str:
    """The language the request itself asks for: its cookie, else the browser's wish, else the installation's."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    if chosen in dict(settings.LANGUAGES):
        return chosen
    return translation.get_language_from_request(request)
