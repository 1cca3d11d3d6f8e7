"""What the worker does for the interface."""

from django.utils import timezone
from procrastinate.contrib.django import app

from kambium.api import sending
from kambium.api.replaying import forget


@app.periodic(cron="* * * * * */10")
@app.task(queueing_lock="api.gather", lock="api.gather")
def gather_events(timestamp: int) -> None:
    """Turn what happened into messages, and hand out those that are due; each is sent by a job of its own."""
    now = timezone.now()
    sending.gather(now)
    for number in sending.due(now):
        send_message.defer(delivery_id=number)


@app.task
def send_message(delivery_id: int) -> None:
    """Try one message; one that another job has tried meanwhile is left alone."""
    sending.send(delivery_id, timezone.now())


@app.periodic(cron="7 * * * *")
@app.task(queueing_lock="api.forget")
def forget_old(timestamp: int) -> None:
    """Answers kept for repeated requests go after a day, the log of messages after a month."""
    forget(timezone.now())
    sending.sweep(timezone.now())
