"""Marks on a result: where the training data of `diabetes_model` has nobody, or a cliff.

Source: the model's contract (support of the training rows, measured on 96,146 patients).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Final

from diabetes_desktop.domain.clinical_context import HbA1cCondition
from diabetes_desktop.domain.patient import (
    AGE,
    BMI,
    GENDER,
    GLUCOSE,
    HBA1C,
    INPUTS,
    SMOKING_HISTORY,
    Gender,
    Patient,
    Smoking,
)

ADULT_YEARS = 18
HBA1C_EDGE = 6.7  # %, the forest's probability jumps from .09 to .99 here
GLUCOSE_EDGE = 210.0  # mg/dL, likewise
HBA1C_EDGE_WIDTH = 0.15
GLUCOSE_EDGE_WIDTH = 10.0


REFERENCE_MODEL = "diabetes_model"
CONDITION: Final = "hba1c_condition"  # the fact that no model sees, and that a mark is about


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


@dataclass(frozen=True, slots=True)
class Rule:
    """`mark` applies where `applies` says so of the values of `facts`, in that order.

    `facts` are names of inputs, or `CONDITION`.
    """

    mark: Mark
    facts: tuple[str, ...]
    applies: Callable[..., bool]


RULES: Final = (  # most serious first
    Rule(Mark.HBA1C_NOT_VALID, (CONDITION,), lambda x: HbA1cCondition(x).alters_hba1c),
    Rule(Mark.UNDER_18, (AGE.name,), lambda age: age < ADULT_YEARS),
    Rule(Mark.KNIFE_EDGE_HBA1C, (HBA1C.name,), lambda x: abs(x - HBA1C_EDGE) < HBA1C_EDGE_WIDTH),
    Rule(
        Mark.KNIFE_EDGE_GLUCOSE,
        (GLUCOSE.name,),
        lambda x: abs(x - GLUCOSE_EDGE) < GLUCOSE_EDGE_WIDTH,
    ),
    Rule(Mark.LOW_HBA1C_HIGH_GLUCOSE, (HBA1C.name, GLUCOSE.name), lambda h, g: h < 5.7 and g > 200),
    Rule(Mark.HIGH_HBA1C_LOW_GLUCOSE, (HBA1C.name, GLUCOSE.name), lambda h, g: h > 6.7 and g < 126),
    Rule(Mark.HBA1C_GAP, (HBA1C.name,), lambda hba1c: 5.0 < hba1c < 5.7),
    Rule(Mark.HBA1C_ABOVE, (HBA1C.name,), lambda hba1c: hba1c > HBA1C.trained.high),
    Rule(Mark.HBA1C_BELOW, (HBA1C.name,), lambda hba1c: hba1c < HBA1C.trained.low),
    Rule(Mark.GLUCOSE_ABOVE, (GLUCOSE.name,), lambda glucose: glucose > GLUCOSE.trained.high),
    Rule(Mark.GLUCOSE_BELOW, (GLUCOSE.name,), lambda glucose: glucose < GLUCOSE.trained.low),
    Rule(Mark.AGE_ABOVE, (AGE.name,), lambda age: age > AGE.trained.high),
    Rule(Mark.BMI_OUTSIDE, (BMI.name,), lambda bmi: bmi not in BMI.trained),
    Rule(Mark.GENDER_OTHER, (GENDER.name,), lambda gender: gender == Gender.OTHER),
    Rule(Mark.SMOKING_UNKNOWN, (SMOKING_HISTORY.name,), lambda smoking: smoking == Smoking.NO_INFO),
)

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
_OF_ANY_MODEL: Final = (Mark.HBA1C_NOT_VALID, Mark.TRAINING_UNKNOWN, Mark.UNDER_18)


def marks(
    patient: Patient,
    model_name: str = REFERENCE_MODEL,
    condition: HbA1cCondition = HbA1cCondition.UNKNOWN,
) -> tuple[Mark, ...]:
    """The marks that apply to `patient` in `condition`, most serious first; see `told`."""
    facts = dict(zip((spec.name for spec in INPUTS), patient.row(), strict=True))
    facts[CONDITION] = condition
    found = (rule.mark for rule in RULES if rule.applies(*(facts[name] for name in rule.facts)))
    return told(found, model_name)


def told(found: Iterable[Mark], model_name: str) -> tuple[Mark, ...]:
    """What is said of the marks `found` beside an answer of the model `model_name`.

    The support is that of `diabetes_model`; of a model by another name nothing is known but that.
    """
    if model_name == REFERENCE_MODEL:
        return tuple(found)
    said = {Mark.TRAINING_UNKNOWN, *found}
    return tuple(mark for mark in _OF_ANY_MODEL if mark in said)
