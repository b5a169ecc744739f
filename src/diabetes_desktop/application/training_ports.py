"""What the data team's use cases need from outside. `adapters/training` implements it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum
from pathlib import Path
from typing import Protocol, TypeVar

from diabetes_desktop.application.evaluation import (
    Evaluation,
    FamilyScores,
    LabelledPatients,
    Scores,
)
from diabetes_desktop.domain.prediction import Answer

MODEL_NAME = "diabetes_model"
DEFAULT_SEED = 2024


class RecipeName(StrEnum):
    """The ways to train: the one that ships, and the one to compare with."""

    SHIPPED = "shipped"
    REFERENCE = "reference"


class Stage(Enum):
    """Where a long command stands; the command line has the words."""

    READ = "read"
    FIT = "fit"
    SCORE = "score"
    CHECK_GRAPH = "check_graph"
    BACKGROUND = "background"
    WRITE = "write"
    START_MODEL = "start_model"
    ASK_MODEL = "ask_model"
    COMPARE = "compare"
    UPLOAD = "upload"
    FETCH = "fetch"


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` of `total` steps of a stage; a total of 0 means that the stage is not counted."""

    stage: Stage
    done: int = 0
    total: int = 0
    what: str = ""


Report = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class TrainingRequest:
    """What to train, from what, and where to publish it."""

    data: Path
    out: Path
    recipe: RecipeName = RecipeName.SHIPPED
    seed: int = DEFAULT_SEED
    version: str = "1"


@dataclass(frozen=True, slots=True)
class GraphCheck:
    """How the ONNX graph compared with the forest that it was made from.

    `rows` were asked of both: the held-out patients, and patients at every split threshold.
    """

    rows: int
    class_flips: int
    largest_difference: float

    @property
    def agrees(self) -> bool:
        """Whether no class flips and no probability is off by more than 1e-5."""
        return self.class_flips == 0 and self.largest_difference <= 1e-5


@dataclass(frozen=True, slots=True)
class PublishedModel:
    """A model directory that was just written. Without agreement it holds no ONNX graph."""

    directory: Path
    version: str
    digest: str
    scores: Scores
    graph_check: GraphCheck
    golden_cases: int


Data = TypeVar("Data")
Data_co = TypeVar("Data_co", covariant=True)
Data_contra = TypeVar("Data_contra", contravariant=True)
Fitted = TypeVar("Fitted")
Fitted_co = TypeVar("Fitted_co", covariant=True)
Fitted_contra = TypeVar("Fitted_contra", contravariant=True)


class ReadData(Protocol[Data_co]):
    """Reads a CSV of labelled patients."""

    def __call__(self, path: Path) -> Data_co:
        """The checked data. Raises `DatasetRefused`."""


class Fit(Protocol[Data_contra, Fitted_co]):
    """Trains on the training part of the data."""

    def __call__(
        self, data: Data_contra, recipe: RecipeName, seed: int, report: Report, /
    ) -> Fitted_co:
        """The trained model; the same data, recipe and seed give the same one."""


class Publish(Protocol[Data_contra, Fitted_contra]):
    """Writes the model directory."""

    def check_free(self, out: Path) -> None:
        """Raises `OutputTaken` when there is something at `out`."""

    def __call__(
        self,
        fitted: Fitted_contra,
        data: Data_contra,
        request: TrainingRequest,
        trained: date,
        report: Report,
    ) -> PublishedModel:
        """Write the directory, whole or not at all. Raises `OutputTaken`, `StorageUnavailable`."""


class HeldOut(Protocol[Data_contra]):
    """Takes the part of the data that no recipe trains on."""

    def __call__(self, data: Data_contra, /) -> LabelledPatients:
        """The held-out patients: the same ones for the same data, always."""


Score = Callable[[LabelledPatients, Sequence[Answer]], Evaluation]


class Compare(Protocol[Data_contra]):
    """Trains the families of models that the reference project tried."""

    def __call__(self, data: Data_contra, report: Report, /) -> Iterable[FamilyScores]:
        """Each family's scores on the held-out patients, as they come."""


class ScoreLog(Protocol):
    """Where the scores of families are kept."""

    def open(self) -> None:
        """Make sure that it takes scores. Raises `TrackingUnavailable`."""

    def log(self, family: FamilyScores) -> None:
        """Keep one family's scores. Raises `TrackingUnavailable`."""
