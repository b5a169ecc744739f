"""The model host as the application sees it: thread-safe, restarted when it dies or hangs."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

from diabetes_desktop.adapters.model_host import explanation_message, worker
from diabetes_desktop.adapters.model_host.answers import RawAnswer, Row
from diabetes_desktop.adapters.model_host.child_process import (
    ChildDiedError,
    ChildHungError,
    ChildProcess,
)
from diabetes_desktop.adapters.model_host.turns import Turns
from diabetes_desktop.adapters.model_host.worker import Explained, ExplainFault
from diabetes_desktop.application.errors import (
    AppError,
    ModelCrashed,
    ModelFault,
    ModelNotReady,
    ModelRefused,
    ModelTimedOut,
    NoLongerAsked,
    NotExplainable,
    TooSlowToExplain,
)
from diabetes_desktop.application.inspect_model import ModelFacts
from diabetes_desktop.application.model_in_use import ModelChoice
from diabetes_desktop.domain.explanation import Explanation
from diabetes_desktop.domain.patient import Patient
from diabetes_desktop.domain.prediction import Answer, ModelIdentity, SourceKind

if TYPE_CHECKING:
    from diabetes_desktop.adapters.model_host.shared_columns import SharedTable
    from diabetes_desktop.domain.batch_findings import Answers
    from diabetes_desktop.domain.batch_rows import PatientColumns

T = TypeVar("T")
Unexplainable = NotExplainable | TooSlowToExplain
PREDICT_SECONDS = 5.0
COLUMNS_SECONDS = 60.0  # tens of thousands of patients at once, in a model of any kind
EXPLAIN_SECONDS = 5.0  # of asking; a model whose pace foretells more than 3 is not asked
START_SECONDS = 60.0  # pandas, scikit-learn and MLflow on a slow disk
STOP_SECONDS = 2.0
# Requests stay below what a pipe holds (64 KiB) and answers below what is written in one piece
# (16 KiB): a process killed in mid-sentence can't leave the pool waiting for the rest of it.
ROWS_PER_CALL = 500


class ProcessModelHost:
    """Runs one model in one child process. See `application.ports.ModelHost`."""

    def __init__(
        self,
        choice: ModelChoice,
        bundled: Path,
        *,
        predict_seconds: float = PREDICT_SECONDS,
        explain_seconds: float = EXPLAIN_SECONDS,
        start_seconds: float = START_SECONDS,
        stop_seconds: float = STOP_SECONDS,
    ) -> None:
        """Nothing is started yet.

        Args:
            choice: which model.
            bundled: the directory of the bundled model.
            predict_seconds: the time limit of one call of at most `ROWS_PER_CALL` patients.
            explain_seconds: the time limit of one explanation.
            start_seconds: the time limit for starting, loading and the golden cases.
            stop_seconds: how long `stop` waits for a prediction under way.
        """
        self._choice = choice
        self._location = str(bundled) if choice.source is SourceKind.BUNDLED else choice.location
        self._bundled = str(bundled)
        self._predict_seconds = predict_seconds
        self._explain_seconds = explain_seconds
        self._start_seconds = start_seconds
        self._stop_seconds = stop_seconds
        self._turn = Turns()  # one caller at a time talks to the process
        self._one_explanation = Lock()
        self._unexplainable: type[Unexplainable] | None = None
        self._state = Lock()  # held for a moment only, around the fields below
        self._identity: ModelIdentity | None = None
        self._child: ChildProcess | None = None
        self._loading = False
        self._stopped = False

    def start(self) -> ModelIdentity:
        """Start the process, check and load the model, run its golden cases.

        Raises:
            ModelRefused, ModelCrashed, ModelTimedOut: it can't be used; nothing is left running.
            ModelNotReady: the host was stopped.
        """
        with self._turn:
            if self._identity is None:
                self._start_child().post(worker.warm_up, None)
                explanation_message.prepare()
            if self._identity is None or self._stopped:
                raise ModelNotReady
            return self._identity

    def predict(self, patients: Sequence[Patient]) -> list[Answer]:
        """One answer per patient, in order.

        Raises:
            ModelNotReady: not started, or stopped.
            ModelRefused: the model can't be loaded any more, or answered outside the contract.
            ModelCrashed, ModelTimedOut: twice, before and after a restart.
        """
        rows = [patient.row() for patient in patients]
        answers: list[Answer] = []
        with self._turn:
            self._check_started()
            for first in range(0, len(rows), ROWS_PER_CALL):
                chunk = rows[first : first + ROWS_PER_CALL]
                raw = self._twice(partial(self._ask, chunk), self._predict_seconds)
                answers += self._checked(raw, len(chunk))
        return answers

    def answer_columns(self, columns: PatientColumns) -> Answers:
        """The answers about many patients at once; they travel through memory that both share.

        Raises:
            ModelNotReady, ModelRefused, ModelCrashed, ModelTimedOut: as `predict`.
        """
        from diabetes_desktop.adapters.model_host.shared_columns import SharedColumns

        try:
            shared = SharedColumns(columns)
        except OSError:
            raise ModelCrashed from None  # no room for the process to work in
        try:
            with self._turn:
                self._check_started()
                ask = partial(self._ask_shared, shared.table)
                with_probability = self._twice(ask, COLUMNS_SECONDS)
            return shared.answers(with_probability=with_probability)
        except ValueError:
            raise ModelRefused(ModelFault.ANSWER, self._location) from None
        finally:
            shared.close()

    def explain(self, patient: Patient, wanted: Callable[[], bool] = lambda: True) -> Explanation:
        """What moved the model's answer about `patient`, and what it would answer to others.

        Predictions go first, between the steps in which the model is asked. After an explanation
        that ended the process, or took too long, no other one is tried.

        Raises:
            NoLongerAsked: `wanted`, looked at before each step, says so.
            ProbabilityMissing: the model answers a class alone.
            NotExplainable, TooSlowToExplain, ReferenceMissing: see there.
            ModelNotReady: as `predict`.
            ModelRefused, ModelCrashed, ModelTimedOut: a process that had to be replaced could not.
        """
        with self._one_explanation:
            title = self._check_started().title
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

    def stop(self) -> None:
        """End the process; a prediction under way may finish within `stop_seconds`. Idempotent."""
        with self._state:
            self._stopped = True
            patience = 0.0 if self._loading else self._stop_seconds
        finished = self._turn.acquire(patience)
        try:
            self._drop_child()
        finally:
            if finished:
                self._turn.release()

    def _check_started(self) -> ModelIdentity:
        if self._identity is None or self._stopped:
            raise ModelNotReady
        return self._identity

    def _twice(self, ask: Callable[[ChildProcess], T], seconds: float) -> T:
        """What `ask` returns; asked once more of a new process where one died or hung."""
        try:
            return ask(self._child or self._start_child())
        except (ChildDiedError, ChildHungError):
            self._drop_child()
        try:
            return ask(self._child or self._start_child())
        except (ChildDiedError, ChildHungError) as failure:
            self._drop_child()
            raise self._failed(failure, seconds) from None

    def _ask(self, rows: list[Row], child: ChildProcess) -> list[RawAnswer]:
        answer = child.call(worker.predict, rows, self._predict_seconds)
        if isinstance(answer, ModelRefused | ModelNotReady):
            raise answer
        return answer

    def _ask_shared(self, table: SharedTable, child: ChildProcess) -> bool:
        answer = child.call(worker.answer_columns, table, COLUMNS_SECONDS)
        if isinstance(answer, ModelRefused | ModelNotReady):
            raise answer
        return answer

    def _gather_twice(self, patient: Patient, wanted: Callable[[], bool]) -> list[bytes]:
        try:
            return self._gather(patient, wanted)
        except ChildDiedError:
            return self._gather(patient, wanted)

    def _gather(self, patient: Patient, wanted: Callable[[], bool]) -> list[bytes]:
        """The pieces of an explanation. Raises ChildDiedError, ChildHungError."""
        ask: Callable[[ChildProcess, float], Explained] = partial(_begin, patient)
        begun: ChildProcess | None = None
        left = self._explain_seconds
        while left > 0:
            if not wanted():
                raise NoLongerAsked
            with self._turn.after_others():
                self._check_started()
                child = self._child or self._start_child()
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
            self._drop_child()
            raise

    def _never_again(self, why: type[Unexplainable]) -> type[Unexplainable]:
        """Remember `why`, and have a process ready before the next prediction wants one."""
        self._unexplainable = why
        with self._turn.after_others(), contextlib.suppress(AppError):
            if self._child is None:
                self._start_child()
        return why

    def _start_child(self) -> ChildProcess:
        try:
            child = self._adopt_child()
            loading = worker.Loading(self._choice, self._location, child.scratch, self._bundled)
            facts = child.call(worker.load, loading, self._start_seconds)
            self._identify(facts)
        except (ChildDiedError, ChildHungError) as failure:
            self._drop_child()
            raise self._failed(failure, self._start_seconds) from None
        except ModelRefused:
            self._drop_child()
            raise
        finally:
            self._loading = False
        return child

    def _adopt_child(self) -> ChildProcess:
        with self._state:
            if self._stopped:
                raise ModelNotReady
            self._loading = True
            # Only a format that needs a policy line loads from a path.
            self._child = ChildProcess(worker.prepare, with_scratch=self._choice.allow_pickle)
            return self._child

    def _identify(self, facts: ModelFacts | ModelRefused) -> None:
        """Raises ModelRefused; after a restart also when the directory holds another model now."""
        if isinstance(facts, ModelRefused):
            raise facts
        if self._identity is not None and facts.digest != self._identity.digest:
            raise ModelRefused(ModelFault.FILE_CHANGED, self._location, digest=facts.digest)
        self._identity = ModelIdentity(
            facts.name, facts.version, facts.digest, self._choice.source, self._choice.location
        )

    def _drop_child(self) -> None:
        with self._state:
            child, self._child = self._child, None
        if child is not None:
            child.kill()

    def _failed(
        self, failure: ChildDiedError | ChildHungError, seconds: float
    ) -> ModelNotReady | ModelCrashed | ModelTimedOut:
        if self._stopped:
            return ModelNotReady()
        return ModelTimedOut(seconds) if isinstance(failure, ChildHungError) else ModelCrashed()

    def _checked(self, answers: list[RawAnswer], count: int) -> list[Answer]:
        """What came over the pipe was made by third-party code: it is checked on this side too."""
        try:
            if len(answers) == count:
                return [Answer(*answer) for answer in answers]
        except (TypeError, ValueError):
            pass
        raise ModelRefused(ModelFault.ANSWER, self._location)


def _begin(patient: Patient, child: ChildProcess, seconds: float) -> Explained:
    return child.call(worker.explain, patient, seconds)


def _go_on(child: ChildProcess, seconds: float) -> Explained:
    return child.call(worker.explain_on, None, seconds)
