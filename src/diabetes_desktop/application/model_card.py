"""A model card as the program reads it: whatever a card file says, and nothing it does not.

Everything is optional: a model that somebody else made says what it says. Words are plain text,
in one language or in both.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from diabetes_desktop.application.evaluation import (
    CalibrationBin,
    NetBenefit,
    OperatingPoint,
    RocPoint,
    Scores,
    Subgroup,
)


@dataclass(frozen=True, slots=True)
class Bilingual:
    """One text in the two languages of the program; either may be empty."""

    en: str = ""
    es: str = ""


Words = str | Bilingual


@dataclass(frozen=True, slots=True)
class RecipeFacts:
    """How the model was made."""

    description: Words = ""


@dataclass(frozen=True, slots=True)
class DataFacts:
    """What the model was made from, in rows; 0 where the card does not say."""

    rows: int = 0
    train_rows_used: int = 0
    test_rows: int = 0


@dataclass(frozen=True, slots=True)
class TestFigures:
    """How the model did on patients that it was not trained on. See `evaluation.Evaluation`."""

    __test__ = False  # not one of pytest's

    rows: int = 0
    positives: int = 0
    scores: Scores | None = None
    calibration: tuple[CalibrationBin, ...] = ()
    operating_points: tuple[OperatingPoint, ...] = ()
    subgroups: tuple[Subgroup, ...] = ()
    roc: tuple[RocPoint, ...] = ()
    decision_curve: tuple[NetBenefit, ...] = ()

    def at(self, threshold: float) -> OperatingPoint | None:
        """The figures from `threshold` on, or from the nearest one that was measured.

        None where the card has none at all.
        """
        known = [*self.operating_points, *map(self._complete, self.roc)]
        return min(known, key=lambda point: abs(point.threshold - threshold), default=None)

    def _complete(self, point: RocPoint) -> OperatingPoint:
        """What follows from sensitivity, specificity and the share of patients who are sick."""
        sick = self.positives / self.rows if self.rows else 0.0
        found, missed = point.sensitivity * sick, (1 - point.sensitivity) * sick
        in_vain, spared = (1 - point.specificity) * (1 - sick), point.specificity * (1 - sick)
        referred, others = found + in_vain, missed + spared
        return OperatingPoint(
            threshold=point.threshold,
            sensitivity=point.sensitivity,
            specificity=point.specificity,
            ppv=found / referred if referred else None,
            npv=spared / others if others else None,
            referred_per_1000=1000 * referred,
        )


@dataclass(frozen=True, slots=True)
class ExternalCheck:
    """How the model, or one made alike, did on patients from elsewhere."""

    source: Words = ""
    patients: int = 0
    population: Words = ""
    outcome: Words = ""
    note: Words = ""
    auc: float | None = None
    auc_of_hba1c_alone: float | None = None
    auc_within_hba1c_5_7_to_6_6: float | None = None
    conclusion: Words = ""


@dataclass(frozen=True, slots=True)
class ModelCard:
    """What stands in `card.json`. `trained` is a date as YYYY-MM-DD, or empty.

    `class_threshold` is the probability from which the model answers class 1, where that is so.
    """

    trained: str = ""
    intended_use: Words = ""
    limits: tuple[Words, ...] = ()
    class_threshold: float | None = None
    recipe: RecipeFacts = field(default_factory=RecipeFacts)
    data: DataFacts = field(default_factory=DataFacts)
    libraries: Mapping[str, str] = field(default_factory=dict)
    test: TestFigures = field(default_factory=TestFigures)
    external_check: ExternalCheck | None = None
    source_attributes: Mapping[str, Words] = field(default_factory=dict)
