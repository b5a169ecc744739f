"""Runs a command, and ends it with all its children when nobody holds the other end of stdin.

`guard.py COMMAND…`. The supervisor holds that end: even when it is killed at once, the system lets
go of it, and no service is left behind. Standard library only: it starts in no time.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from threading import Thread

TERM_SECONDS = 10.0  # for a service to end by itself
IS_WINDOWS = sys.platform == "win32"


def main(command: list[str]) -> int:
    """The exit code of `command`."""
    process = subprocess.Popen(  # noqa: S603 - the supervisor's own list, no shell
        command, stdin=subprocess.DEVNULL, start_new_session=not IS_WINDOWS
    )
    signal.signal(signal.SIGTERM, lambda *_: _end_family(process.pid, gently=True))
    Thread(target=_end_when_alone, args=(process,), daemon=True).start()
    code = process.wait()
    _end_family(process.pid, gently=False)  # a worker may outlive the one that started it
    return code


def _end_when_alone(process: subprocess.Popen[bytes]) -> None:
    while os.read(0, 1024):
        pass
    _end_family(process.pid, gently=True)
    with suppress(subprocess.TimeoutExpired):
        process.wait(TERM_SECONDS)
        return
    _end_family(process.pid, gently=False)


def _end_family(pid: int, *, gently: bool) -> None:
    """End the process `pid` and its descendants: a session of its own, or Windows' tree."""
    if sys.platform == "win32":
        tree = ["taskkill", "/T", "/PID", str(pid), *([] if gently else ["/F"])]
        subprocess.run(tree, capture_output=True, check=False)  # noqa: S603
        return
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGTERM if gently else signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
