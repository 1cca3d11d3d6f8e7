"""The command line: `kambium run`, `stop` and `doctor` are ours, every other word is a management command."""

import os
import signal
import sys
from contextlib import nullcontext

from kambium import __version__
from kambium.config import catalogues, commands, obstacles
from kambium.config.binaries import DatabaseUnavailable
from kambium.config.home import checkout
from kambium.config.instance import AddressUnfit
from kambium.config.words import say

NEEDS_NO_DATABASE = {"makemessages", "collectstatic", "findstatic", "diffsettings", "reference"}


def main() -> None:
    command, *rest = sys.argv[1:] or ["help"]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kambium.config.settings")
    if command in {"version", "--version"}:
        print(__version__)
        return
    try:
        if checkout():
            catalogues.compile_stale()
        sys.exit(_called(command, rest))
    except (DatabaseUnavailable, AddressUnfit) as reason:
        sys.exit(str(reason))
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:  # `kambium X | head`: whoever read us has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as failure:
        said = obstacles.in_words(failure)
        if said is None:
            raise
        sys.exit(said)


def _called(command: str, arguments: list[str]) -> int:
    if command in {"help", *commands.HELP}:
        return _help(arguments)
    if command in commands.OWN:
        return _own_command(command, arguments)
    _manage(command, arguments)
    sys.stdout.flush()
    return 0


def _help(about: list[str]) -> int:
    if about and about[0] in commands.OWN:
        return commands.answered(about[0], ["--help"]) or 0
    from django.core.management import execute_from_command_line

    if not about:
        print(commands.overview())
    execute_from_command_line(["kambium", "help", *about])
    return 0


def _own_command(command: str, arguments: list[str]) -> int:
    done = commands.answered(command, arguments)
    if done is not None:
        return done
    from kambium.config import doctor, run, stop

    if command == "doctor":
        return doctor.main(arguments)
    if command == "words":
        from kambium.config import extraction

        return extraction.main()
    return run.main() if command == "run" else stop.main()


def _manage(command: str, arguments: list[str]) -> None:
    """Django's own way, with the embedded server up for as long as it takes."""
    import django
    from django.core.management import execute_from_command_line, get_commands

    django.setup()
    if command not in get_commands():  # said before a server is started for it
        sys.exit(
            say(
                f"There is no command {command}. kambium help lists them.",
                f"没有 {command} 命令。用 kambium help 列出全部命令",
            )
        )
    line = ["kambium", command, *arguments]
    if command in NEEDS_NO_DATABASE or commands.HELP.intersection(arguments):
        execute_from_command_line(line)
        return
    from kambium.config import prepare
    from kambium.config.postgres import own_server

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the server we started is stopped too
    with nullcontext() if os.environ.get("DATABASE_URL") else own_server().in_use():
        if str(get_commands()[command]).startswith("kambium."):  # ours work on rows, Django's also on tables
            prepare.bring_up_to_date()
        execute_from_command_line(line)


if __name__ == "__main__":
    main()
