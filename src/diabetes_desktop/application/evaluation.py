"""How well a model answers on patients whose outcome is known: numbers only.

A figure is None where it does not exist: no probability, or no patient to divide by.
"""

from __future__ import annotations

from dataclasses import dataclass

from diabetes_desktop.domain.patient import Patient


@dataclass(frozen=True, slots=True)
class LabelledPatients:
    """Patients and whether each has diabetes (0 or 1), in the same order."""

    patients: tuple[Patient, ...]
    outcomes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CalibrationBin:
    """Patients whose probability is in [`low`, `high`): what was predicted and what was seen."""

    low: float
    high: float
    rows: int
    predicted: float | None
    observed: float | None


@dataclass(frozen=True, slots=True)
class OperatingPoint:
    """What happens when everybody with a probability of at least `threshold` is referred."""

    threshold: float
    sensitivity: float | None
    specificity: float | None
    ppv: float | None
    npv: float | None
    referred_per_1000: float


@dataclass(frozen=True, slots=True)
class RocPoint:
    """How many sick and how many healthy patients are told right from `threshold` on."""

    threshold: float
    sensitivity: float
    specificity: float


@dataclass(frozen=True, slots=True)
class NetBenefit:
    """What each way to refer is worth when one found patient is worth some referred in vain.

    In true positives per patient, less the false ones weighted by threshold / (1 - threshold).
    `criterion` refers whoever reaches a diagnostic cut-off of HbA1c or glucose; to refer nobody
    is worth 0. Source: Vickers AJ, Elkin EB. Decision curve analysis. Med Decis Making 2006;26:565.
    """

    threshold: float
    model: float
    refer_all: float
    criterion: float


@dataclass(frozen=True, slots=True)
class Subgroup:
    """Some of the patients: `group` is what they were told apart by, `name` which they are.

    `recall` and `accuracy` are of the model's class; the sensitivity is that of the referral
    band at its default threshold.
    """

    group: str
    name: str
    rows: int
    positives: int
    accuracy: float | None
    recall: float | None
    auc: float | None
    referral_sensitivity: float | None
    referred_per_1000: float | None


@dataclass(frozen=True, slots=True)
class Scores:
    """Accuracy, precision, recall and F1 of the class; the other three of the probability."""

    accuracy: float
    precision: float | None
    recall: float | None
    f1: float | None
    auc: float | None
    average_precision: float | None
    brier: float | None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Everything that is said of a model on one set of patients."""

    rows: int
    positives: int
    scores: Scores
    calibration: tuple[CalibrationBin, ...]
    operating_points: tuple[OperatingPoint, ...]
    subgroups: tuple[Subgroup, ...]
    roc: tuple[RocPoint, ...] = ()
    decision_curve: tuple[NetBenefit, ...] = ()


@dataclass(frozen=True, slots=True)
class FamilyScores:
    """One family of models, trained and scored on the same split.

    `trained_rows` is smaller than the training part where a family is too slow for all of it.
    """

    family: str
    parameters: dict[str, str]
    trained_rows: int
    seconds: float
    scores: Scores
