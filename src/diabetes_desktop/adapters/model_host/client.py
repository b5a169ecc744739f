"""The model host as the application sees it: thread-safe, restarted when it dies or hangs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from diabetes_desktop.adapters.model_host import explanation_message, worker
from diabetes_desktop.adapters.model_host.answers import RawAnswer, Row
from diabetes_desktop.adapters.model_host.asking_why import AskingWhy
from diabetes_desktop.adapters.model_host.child_process import ChildProcess
from diabetes_desktop.adapters.model_host.kept_process import KeptProcess
from diabetes_desktop.adapters.model_host.turns import Turns
from diabetes_desktop.application.errors import (
    ModelCrashed,
    ModelFault,
    ModelNotReady,
    ModelRefused,
)
from diabetes_desktop.application.model_in_use import ModelChoice
from diabetes_desktop.domain.explanation import Explanation
from diabetes_desktop.domain.patient import Patient
from diabetes_desktop.domain.prediction import Answer, ModelIdentity

if TYPE_CHECKING:
    from diabetes_desktop.adapters.model_host.shared_columns import SharedTable
    from diabetes_desktop.domain.batch_findings import Answers
    from diabetes_desktop.domain.batch_rows import PatientColumns

PREDICT_SECONDS = 5.0
COLUMNS_SECONDS = 60.0  # tens of thousands of patients at once, in a model of any kind
EXPLAIN_SECONDS = 5.0  # of asking
BUDGET = 0.6  # of that; a model whose pace foretells more is not asked
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
        self._predict_seconds = predict_seconds
        self._stop_seconds = stop_seconds
        self._turn = Turns()  # one caller at a time talks to the process
        self._process = KeptProcess(choice, bundled, start_seconds, BUDGET * explain_seconds)
        self._why = AskingWhy(self._process, self._turn, explain_seconds)

    def start(self) -> ModelIdentity:
        """Start the process, check and load the model, run its golden cases.

        Raises:
            ModelRefused, ModelCrashed, ModelTimedOut: it can't be used; nothing is left running.
            ModelNotReady: the host was stopped.
        """
        with self._turn:
            if self._process.identity is None:
                self._process.running().post(worker.warm_up, None)
                explanation_message.prepare()
            return self._process.started()

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
            self._process.started()
            for first in range(0, len(rows), ROWS_PER_CALL):
                chunk = rows[first : first + ROWS_PER_CALL]
                raw = self._process.twice(partial(self._ask, chunk), self._predict_seconds)
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
                self._process.started()
                ask = partial(self._ask_shared, shared.table)
                with_probability = self._process.twice(ask, COLUMNS_SECONDS)
            return shared.answers(with_probability=with_probability)
        except ValueError:
            raise ModelRefused(ModelFault.ANSWER, self._process.location) from None
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
        return self._why.explain(patient, wanted)

    def stop(self) -> None:
        """End the process; a prediction under way may finish within `stop_seconds`. Idempotent."""
        finished = self._turn.acquire(self._process.begin_end(self._stop_seconds))
        try:
            self._process.drop()
        finally:
            if finished:
                self._turn.release()

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

    def _checked(self, answers: list[RawAnswer], count: int) -> list[Answer]:
        """What came over the pipe was made by third-party code: it is checked on this side too."""
        try:
            if len(answers) == count:
                return [Answer(*answer) for answer in answers]
        except (TypeError, ValueError):
            pass
        raise ModelRefused(ModelFault.ANSWER, self._process.location)
