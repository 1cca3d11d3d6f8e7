"""Inviting a person to set a password: a link by mail, good for three days."""

from datetime import datetime
from smtplib import SMTPException

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from kambium.core import events
from kambium.core.access import Actor, require
from kambium.people.actions.rejected import Rejected
from kambium.people.actions.telling import facts
from kambium.people.models import Person
from kambium.people.queries.days import company

DAYS = settings.PASSWORD_RESET_TIMEOUT // 86_400


class CannotInvite(Rejected):
    """There is no e-mail address, the person left, or the mail could not be sent."""


def invite(*, by: Actor, person: Person, site: str, at: datetime) -> str:
    """Send a person the link to set a password and sign in; returns the link. `site` is the address of this product.

    The link dies with its first use and after three days. Raises CannotInvite, and then nothing has happened.
    """
    require(by, "people.edit", person)
    if not person.is_active:
        raise CannotInvite(_("%(name)s no longer works here.") % {"name": person.name})
    if not person.email:
        raise CannotInvite(_("Enter an e-mail address first."), "email")
    link = site.rstrip("/") + set_password_path(person)
    with transaction.atomic():
        events.record("person.invited", person, by=by, at=at, data=facts(person=person))
        _send(person, link)
    return link


def set_password_path(person: Person) -> str:
    """The path at which this person, and nobody else, can set a password once."""
    key = {"uidb36": user_pk_to_url_str(person), "key": default_token_generator.make_token(person)}
    return reverse("account_reset_password_from_key", kwargs=key)


def _send(person: Person, link: str) -> None:
    with translation.override(person.language):
        words = {"name": person.name, "company": company().name or "Kambium", "link": link, "days": DAYS}
        subject = _("%(company)s: your access to Kambium") % words
        body = _(
            "Hello %(name)s,\n\n"
            "%(company)s works with Kambium. Set a password to log in; the link works once and for %(days)d days:\n\n"
            "%(link)s\n\n"
            "If you did not expect this, do nothing."
        )
    try:
        EmailMessage(subject, body % words, settings.DEFAULT_FROM_EMAIL, [person.email]).send()
    except (SMTPException, OSError) as error:
        raise CannotInvite(_("The mail could not be sent: %(why)s") % {"why": str(error)[:200]}) from error
