"""Explanations by the real rules, of a model that a test can foresee: a few steps, no forest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from tests.fakes import FAKE_MODEL

from diabetes_desktop.domain.case import Case, Quantity
from diabetes_desktop.domain.clinical_context import ClinicalContext
from diabetes_desktop.domain.explaining import Background, Grounds
from diabetes_desktop.domain.explaining import explanation as explain
from diabetes_desktop.domain.explanation import (
    Explanation,
    Neighbourhood,
    ReferenceKind,
    TreeSpread,
)
from diabetes_desktop.domain.guideline import Guideline
from diabetes_desktop.domain.patient import Gender, Patient, Range, Row, Smoking
from diabetes_desktop.domain.prediction import Answer, Prediction, SiteRules
from diabetes_desktop.domain.units import Unit, to_model_unit

WHEN = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
SPLITS = {"HbA1c_level": (5.65, 6.65), "blood_glucose_level": (113.0, 205.0), "age": (45.5,)}
BACKGROUND = Background(
    rows=(
        ("Female", 30.0, 0, 0, "never", 24.0, 5.0, 90.0),
        ("Male", 50.0, 0, 0, "former", 28.0, 5.8, 126.0),
        ("Female", 65.0, 1, 0, "No Info", 31.0, 6.1, 140.0),
        ("Male", 60.0, 1, 1, "current", 33.0, 7.0, 220.0),
    ),
    weights=(0.5, 0.3, 0.15, 0.05),
    base_rate=0.0882,
)
NEAR = Neighbourhood(312, 96, Range(50, 60), Range(6.5, 6.7), Range(140, 200))


def risk(row: Row) -> float:
    """A probability in steps, with one cliff, as a forest has them."""
    gender, age, hypertension, heart, smoking, bmi, hba1c, glucose = row
    if float(hba1c) > 6.65 or float(glucose) > 205:
        return 0.97
    points = 0.01 if gender == "Male" else 0.0
    points += 0.08 if float(age) > 45.5 else 0.0
    points += 0.03 * float(hypertension) + 0.02 * float(heart)
    points += 0.01 if smoking == "former" else 0.0
    points += 0.04 if float(bmi) > 30 else 0.0
    if float(hba1c) > 5.65:
        points += 0.12 if float(glucose) > 113 else 0.04
    return points


def answer_rows(rows: Sequence[Row]) -> list[tuple[int, float | None]]:
    """Class and probability of each row."""
    return [(int(risk(row) >= 0.5), risk(row)) for row in rows]


def case(
    hba1c: float = 6.8,
    glucose: float = 155,
    *,
    hba1c_unit: Unit = Unit.PERCENT,
    glucose_unit: Unit = Unit.MG_DL,
    context: ClinicalContext | None = None,
    age: float = 58,
    smoking: Smoking = Smoking.FORMER,
) -> Case:
    """A woman with hypertension; both laboratory values as typed."""
    patient = Patient(
        Gender.FEMALE,
        age,
        1,
        0,
        smoking,
        31.2,
        to_model_unit(hba1c, hba1c_unit),
        to_model_unit(glucose, glucose_unit),
    )
    typed = Quantity(hba1c, hba1c_unit), Quantity(glucose, glucose_unit)
    return Case(patient, *typed, context or ClinicalContext(), "HC-7")


def explained(
    of: Case | None = None, guidelines: tuple[Guideline, ...] = (Guideline.ADA,)
) -> tuple[Prediction, Explanation]:
    """A result and its explanation, with everything that a model may bring."""
    of = of or case()
    outcome, probability = answer_rows([of.patient.row()])[0]
    rules = SiteRules(0.1, guidelines)
    prediction = Prediction.of(of, Answer(outcome, probability), rules, FAKE_MODEL, WHEN)
    grounds = Grounds(BACKGROUND, ReferenceKind.MODEL, SPLITS)
    why = explain(of.patient, grounds, answer_rows)
    return prediction, replace(why, spread=TreeSpread(100, 0.48, 0.81), neighbourhood=NEAR)
