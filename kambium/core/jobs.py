"""Work that is done after the answer. Every job can run twice; its effect and its end share a transaction."""

from typing import Any

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from kambium.core.access import Actor
from kambium.core.actions.reading import forget_readings

RETRY = RetryStrategy(max_attempts=5, exponential_wait=3)


@app.periodic(cron="* * * * * */10")
@app.task(queueing_lock="rescue", pass_context=True)
async def rescue_stalled(context: Any, timestamp: int) -> None:
    """Put back the jobs of a worker that was killed: they stay `doing` until somebody notices, 30 seconds later."""
    for job in await context.app.job_manager.get_stalled_jobs():
        await context.app.job_manager.retry_job(job)


@app.periodic(cron="17 3 * * *")
@app.task(queueing_lock="sweep", pass_context=True)
async def sweep_finished(context: Any, timestamp: int) -> None:
    """Forget jobs that ended a week ago."""
    await context.app.job_manager.delete_old_jobs(nb_hours=7 * 24, include_failed=False)


@app.periodic(cron="37 3 * * *")
@app.task(queueing_lock="core.forget_readings")
def forget_old_readings(timestamp: int) -> None:
    """End the access record where the company's own time for keeping it ends."""
    forget_readings(by=Actor(0, via="job"), at=timezone.now())


# The jobs of lists; they need RETRY from above.
from kambium.core.web.listing import work as _work  # noqa: E402, F401
