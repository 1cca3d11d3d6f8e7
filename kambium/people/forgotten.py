"""A forgotten password: the same work, the same answer and the same time whether somebody has the address or not."""

from typing import Any

from allauth.account import forms
from django.conf import settings
from django.http import HttpRequest

from kambium.people.jobs import send_password_link


class ForgottenForm(forms.ResetPasswordForm):
    """allauth's form, which leaves the letter to the worker: a mail server takes its time, and only for who is known.

    The job is queued for unknown addresses too, with nobody's id.
    """

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        person = next(iter(self.users), None)
        site = settings.PUBLIC_URL or request.build_absolute_uri("/")
        send_password_link.defer(person_id=person.pk if person else 0, site=site)
        return str(self.cleaned_data["email"])
