"""Nothing that is not a patient reaches a model."""

from __future__ import annotations

from typing import Any

import pytest

from diabetes_desktop.domain.patient import INPUTS, Gender, Patient, Smoking

FACTS: dict[str, Any] = {
    "gender": Gender.FEMALE,
    "age": 58.0,
    "hypertension": 1,
    "heart_disease": 0,
    "smoking_history": Smoking.FORMER,
    "bmi": 31.2,
    "hba1c_level": 6.8,
    "blood_glucose_level": 155.0,
}


def test_the_row_has_the_order_and_the_types_of_the_contract() -> None:
    assert [spec.name for spec in INPUTS] == [
        "gender",
        "age",
        "hypertension",
        "heart_disease",
        "smoking_history",
        "bmi",
        "HbA1c_level",
        "blood_glucose_level",
    ]
    row = Patient(**FACTS).row()
    assert row == ("Female", 58.0, 1, 0, "former", 31.2, 6.8, 155.0)
    assert type(row[0]) is str
    assert type(row[4]) is str


@pytest.mark.parametrize(
    ("attribute", "value", "named"),
    [
        ("gender", "female", "gender"),
        ("age", 400.0, "age"),
        ("age", float("nan"), "age"),
        ("hypertension", 7, "hypertension"),
        ("heart_disease", -1, "heart_disease"),
        ("smoking_history", "vaper", "smoking_history"),
        ("bmi", float("inf"), "bmi"),
        ("hba1c_level", 60.0, "HbA1c_level"),
        ("blood_glucose_level", 7.0, "blood_glucose_level"),
    ],
)
def test_what_the_model_would_silently_take_is_refused(
    attribute: str, value: object, named: str
) -> None:
    with pytest.raises(ValueError, match=named):
        Patient(**{**FACTS, attribute: value})
