"""What begins and ends by the calendar."""

from django.utils import timezone
from procrastinate.contrib.django import app

from kambium.people.actions.departing import shut_departed
from kambium.people.actions.placing import bring_into_force
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
