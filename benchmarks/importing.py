"""One import in a process of its own, so that its memory is its own: `python -m benchmarks.importing FILE`."""

import json
import resource
import sys
import time
from pathlib import Path

import psutil


def work() -> tuple[float, float]:
    """Seconds of a core that this process and its side of the database have used."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        times = psutil.Process(cursor.fetchone()[0]).cpu_times()
    return time.process_time(), times.user + times.system


def main(path: Path) -> None:
    """Take the file in, then write its search rows, and print how long both took."""
    import django

    django.setup()
    from django.utils import timezone

    from kambium.core.access import Actor, Granted
    from kambium.exchange.actions import perform
    from kambium.exchange.actions.queue import index_run
    from kambium.exchange.models import Run
    from kambium.exchange.queries.runs import Source

    run = Run.objects.create(preset="account")
    actor = Actor(0, (Granted("admin"),), via="command")
    begun, worked = time.perf_counter(), work()
    outcome = perform(by=actor, run=run, sources=[Source(path, path.name)], at=timezone.now())
    seconds = time.perf_counter() - begun
    cpu = [after - before for before, after in zip(worked, work(), strict=True)]
    begun = time.perf_counter()
    index_run(run_id=run.pk)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    found = {
        "seconds": seconds, "cpu": cpu, "findable": time.perf_counter() - begun, "peak": peak,
        "created": outcome.count("created"), "state": outcome.state, "problems": outcome.problems,
        "refused": outcome.count("refused"),
    }  # fmt: skip
    print(json.dumps(found))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
