"""The command line: `kambium run`, `stop` and `doctor` are ours, every other word is a management command."""

import os
import signal
import sys

from kambium import __version__
from kambium.config import catalogues
from kambium.config.binaries import DatabaseUnavailable
from kambium.config.home import checkout

OWN = {"run", "stop", "doctor", "words"}
NEEDS_NO_DATABASE = {"help", "--help", "-h", "makemessages", "collectstatic", "findstatic", "diffsettings"}


def main() -> None:
    command, *rest = sys.argv[1:] or ["help"]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kambium.config.settings")
    if command in {"version", "--version"}:
        print(__version__)
        return
    if checkout():
        catalogues.compile_stale()
    try:
        if command in OWN:
            sys.exit(_own_command(command, rest))
        _manage(command, rest)
        sys.stdout.flush()
    except DatabaseUnavailable as reason:
        sys.exit(str(reason))
    except BrokenPipeError:  # `kambium X | head`: whoever read us has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _own_command(command: str, arguments: list[str]) -> int:
    from kambium.config import doctor, run, stop

    if command == "doctor":
        return doctor.main(arguments)
    if command == "words":
        from kambium.config import extraction

        return extraction.main()
    return run.main() if command == "run" else stop.main()


def _manage(command: str, arguments: list[str]) -> None:
    """Django's own way, with the embedded server up for as long as it takes."""
    from django.core.management import execute_from_command_line

    line = ["kambium", command, *arguments]
    if command in NEEDS_NO_DATABASE or "--help" in arguments or os.environ.get("DATABASE_URL"):
        execute_from_command_line(line)
        return
    from kambium.config.postgres import own_server

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the server we started is stopped too
    with own_server().in_use():
        execute_from_command_line(line)


if __name__ == "__main__":
    main()
