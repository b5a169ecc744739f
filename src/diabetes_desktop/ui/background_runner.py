"""Work off the GUI thread, with its outcome delivered on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, QThreadPool, Signal

from diabetes_desktop.application.errors import AppError, InternalFault

THREADS = 4


@dataclass(frozen=True, slots=True)
class _Outcome:
    owner: QObject
    deliver: Callable[[], object]


class BackgroundRunner(QObject):
    """Runs callables in a pool and calls back on the GUI thread.

    The only signal is connected to a bound method of this object, which lives on the GUI
    thread: that is what makes Qt queue the call there. A callback whose owner is gone is
    dropped. What is not an `AppError` is a bug: it is reported once and its screen gets an
    `InternalFault` with the reference, so that no screen waits for ever.
    """

    _finished = Signal(object)

    def __init__(self, report_bug: Callable[[BaseException], str]) -> None:
        super().__init__()
        self._report_bug = report_bug
        self._pool = QThreadPool()
        self._pool.setMaxThreadCount(THREADS)
        self._stopped = False
        self._finished.connect(self._deliver)

    def run(
        self,
        work: Callable[[], Any],
        *,
        owner: QObject,
        on_success: Callable[[Any], object],
        on_failure: Callable[[AppError], object],
    ) -> None:
        """Run `work` in the pool; call one of the two handlers on the GUI thread."""

        def job() -> None:
            outcome = self._outcome_of(work, owner, on_success, on_failure)
            if not self._stopped:
                self._finished.emit(outcome)

        if not self._stopped:
            self._pool.start(job)

    def stop(self, wait_ms: int = 3000) -> bool:
        """Drop what is queued and wait for what runs; whether everything ended in time."""
        self._stopped = True
        self._pool.clear()
        return self._pool.waitForDone(wait_ms)

    def _outcome_of(
        self,
        work: Callable[[], Any],
        owner: QObject,
        on_success: Callable[[Any], object],
        on_failure: Callable[[AppError], object],
    ) -> _Outcome:
        try:
            result = work()
        except AppError as error:
            return _Outcome(owner, lambda error=error: on_failure(error))  # type: ignore[misc]
        except Exception as bug:
            fault = InternalFault(self._report_bug(bug))
            return _Outcome(owner, lambda: on_failure(fault))
        return _Outcome(owner, lambda: on_success(result))

    def _deliver(self, outcome: _Outcome) -> None:
        if not self._stopped and shiboken6.isValid(outcome.owner):
            outcome.deliver()
