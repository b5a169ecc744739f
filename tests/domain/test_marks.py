"""Where the model has not seen such patients, the result says so."""

from __future__ import annotations

from typing import Any

import pytest

from diabetes_desktop.domain.clinical_context import HbA1cCondition
from diabetes_desktop.domain.marks import Mark, marks
from diabetes_desktop.domain.patient import Gender, Patient, Smoking

USUAL: dict[str, Any] = {
    "gender": Gender.FEMALE,
    "age": 58.0,
    "hypertension": 0,
    "heart_disease": 0,
    "smoking_history": Smoking.NEVER,
    "bmi": 27.0,
    "hba1c_level": 6.0,
    "blood_glucose_level": 140.0,
}


def test_a_patient_like_those_of_the_training_data_has_no_mark() -> None:
    assert marks(Patient(**USUAL)) == ()


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"age": 17.9}, Mark.UNDER_18),
        ({"age": 81.0}, Mark.AGE_ABOVE),
        ({"hba1c_level": 5.1}, Mark.HBA1C_GAP),
        ({"hba1c_level": 5.6}, Mark.HBA1C_GAP),
        ({"hba1c_level": 9.1}, Mark.HBA1C_ABOVE),
        ({"hba1c_level": 3.4}, Mark.HBA1C_BELOW),
        ({"hba1c_level": 6.7}, Mark.KNIFE_EDGE_HBA1C),
        ({"blood_glucose_level": 301.0}, Mark.GLUCOSE_ABOVE),
        ({"blood_glucose_level": 79.0}, Mark.GLUCOSE_BELOW),
        ({"blood_glucose_level": 210.0}, Mark.KNIFE_EDGE_GLUCOSE),
        ({"hba1c_level": 5.0, "blood_glucose_level": 201.0}, Mark.LOW_HBA1C_HIGH_GLUCOSE),
        ({"hba1c_level": 7.0, "blood_glucose_level": 125.0}, Mark.HIGH_HBA1C_LOW_GLUCOSE),
        ({"bmi": 97.0}, Mark.BMI_OUTSIDE),
        ({"gender": Gender.OTHER}, Mark.GENDER_OTHER),
        ({"smoking_history": Smoking.NO_INFO}, Mark.SMOKING_UNKNOWN),
    ],
)
def test_each_mark_at_its_edge(change: dict[str, Any], expected: Mark) -> None:
    assert expected in marks(Patient(**{**USUAL, **change}))


@pytest.mark.parametrize("condition", [HbA1cCondition.PREGNANCY, HbA1cCondition.OTHER])
def test_an_hba1c_that_does_not_hold_is_said_first_of_every_model(
    condition: HbA1cCondition,
) -> None:
    young = Patient(**{**USUAL, "age": 17.0})

    assert marks(young, condition=condition) == (Mark.HBA1C_NOT_VALID, Mark.UNDER_18)
    assert marks(young, "another", condition) == (
        Mark.HBA1C_NOT_VALID,
        Mark.TRAINING_UNKNOWN,
        Mark.UNDER_18,
    )


@pytest.mark.parametrize("condition", [HbA1cCondition.NONE, HbA1cCondition.UNKNOWN])
def test_nothing_is_said_of_an_hba1c_that_holds(condition: HbA1cCondition) -> None:
    assert marks(Patient(**USUAL), condition=condition) == ()
