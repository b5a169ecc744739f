"""What a prediction is: the model's own answer, who gave it, and the band beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from diabetes_desktop.domain.assessment import Assessment, assess
from diabetes_desktop.domain.case import Case
from diabetes_desktop.domain.discordance import Discordance, discordance
from diabetes_desktop.domain.guideline import Guideline
from diabetes_desktop.domain.marks import OFF_SUPPORT, Mark, marks
from diabetes_desktop.domain.model_source import SourceKind as SourceKind
from diabetes_desktop.domain.patient import Patient
from diabetes_desktop.domain.referral import (
    DEFAULT_REFERRAL_THRESHOLD as DEFAULT_REFERRAL_THRESHOLD,
)


@dataclass(frozen=True, slots=True)
class ModelIdentity:
    """Which model answers; shown with every answer.

    `digest` is the SHA-256, in hexadecimal, over name, version and every file of the model
    directory; `location` is empty for the bundled model. Of a scoring server nothing but its
    address is known: it stands for the name, and version and digest are empty.
    """

    name: str
    version: str
    digest: str
    source: SourceKind
    location: str = ""

    @property
    def title(self) -> str:
        """Name and version, for a sentence."""
        return f"{self.name} {self.version}".strip()


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
class SiteRules:
    """What the hospital decided about how a result is read.

    `referral_threshold` is the probability (0-1) from which a result says "refer"; `guidelines`
    are those whose criteria stand beside the model's answer.
    """

    referral_threshold: float = DEFAULT_REFERRAL_THRESHOLD
    guidelines: tuple[Guideline, ...] = (Guideline.ADA,)


@dataclass(frozen=True, slots=True)
class Prediction:
    """A result as it is shown: complete, so that it can be shown again exactly."""

    case: Case
    answer: Answer
    rules: SiteRules
    model: ModelIdentity
    at: datetime
    marks: tuple[Mark, ...]
    assessments: tuple[Assessment, ...]

    @classmethod
    def of(
        cls, case: Case, answer: Answer, rules: SiteRules, model: ModelIdentity, at: datetime
    ) -> Prediction:
        """The model's `answer` on `case`, with the marks and criteria that belong beside it."""
        assessments = tuple(assess(case, guideline) for guideline in rules.guidelines)
        found = marks(case.patient, model.name, case.context.condition)
        return cls(case, answer, rules, model, at, found, assessments)

    @property
    def patient(self) -> Patient:
        """The eight facts."""
        return self.case.patient

    @property
    def referral_threshold(self) -> float:
        """The probability from which a result says "refer"."""
        return self.rules.referral_threshold

    @property
    def refer(self) -> bool:
        """Whether the probability reaches the referral band ("laboratory confirmation")."""
        probability = self.answer.probability
        return probability is not None and probability >= self.rules.referral_threshold

    @property
    def speaks_of_people(self) -> bool:
        """Whether the model's data is known, and has people like this patient."""
        return Mark.TRAINING_UNKNOWN not in self.marks and OFF_SUPPORT.isdisjoint(self.marks)

    @property
    def discordance(self) -> Discordance | None:
        """How the model parts from the criteria, if it does."""
        return discordance(self.answer.outcome, self.assessments)
