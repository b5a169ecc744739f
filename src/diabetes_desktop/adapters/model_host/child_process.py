"""One child process that works for us, and that can be ended at any moment.

A process pool of one: `concurrent.futures` starts it, carries calls and answers, and notices its
death.
"""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Callable
from concurrent.futures import CancelledError, ProcessPoolExecutor
from multiprocessing.connection import wait
from multiprocessing.context import SpawnContext, SpawnProcess
from threading import Lock
from typing import Any, TypeVar

T = TypeVar("T")

KILL_SECONDS = 5.0  # a process in an unanswered disk or network read dies only after it


class ChildDiedError(Exception):
    """The process ended before it answered, or could not be started."""


class ChildHungError(Exception):
    """The process did not answer in time."""


class _OneProcess(SpawnContext):
    """Remembers the process that the pool makes: the pool itself has no public way to kill it."""

    made: SpawnProcess | None = None

    def Process(self, *args: Any, **kwargs: Any) -> SpawnProcess:  # type: ignore[override] # noqa: N802
        self.made = SpawnProcess(*args, **kwargs)
        return self.made


class ChildProcess:
    """Started by the first call; after `kill`, or a death, it never works again.

    `prepare` is run in the new process with the path of a scratch folder, or with an empty text.
    """

    def __init__(self, prepare: Callable[[str], None], with_scratch: bool) -> None:
        """Prepare the pool; nothing is started.

        Raises:
            ChildDiedError: the system has no room for the pool or the scratch folder.
        """
        self._lock = Lock()
        self._ended = False
        self._context = _OneProcess()
        self.scratch = ""
        try:
            if with_scratch:
                self.scratch = tempfile.mkdtemp(prefix="diabetes-model-")
            self._pool = ProcessPoolExecutor(
                1, self._context, initializer=prepare, initargs=(self.scratch,)
            )
        except OSError:
            self._remove_scratch()
            raise ChildDiedError from None

    def call(self, work: Callable[[Any], T], argument: object, seconds: float) -> T:
        """What `work(argument)` returns over there, within `seconds`.

        Raises:
            ChildDiedError, ChildHungError: the process is to be killed, and a new one made.
        """
        try:
            with self._lock:
                if self._ended:
                    raise ChildDiedError
                answer = self._pool.submit(work, argument)
            return answer.result(seconds)
        except TimeoutError:
            raise ChildHungError from None
        except (RuntimeError, CancelledError, OSError):  # a broken or ended pool, no room
            raise ChildDiedError from None

    def post(self, work: Callable[[Any], None], argument: object) -> None:
        """Let `work(argument)` be done over there, before the next call. Nobody waits for it."""
        with self._lock, contextlib.suppress(RuntimeError, OSError):
            if not self._ended:
                self._pool.submit(work, argument)

    def kill(self) -> None:
        """End the process now, whatever it is doing, and leave nothing of it. Idempotent."""
        with self._lock:
            if self._ended:
                return
            self._ended = True
            gone = self._end_process()
            self._pool.shutdown(wait=gone, cancel_futures=True)
            self._remove_scratch()

    def _end_process(self) -> bool:
        process = self._context.made
        if process is None or process.pid is None:
            return True
        with contextlib.suppress(OSError):
            process.kill()
        return bool(wait([process.sentinel], KILL_SECONDS))

    def _remove_scratch(self) -> None:
        if self.scratch:
            shutil.rmtree(self.scratch, ignore_errors=True)
