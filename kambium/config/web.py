"""Run as `python -m kambium.config.web HOST PORT WORKERS`: the web server, its processes forked from one that is warm.

Everything that pages need is loaded before the first fork, so that the processes share it: two of them then take little
more memory than one, and the first request after a start is as quick as the next.
"""

import gc
import multiprocessing
import os
import sys
from typing import Any

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

THREADS = 4
KILL_AFTER = 5  # seconds that a process gets to finish its requests


def application() -> Any:
    """What is called for each request. In a forked process it is there already."""
    from kambium.config.wsgi import application

    return application


def warm() -> None:
    """Load what the first requests would: addresses, words, templates, readings. Opens no connection to anything."""
    application()
    from django.conf import settings
    from django.template import engines
    from django.urls import reverse
    from django.utils import translation

    from kambium.core.search.hanzi import phrases

    phrases()
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            reverse("account_login")
            translation.gettext("")
    templates: Any = engines["jinja2"]
    for name in templates.env.list_templates():
        templates.env.get_template(name)


def main(host: str, port: str, workers: str) -> None:
    # Elsewhere than on Linux forking a warm process is not safe; there each one loads for itself.
    if sys.platform == "linux":
        multiprocessing.set_start_method("fork")
        warm()
        gc.collect()
        gc.freeze()  # a collection that writes into shared pages would make them everybody's own
    sys.stdin.read()  # until the database is ready, see `Program.start`
    server = Server(
        "kambium.config.wsgi:application",
        address=host,
        port=int(port),
        interface=Interfaces.WSGI,
        workers=int(workers),
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        workers_kill_timeout=KILL_AFTER,
        log_access=False,
        log_level=LogLevels.warning,
    )
    server.serve(target_loader=application, wrap_loader=False)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kambium.config.settings")
    main(*sys.argv[1:])
