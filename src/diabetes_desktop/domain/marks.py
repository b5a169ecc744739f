"""Marks on a result: where the training data of `diabetes_model` has nobody, or a cliff.

Source: the model's contract (support of the training rows, measured on 96,146 patients).
"""

from __future__ import annotations

from enum import Enum

from diabetes_desktop.domain.patient import AGE, BMI, GLUCOSE, HBA1C, Gender, Patient, Smoking

ADULT_YEARS = 18
HBA1C_EDGE = 6.7  # %, the forest's probability jumps from .09 to .99 here
GLUCOSE_EDGE = 210.0  # mg/dL, likewise
HBA1C_EDGE_WIDTH = 0.15
GLUCOSE_EDGE_WIDTH = 10.0


REFERENCE_MODEL = "diabetes_model"


class Mark(Enum):
    """A reason to trust this answer less; the ui has the words."""

    HBA1C_NOT_VALID = "hba1c_not_valid"
    UNDER_18 = "under_18"
    TRAINING_UNKNOWN = "training_unknown"
    HBA1C_GAP = "hba1c_gap"
    HBA1C_ABOVE = "hba1c_above"
    HBA1C_BELOW = "hba1c_below"
    GLUCOSE_ABOVE = "glucose_above"
    GLUCOSE_BELOW = "glucose_below"
    LOW_HBA1C_HIGH_GLUCOSE = "low_hba1c_high_glucose"
    HIGH_HBA1C_LOW_GLUCOSE = "high_hba1c_low_glucose"
    AGE_ABOVE = "age_above"
    BMI_OUTSIDE = "bmi_outside"
    GENDER_OTHER = "gender_other"
    SMOKING_UNKNOWN = "smoking_unknown"
    KNIFE_EDGE_HBA1C = "knife_edge_hba1c"
    KNIFE_EDGE_GLUCOSE = "knife_edge_glucose"


# Nobody in the training data is like a patient with one of these.
OFF_SUPPORT = frozenset(
    {
        Mark.HBA1C_GAP,
        Mark.HBA1C_ABOVE,
        Mark.HBA1C_BELOW,
        Mark.GLUCOSE_ABOVE,
        Mark.GLUCOSE_BELOW,
        Mark.LOW_HBA1C_HIGH_GLUCOSE,
        Mark.HIGH_HBA1C_LOW_GLUCOSE,
        Mark.BMI_OUTSIDE,
    }
)


def marks(patient: Patient, model_name: str = REFERENCE_MODEL) -> tuple[Mark, ...]:
    """The marks that apply to `patient`, most serious first.

    The support is that of `diabetes_model`; of a model by another name nothing is known but that.
    """
    found = tuple(mark for mark, applies in _rules(patient) if applies)
    if model_name == REFERENCE_MODEL:
        return found
    return (Mark.TRAINING_UNKNOWN, *(mark for mark in found if mark is Mark.UNDER_18))


def _rules(p: Patient) -> tuple[tuple[Mark, bool], ...]:
    hba1c, glucose = p.hba1c_level, p.blood_glucose_level
    return (
        (Mark.UNDER_18, p.age < ADULT_YEARS),
        (Mark.KNIFE_EDGE_HBA1C, abs(hba1c - HBA1C_EDGE) < HBA1C_EDGE_WIDTH),
        (Mark.KNIFE_EDGE_GLUCOSE, abs(glucose - GLUCOSE_EDGE) < GLUCOSE_EDGE_WIDTH),
        (Mark.LOW_HBA1C_HIGH_GLUCOSE, hba1c < 5.7 and glucose > 200),
        (Mark.HIGH_HBA1C_LOW_GLUCOSE, hba1c > 6.7 and glucose < 126),
        (Mark.HBA1C_GAP, 5.0 < hba1c < 5.7),
        (Mark.HBA1C_ABOVE, hba1c > HBA1C.trained.high),
        (Mark.HBA1C_BELOW, hba1c < HBA1C.trained.low),
        (Mark.GLUCOSE_ABOVE, glucose > GLUCOSE.trained.high),
        (Mark.GLUCOSE_BELOW, glucose < GLUCOSE.trained.low),
        (Mark.AGE_ABOVE, p.age > AGE.trained.high),
        (Mark.BMI_OUTSIDE, p.bmi not in BMI.trained),
        (Mark.GENDER_OTHER, p.gender is Gender.OTHER),
        (Mark.SMOKING_UNKNOWN, p.smoking_history is Smoking.NO_INFO),
    )
