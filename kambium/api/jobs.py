"""What the worker does for the interface."""

from django.utils import timezone
from procrastinate.contrib.django import app

from kambium.api.replaying import forget


@app.periodic(cron="7 * * * *")
@app.task(queueing_lock="api.forget")
def forget_answers(timestamp: int) -> None:
    """Answers kept for repeated requests go after a day."""
    forget(timezone.now())
