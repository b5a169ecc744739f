"""The thread that looks at the registry now and then."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Lock, Thread


class Watching:
    """Calls `look` each time `delay()` seconds have passed, from the first call of `look` on."""

    def __init__(
        self,
        look: Callable[[Event], object],
        delay: Callable[[], float],
        report: Callable[[BaseException], object],
    ) -> None:
        """`look` is given an event that is set when it has to give up; `report` is told of bugs."""
        self._look = look
        self._delay = delay
        self._report = report
        self._lock = Lock()
        self._cancel = Event()
        self._woken = Event()
        self._thread: Thread | None = None

    def look(self) -> None:
        """Look now rather than later. Nobody waits for it."""
        with self._lock:
            if self._thread is None and not self._cancel.is_set():
                self._thread = Thread(target=self._run, name="registry", daemon=True)
                self._thread.start()
            else:
                self._woken.set()

    def stop(self) -> None:
        """Give up what is under way and end. Idempotent."""
        with self._lock:
            self._cancel.set()
            self._woken.set()
            thread = self._thread
        if thread is not None:
            thread.join()

    def _run(self) -> None:
        while not self._cancel.is_set():
            try:
                self._look(self._cancel)
            except Exception as bug:
                self._report(bug)
            self._woken.wait(self._delay())
            if not self._cancel.is_set():
                self._woken.clear()
