"""Cases to assess, short to write."""

from __future__ import annotations

from diabetes_desktop.domain.case import Case, Quantity
from diabetes_desktop.domain.clinical_context import (
    ClinicalContext,
    HbA1cCondition,
    Sample,
    Symptoms,
)
from diabetes_desktop.domain.patient import Gender, Patient, Smoking
from diabetes_desktop.domain.units import Unit


def case(
    hba1c: float,
    glucose: float,
    sample: Sample = Sample.UNKNOWN,
    symptoms: Symptoms = Symptoms.UNKNOWN,
    condition: HbA1cCondition = HbA1cCondition.UNKNOWN,
    age: float = 54.0,
) -> Case:
    """A woman with these laboratory values, in % and mg/dL."""
    patient = Patient(Gender.FEMALE, age, 1, 0, Smoking.NEVER, 31.2, hba1c, glucose)
    return Case(
        patient,
        Quantity(hba1c, Unit.PERCENT),
        Quantity(glucose, Unit.MG_DL),
        ClinicalContext(sample, symptoms, condition),
    )
