"""What a prediction is: the model's own answer, who gave it, and the band beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from diabetes_desktop.domain.marks import Mark
from diabetes_desktop.domain.model_source import SourceKind as SourceKind
from diabetes_desktop.domain.patient import Patient
from diabetes_desktop.domain.referral import (
    DEFAULT_REFERRAL_THRESHOLD as DEFAULT_REFERRAL_THRESHOLD,
)


@dataclass(frozen=True, slots=True)
class ModelIdentity:
    """Which model answers; shown with every answer.

    `digest` is the SHA-256, in hexadecimal, over name, version and every file of the model
    directory; `location` is empty for the bundled model.
    """

    name: str
    version: str
    digest: str
    source: SourceKind
    location: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """The integer class as the model itself answered it, and P(class 1) where it offers one."""

    outcome: int
    probability: float | None

    def __post_init__(self) -> None:
        """Refuse an answer outside the contract.

        Raises:
            ValueError: class other than 0 or 1, or a probability outside 0-1.
        """
        if self.outcome not in (0, 1):
            raise ValueError(f"class {self.outcome!r}")
        if self.probability is not None and not 0.0 <= self.probability <= 1.0:
            raise ValueError("probability outside 0-1")


@dataclass(frozen=True, slots=True)
class Prediction:
    """A result as it is shown: complete, so that it can be shown again exactly."""

    patient: Patient
    answer: Answer
    referral_threshold: float
    model: ModelIdentity
    at: datetime
    marks: tuple[Mark, ...]

    @property
    def refer(self) -> bool:
        """Whether the probability reaches the referral band ("laboratory confirmation")."""
        probability = self.answer.probability
        return probability is not None and probability >= self.referral_threshold
