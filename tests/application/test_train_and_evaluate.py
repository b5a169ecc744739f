"""The order of the steps, and that a model's process is ended whatever happens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.fakes import FakeModelHost

from diabetes_desktop.application.errors import ModelCrashed
from diabetes_desktop.application.evaluate_model import CompareFamilies, EvaluateModel
from diabetes_desktop.application.evaluation import (
    Evaluation,
    FamilyScores,
    LabelledPatients,
    Scores,
)
from diabetes_desktop.application.train_model import TrainModel
from diabetes_desktop.application.training_errors import OutputTaken, TrackingUnavailable
from diabetes_desktop.application.training_ports import (
    GraphCheck,
    Progress,
    PublishedModel,
    RecipeName,
    Report,
    Stage,
    TrainingRequest,
)
from diabetes_desktop.domain.patient import Gender, Patient, Smoking
from diabetes_desktop.domain.prediction import Answer

DATA = Path("data.csv")
SCORES = Scores(0.9, None, None, None, None, None, None)
PATIENT = Patient(Gender.FEMALE, 54.0, 0, 0, Smoking.NEVER, 27.3, 6.6, 140.0)
FAMILY = FamilyScores("decision tree", {}, 10, 0.1, SCORES)


@dataclass
class Workshop:
    """Notes what it was asked, in order."""

    taken: bool = False
    asked: list[object] = field(default_factory=list)

    def read(self, path: Path) -> str:
        self.asked.append(("read", path))
        return "the data"

    def fit(self, data: str, recipe: RecipeName, seed: int, report: Report) -> str:
        self.asked.append(("fit", data, recipe, seed))
        return "the forest"

    def check_free(self, out: Path) -> None:
        self.asked.append(("check_free", out))
        if self.taken:
            raise OutputTaken(str(out))

    def __call__(
        self, fitted: str, data: str, request: TrainingRequest, trained: date, report: Report
    ) -> PublishedModel:
        self.asked.append(("publish", fitted, data, request.out, trained))
        return PublishedModel(request.out, request.version, "ab", SCORES, GraphCheck(1, 0, 0.0), 32)


def train(workshop: Workshop) -> PublishedModel:
    clock = datetime(2026, 3, 1, 23, 59, tzinfo=UTC)
    use_case = TrainModel(workshop.read, workshop.fit, workshop, lambda: clock)
    request = TrainingRequest(DATA, Path("out"), RecipeName.REFERENCE, 5)
    return use_case(request, lambda _: None)


def test_training_reads_fits_and_publishes() -> None:
    workshop = Workshop()

    assert train(workshop).digest == "ab"
    assert workshop.asked == [
        ("check_free", Path("out")),
        ("read", DATA),
        ("fit", "the data", RecipeName.REFERENCE, 5),
        ("publish", "the forest", "the data", Path("out"), date(2026, 3, 1)),
    ]


def test_a_taken_place_is_noticed_before_any_work() -> None:
    workshop = Workshop(taken=True)

    with pytest.raises(OutputTaken):
        train(workshop)

    assert workshop.asked == [("check_free", Path("out"))]


def evaluate(host: FakeModelHost, heard: list[Progress], rows: int = 4_500) -> list[Answer]:
    given: list[Answer] = []

    def score(labelled: LabelledPatients, answers: Sequence[Answer]) -> Evaluation:
        given.extend(answers)
        return Evaluation(len(labelled.patients), 0, SCORES, (), (), ())

    def held_out(_: str) -> LabelledPatients:
        return LabelledPatients((PATIENT,) * rows, (0,) * rows)

    use_case = EvaluateModel(lambda _: "the data", held_out, lambda _: host, score)
    assert use_case(Path("model"), DATA, heard.append).rows == rows
    return given


def test_every_held_out_patient_is_asked_through_the_host() -> None:
    host, heard = FakeModelHost(), list[Progress]()

    answers = evaluate(host, heard)

    assert answers == [host.answer_for(PATIENT)] * 4_500
    asked = [(p.done, p.total) for p in heard if p.stage is Stage.ASK_MODEL]
    assert asked == [(2_000, 4_500), (4_000, 4_500), (4_500, 4_500)]
    assert host.stopped


@pytest.mark.parametrize("moment", ["fails_start", "fails_predict"])
def test_a_model_that_fails_is_stopped(moment: str) -> None:
    host = FakeModelHost()
    setattr(host, moment, ModelCrashed())

    with pytest.raises(ModelCrashed):
        evaluate(host, [])

    assert host.stopped


class Log:
    def __init__(self, refuses: bool = False) -> None:
        self.refuses = refuses
        self.kept: list[FamilyScores] = []

    def open(self) -> None:
        if self.refuses:
            raise TrackingUnavailable("somewhere")

    def log(self, family: FamilyScores) -> None:
        self.kept.append(family)


def compare(_: str, report: Report) -> Iterator[FamilyScores]:
    report(Progress(Stage.COMPARE, 0, 1))
    yield FAMILY


@pytest.mark.parametrize("log", [None, Log()])
def test_families_are_compared_with_and_without_a_log(log: Log | None) -> None:
    families = CompareFamilies(lambda _: "the data", compare, log)(DATA, lambda _: None)

    assert families == [FAMILY]
    assert log is None or log.kept == [FAMILY]


def test_a_log_that_refuses_is_noticed_before_any_work() -> None:
    heard: list[Progress] = []

    with pytest.raises(TrackingUnavailable):
        CompareFamilies(lambda _: "the data", compare, Log(refuses=True))(DATA, heard.append)

    assert heard == []
