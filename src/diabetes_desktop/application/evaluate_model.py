"""Ask a published model about patients whose outcome is known, and score its answers.

The model is asked as a workstation asks it: in its own process, through the same contract.
"""

from __future__ import annotations

from pathlib import Path
from typing import Generic

from diabetes_desktop.application.evaluation import Evaluation, FamilyScores
from diabetes_desktop.application.model_in_use import HostFactory, ModelChoice
from diabetes_desktop.application.training_ports import (
    Compare,
    Data,
    HeldOut,
    Progress,
    ReadData,
    Report,
    Score,
    ScoreLog,
    Stage,
)
from diabetes_desktop.domain.patient import Patient
from diabetes_desktop.domain.prediction import Answer, SourceKind

ROWS_PER_STEP = 2_000


class EvaluateModel(Generic[Data]):
    """Scores on the held-out part of the data."""

    def __init__(
        self,
        read: ReadData[Data],
        held_out: HeldOut[Data],
        make_host: HostFactory,
        score: Score,
    ) -> None:
        self._read = read
        self._held_out = held_out
        self._make_host = make_host
        self._score = score

    def __call__(self, directory: Path, data: Path, report: Report) -> Evaluation:
        """Score the model in `directory` on the held-out rows of the CSV `data`.

        Raises:
            DatasetRefused: the data can't be used.
            ModelRefused, ModelCrashed, ModelTimedOut: the model can't be used.
        """
        report(Progress(Stage.READ))
        labelled = self._held_out(self._read(data))
        answers = self._ask(directory, labelled.patients, report)
        report(Progress(Stage.SCORE))
        return self._score(labelled, answers)

    def _ask(self, directory: Path, patients: tuple[Patient, ...], report: Report) -> list[Answer]:
        report(Progress(Stage.START_MODEL))
        host = self._make_host(ModelChoice(SourceKind.DIRECTORY, str(directory)))
        answers: list[Answer] = []
        try:
            host.start()
            for first in range(0, len(patients), ROWS_PER_STEP):
                answers += host.predict(patients[first : first + ROWS_PER_STEP])
                report(Progress(Stage.ASK_MODEL, len(answers), len(patients)))
        finally:
            host.stop()
        return answers


class CompareFamilies(Generic[Data]):
    """Trains other families of models on the same split, and keeps their scores."""

    def __init__(self, read: ReadData[Data], compare: Compare[Data], log: ScoreLog | None) -> None:
        self._read = read
        self._compare = compare
        self._log = log

    def __call__(self, data: Path, report: Report) -> list[FamilyScores]:
        """Train and score each family.

        Raises:
            DatasetRefused: the data can't be used.
            TrackingUnavailable: the tracking store does not take the scores.
        """
        if self._log is not None:
            self._log.open()
        families = []
        for family in self._compare(self._read(data), report):
            families.append(family)
            if self._log is not None:
                self._log.log(family)
        return families
