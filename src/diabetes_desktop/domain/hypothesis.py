"""Hypothetical patients: one fact changed, the seven others kept. Never a result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import ceil, floor
from types import MappingProxyType
from typing import Final

from diabetes_desktop.domain.assessment import Assessment, assess
from diabetes_desktop.domain.case import Case, Quantity
from diabetes_desktop.domain.explanation import Curve, Value
from diabetes_desktop.domain.guideline import Guideline
from diabetes_desktop.domain.patient import (
    GLUCOSE,
    HBA1C,
    INPUTS,
    Gender,
    Input,
    Kind,
    Patient,
    Smoking,
)
from diabetes_desktop.domain.units import Unit, from_model_unit, to_model_unit

LARGE_STEP: Final = 10  # small steps

# Decimals of a value read from a curve, which may be the edge of a step (6.65 %).
_DECIMALS: Final[Mapping[Unit, int]] = MappingProxyType(
    {
        Unit.YEARS: 2,
        Unit.KG_M2: 2,
        Unit.PERCENT: 2,
        Unit.MMOL_MOL: 0,
        Unit.MG_DL: 1,
        Unit.MMOL_L: 1,
    }
)
_STEPS: Final[Mapping[Unit, float]] = MappingProxyType(
    {
        Unit.YEARS: 1.0,
        Unit.KG_M2: 0.1,
        Unit.PERCENT: 0.1,
        Unit.MMOL_MOL: 1.0,
        Unit.MG_DL: 1.0,
        Unit.MMOL_L: 0.1,
    }
)


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """What the model answers, and the guidelines say, if `spec` had `value` (model's unit).

    `case` holds the changed value in the unit in which the doctor typed the real one.
    """

    spec: Input
    value: Value
    case: Case
    probability: float
    outcome: int
    assessments: tuple[Assessment, ...]


def typed_unit(case: Case, spec: Input) -> Unit:
    """The unit in which the doctor typed the number `spec`."""
    typed = {HBA1C.name: case.hba1c.unit, GLUCOSE.name: case.glucose.unit}
    return typed.get(spec.name, spec.units[0])


def typed_quantity(value: float, unit: Unit) -> Quantity:
    """`value`, in the model's unit, as a doctor would write it in `unit`."""
    return Quantity(round(from_model_unit(value, unit), _DECIMALS[unit]), unit)


def place_of(curve: Curve, patient: Patient, spec: Input) -> int:
    """Where the patient's own value of `spec` stands in `curve`."""
    value = patient.row()[INPUTS.index(spec)]
    if spec.kind is Kind.NUMBER:
        return curve.nearest(float(value))
    return [str(each) for each in curve.values].index(str(value))


def moved(curve: Curve, place: int, unit: Unit, steps: int) -> int:
    """The place that lies `steps` typable steps beside `place`; at least one place further.

    Only what the curve holds is answered, so the nearest of its values is taken.
    """
    last = len(curve.values) - 1
    ratio = typed_quantity(float(curve.values[place]), unit).value / _STEPS[unit]
    if abs(ratio - round(ratio)) < 1e-6:
        ratio = round(ratio)
    start = floor(ratio) if steps > 0 else ceil(ratio)
    nearest = curve.nearest(to_model_unit((start + steps) * _STEPS[unit], unit))
    if steps > 0:
        return min(max(nearest, place + 1), last)
    return max(min(nearest, place - 1), 0)


def hypothesis(
    case: Case, spec: Input, curve: Curve, place: int, guidelines: tuple[Guideline, ...]
) -> Hypothesis:
    """The patient of `case` with the value that stands at `place` in the curve of `spec`."""
    value = curve.values[place]
    changed = _changed(case, spec, value)
    return Hypothesis(
        spec,
        value,
        changed,
        curve.probabilities[place],
        curve.outcomes[place],
        tuple(assess(changed, guideline) for guideline in guidelines),
    )


def _changed(case: Case, spec: Input, value: Value) -> Case:
    patient = _patient_with(case.patient, spec, value)
    if spec is HBA1C:
        quantity = typed_quantity(float(value), case.hba1c.unit)
        return replace(case, patient=patient, hba1c=quantity)
    if spec is GLUCOSE:
        quantity = typed_quantity(float(value), case.glucose.unit)
        return replace(case, patient=patient, glucose=quantity)
    return replace(case, patient=patient)


def _patient_with(patient: Patient, spec: Input, value: Value) -> Patient:
    facts = zip(INPUTS, patient.row(), strict=True)
    gender, age, hypertension, heart, smoking, bmi, hba1c, glucose = (
        value if each is spec else own for each, own in facts
    )
    return Patient(
        gender=Gender(str(gender)),
        age=float(age),
        hypertension=int(hypertension),
        heart_disease=int(heart),
        smoking_history=Smoking(str(smoking)),
        bmi=float(bmi),
        hba1c_level=float(hba1c),
        blood_glucose_level=float(glucose),
    )
