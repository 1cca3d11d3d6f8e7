"""`kambium stop`: end all that a run left, also when the run itself was killed."""

import os
import signal
import time

from kambium.config.instance import current_run, is_running, state_path
from kambium.config.postgres import own_server
from kambium.config.processes import end_left_over
from kambium.config.words import say

PATIENCE = 20.0


def main() -> int:
    """The exit code: 0 when nothing of it runs any more, 1 when somebody still uses the database."""
    stopped = _stop_supervisor() + end_left_over()
    state_path().unlink(missing_ok=True)
    server = own_server()
    had_server = server.running_pid() is not None
    if not server.stop_unless_in_use():
        print(
            say(
                "Another kambium command still uses the database; it stops the server when it ends.",
                "还有 kambium 命令在用数据库，它结束时会停掉数据库",
            )
        )
        return 1
    print(say("Stopped.", "已停止") if stopped or had_server else say("Nothing was running.", "没有在运行的进程"))
    return 0


def _stop_supervisor() -> int:
    found = current_run()
    if found is None or not is_running():
        return 0
    os.kill(found.pid, signal.SIGTERM)
    end = time.monotonic() + PATIENCE
    while is_running() and time.monotonic() < end:
        time.sleep(0.1)
    if is_running():
        os.kill(found.pid, signal.SIGKILL)
    return 1
