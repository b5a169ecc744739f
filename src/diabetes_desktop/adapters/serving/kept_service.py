"""One service that is started, watched, started again when it fails, and ended."""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

from diabetes_desktop.adapters.serving import guard
from diabetes_desktop.application.serving import Happening, Service

START_SECONDS = 180.0  # MLflow's imports and a database that is made, on a slow disk
LOOK_SECONDS = 1.0  # between two looks at a service: has it ended, has it come up?
LOOKS_PER_QUESTION = 10  # one in so many asks a service that is up how it does
HEALTH_SECONDS = 5.0  # for the answer to one
MOST_FAILED = 3  # such questions in a row
STOP_SECONDS = 15.0  # the guard needs ten at most
FIRST_PAUSE = 1.0  # seconds before it is started again; doubled each time
LONGEST_PAUSE = 60.0
STEADY_SECONDS = 60.0  # after so long without a fault, the first pause is due again
LARGEST_LOG = 10_000_000  # bytes; what was before is kept as `.1`

Tell = Callable[[Happening, int], None]


@dataclass(frozen=True, slots=True)
class ServiceProgram:
    """How a service is started, and asked how it does."""

    service: Service
    command: Sequence[str]
    environment: Mapping[str, str]
    port: int
    health_url: str
    log: Path


class KeptService:
    """Keeps one service running until it is told to stop. `ready` is set while it answers."""

    def __init__(self, program: ServiceProgram, tell: Tell, stop: Event) -> None:
        self._program = program
        self._tell = tell
        self._stop = stop
        self.ready = Event()

    def keep(self) -> None:
        """Until `stop` is set: start, watch, and start again after a growing pause."""
        pause = FIRST_PAUSE
        while not self._stop.is_set():
            began = time.monotonic()
            try:
                happened = self._run_once()
            except OSError:  # no memory, no files left, a full disk: it may pass
                happened = Happening.ENDED
            self.ready.clear()
            if self._stop.is_set():
                break
            steady = time.monotonic() - began > STEADY_SECONDS
            pause = FIRST_PAUSE if steady else pause
            self._tell(happened, round(pause))
            self._stop.wait(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
        self._tell(Happening.STOPPED, 0)

    def _run_once(self) -> Happening:
        self._tell(Happening.STARTING, self._program.port)
        self._make_room()
        with self._program.log.open("ab") as log:
            process = subprocess.Popen(  # noqa: S603 - our own command, no shell
                [sys.executable, guard.__file__, *self._program.command],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=dict(self._program.environment),
                start_new_session=sys.platform != "win32",
            )
        try:
            return self._watch(process)
        finally:
            _end(process)

    def _watch(self, process: subprocess.Popen[bytes]) -> Happening:
        deadline = time.monotonic() + START_SECONDS
        while not self.ready.is_set():
            if self._stop.wait(LOOK_SECONDS):
                return Happening.STOPPED
            if process.poll() is not None:
                return Happening.ENDED
            if is_healthy(self._program.health_url):
                self.ready.set()
            elif time.monotonic() > deadline:
                return Happening.UNHEALTHY
        self._tell(Happening.READY, self._program.port)
        return self._watch_ready(process)

    def _watch_ready(self, process: subprocess.Popen[bytes]) -> Happening:
        failed = 0
        for look in itertools.count(1):
            if self._stop.wait(LOOK_SECONDS):
                break
            if process.poll() is not None:
                return Happening.ENDED
            if look % LOOKS_PER_QUESTION == 0:
                failed = 0 if is_healthy(self._program.health_url) else failed + 1
                self._make_room()
            if failed >= MOST_FAILED:
                return Happening.UNHEALTHY
        return Happening.STOPPED

    def _make_room(self) -> None:
        """Keep one old log. The service goes on writing at the new end of the same file."""
        log = self._program.log
        with suppress(OSError):
            if log.stat().st_size > LARGEST_LOG:
                shutil.copyfile(log, log.with_name(f"{log.name}.1"))
                os.truncate(log, 0)


def is_healthy(url: str) -> bool:
    """Whether a service answers 200 at `url`, on this computer, without a proxy."""
    try:
        with build_opener(ProxyHandler({})).open(url, timeout=HEALTH_SECONDS) as reply:
            return bool(reply.status == 200)
    except (URLError, OSError, ValueError):
        return False


def _end(process: subprocess.Popen[bytes]) -> None:
    """Let go of the guard's stdin, and wait until the service has ended."""
    if process.stdin is not None:
        process.stdin.close()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
