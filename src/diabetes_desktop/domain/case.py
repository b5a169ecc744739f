"""One patient as the doctor stated it: what the model needs, and what it never sees."""

from __future__ import annotations

from dataclasses import dataclass, field

from diabetes_desktop.domain.clinical_context import ClinicalContext
from diabetes_desktop.domain.patient import Patient
from diabetes_desktop.domain.units import Unit


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in the unit in which the doctor typed it."""

    value: float
    unit: Unit


@dataclass(frozen=True, slots=True)
class Case:
    """The eight facts in the model's units, and beside them what only people read.

    `hba1c` and `glucose` are the laboratory values as typed: each guideline criterion is tested
    in that unit. `patient_id` identifies the patient in words of the hospital; it may be empty.
    """

    patient: Patient
    hba1c: Quantity
    glucose: Quantity
    context: ClinicalContext = field(default=ClinicalContext())
    patient_id: str = ""

    @classmethod
    def in_model_units(cls, patient: Patient, patient_id: str = "") -> Case:
        """The case of a patient of whom nothing but the model's own row is known."""
        return cls(
            patient,
            Quantity(patient.hba1c_level, Unit.PERCENT),
            Quantity(patient.blood_glucose_level, Unit.MG_DL),
            patient_id=patient_id,
        )
