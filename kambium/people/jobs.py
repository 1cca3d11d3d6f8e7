"""What begins and ends by the calendar, and letters that nobody should have to wait for."""

from django.utils import timezone
from procrastinate.contrib.django import app

from kambium.core.jobs import RETRY
from kambium.people import letters
from kambium.people.actions.departing import shut_departed
from kambium.people.actions.inviting import set_password_path
from kambium.people.actions.placing import bring_into_force
from kambium.people.models import Person
from kambium.people.queries.days import day_of


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="people.calendar")
def keep_calendar(timestamp: int) -> None:
    """Let places that begin today hold, and end the sign-in of those whose last day is over.

    Every minute, because a day begins at different minutes in different time zones; cheap when nothing is due.
    """
    now = timezone.now()
    shut_departed(now)
    bring_into_force(day_of(now))


@app.task(retry=RETRY)
def send_password_link(person_id: int, site: str) -> None:
    """The letter to somebody who forgot the password; the link is made here, so that no table ever holds it."""
    person = Person.objects.active().filter(pk=person_id).exclude(email="").first()
    if person:
        letters.send_password_link(person, site.rstrip("/") + set_password_path(person))
