"""An explanation, asked of the model's process step by step: predictions go first, in between."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from functools import partial
from threading import Lock

from diabetes_desktop.adapters.model_host import explanation_message, worker
from diabetes_desktop.adapters.model_host.child_process import (
    ChildDiedError,
    ChildHungError,
    ChildProcess,
)
from diabetes_desktop.adapters.model_host.kept_process import KeptProcess
from diabetes_desktop.adapters.model_host.turns import Turns
from diabetes_desktop.adapters.model_host.worker import Explained, ExplainFault
from diabetes_desktop.application.errors import (
    AppError,
    NoLongerAsked,
    NotExplainable,
    TooSlowToExplain,
)
from diabetes_desktop.domain.explanation import Explanation
from diabetes_desktop.domain.patient import Patient

Unexplainable = NotExplainable | TooSlowToExplain


class AskingWhy:
    """One explanation at a time; after one that ended the process, no other one is tried."""

    def __init__(self, process: KeptProcess, turn: Turns, seconds: float) -> None:
        """`turn` is whose turn it is to talk to `process`; `seconds` are for one explanation."""
        self._process = process
        self._turn = turn
        self._seconds = seconds
        self._one = Lock()
        self._unexplainable: type[Unexplainable] | None = None

    def explain(self, patient: Patient, wanted: Callable[[], bool]) -> Explanation:
        """See `ProcessModelHost.explain`."""
        with self._one:
            title = self._process.started().title
            if self._unexplainable is not None:
                raise self._unexplainable(title)
            try:
                pieces = self._gather_twice(patient, wanted)
            except ChildHungError:
                raise self._never_again(TooSlowToExplain)(title) from None
            except ChildDiedError:
                raise self._never_again(NotExplainable)(title) from None
        try:
            return explanation_message.from_pieces(pieces)
        except (TypeError, ValueError):
            raise NotExplainable(title) from None

    def _gather_twice(self, patient: Patient, wanted: Callable[[], bool]) -> list[bytes]:
        try:
            return self._gather(patient, wanted)
        except ChildDiedError:
            return self._gather(patient, wanted)

    def _gather(self, patient: Patient, wanted: Callable[[], bool]) -> list[bytes]:
        """The pieces of an explanation. Raises ChildDiedError, ChildHungError."""
        ask: Callable[[ChildProcess, float], Explained] = partial(_begin, patient)
        begun: ChildProcess | None = None
        left = self._seconds
        while left > 0:
            if not wanted():
                raise NoLongerAsked
            with self._turn.after_others():
                self._process.started()
                child = self._process.running()
                if begun not in (None, child):
                    raise ChildDiedError  # a prediction replaced it
                started = time.monotonic()
                pieces = self._step(child, ask, left)
            if pieces is not None:
                return pieces
            left -= time.monotonic() - started
            begun, ask = child, _go_on
        raise ChildHungError

    def _step(
        self, child: ChildProcess, ask: Callable[[ChildProcess, float], Explained], seconds: float
    ) -> list[bytes] | None:
        try:
            count = ask(child, seconds)
            if isinstance(count, ExplainFault):
                raise count
            if count is None:
                return None
            return [child.call(worker.piece, number, seconds) for number in range(count)]
        except (ChildDiedError, ChildHungError):
            self._process.drop()
            raise

    def _never_again(self, why: type[Unexplainable]) -> type[Unexplainable]:
        """Remember `why`, and have a process ready before the next prediction wants one."""
        self._unexplainable = why
        with self._turn.after_others(), contextlib.suppress(AppError):
            self._process.running()
        return why


def _begin(patient: Patient, child: ChildProcess, seconds: float) -> Explained:
    return child.call(worker.explain, patient, seconds)


def _go_on(child: ChildProcess, seconds: float) -> Explained:
    return child.call(worker.explain_on, None, seconds)
