"""Hand-written stand-ins. They run the same contract suites as the real adapters."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from threading import Event, Lock

from diabetes_desktop.application.errors import AppError, ModelNotReady
from diabetes_desktop.domain.patient import Patient
from diabetes_desktop.domain.prediction import Answer, ModelIdentity, SourceKind

FAKE_MODEL = ModelIdentity("fake_model", "1", "fa" * 32, SourceKind.BUNDLED)


def refuse_outside_tests() -> None:
    """A demo model must never advise."""
    if "pytest" not in sys.modules:
        raise RuntimeError("a fake is for tests only")


class FakeModelHost:
    """Answers by a rule that a test can foresee: class 1 from HbA1c 6.5 % on.

    `fails_start` and `fails_predict` are raised once each by the next call; while `may_answer` is
    cleared, predictions wait.
    """

    def __init__(self, identity: ModelIdentity = FAKE_MODEL) -> None:
        refuse_outside_tests()
        self.identity = identity
        self.fails_start: AppError | None = None
        self.fails_predict: AppError | None = None
        self.may_answer = Event()
        self.may_answer.set()
        self.asked = Event()
        self.started = False
        self.stopped = False
        self._turn = Lock()

    def start(self) -> ModelIdentity:
        if self.stopped:
            raise ModelNotReady
        error, self.fails_start = self.fails_start, None
        if error:
            raise error
        self.started = True
        return self.identity

    def predict(self, patients: Sequence[Patient]) -> list[Answer]:
        with self._turn:
            self._refuse_unless_running()
            self.asked.set()
            if not self.may_answer.wait(30):
                raise TimeoutError("nobody let the fake answer")
            self._refuse_unless_running()
            error, self.fails_predict = self.fails_predict, None
            if error:
                raise error
            return [self.answer_for(patient) for patient in patients]

    def stop(self) -> None:
        self.stopped = True
        self.may_answer.set()

    @staticmethod
    def answer_for(patient: Patient) -> Answer:
        """What `predict` answers about `patient`."""
        flagged = patient.hba1c_level >= 6.5
        return Answer(int(flagged), 0.9375 if flagged else 0.0625)

    def _refuse_unless_running(self) -> None:
        if self.stopped or not self.started:
            raise ModelNotReady
