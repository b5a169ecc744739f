"""Hypothetical patients: one fact changed, the seven others kept. Never a result."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from math import ceil, floor
from types import MappingProxyType
from typing import Final

from diabetes_desktop.domain.assessment import Assessment, assess
from diabetes_desktop.domain.case import Case, Quantity
from diabetes_desktop.domain.explanation import Curve, Explanation, Value
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
from diabetes_desktop.domain.units import TYPED_STEPS, Unit, from_model_unit, to_model_unit
from diabetes_desktop.domain.what_if import all_typed_values, typed_values

LARGE_STEP: Final = 10  # small steps

# The fewest decimals of a number in each unit.
_DECIMALS: Final[Mapping[Unit, int]] = MappingProxyType(
    {
        Unit.YEARS: 0,
        Unit.KG_M2: 1,
        Unit.PERCENT: 1,
        Unit.MMOL_MOL: 0,
        Unit.MG_DL: 0,
        Unit.MMOL_L: 1,
    }
)
_MOST_DECIMALS: Final = 4
_CONVERTED: Final = frozenset({Unit.MMOL_MOL, Unit.MMOL_L})
_SAME: Final = 1e-4  # in the model's unit: as near as a doctor's number gets to a step


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """What the model answers, and the guidelines say, of `case`.

    It differs from the patient's own in `spec` alone: there it has the value at `place` of the
    curve, in the unit in which the doctor typed the real one.
    """

    spec: Input
    place: int
    case: Case
    probability: float
    outcome: int
    assessments: tuple[Assessment, ...]


def typed_unit(case: Case, spec: Input) -> Unit:
    """The unit in which the doctor typed the number `spec`."""
    typed = {HBA1C.name: case.hba1c.unit, GLUCOSE.name: case.glucose.unit}
    return typed.get(spec.name, spec.units[0])


def in_typed_units(explanation: Explanation, case: Case) -> Explanation:
    """`explanation` of `case` without what only a doctor with other units would type.

    Whoever types % is not offered 6.542 %, which is 48 mmol/mol. The patient's own values and
    both sides of every step stay.
    """
    curves = list(explanation.curves)
    for spec in (HBA1C, GLUCOSE):
        place = INPUTS.index(spec)
        own = case.patient.row()[place]
        typed = typed_values(spec, typed_unit(case, spec))
        left_out = all_typed_values(spec).difference(typed, [own])
        curves[place] = _without(curves[place], left_out)
    return replace(explanation, curves=tuple(curves))


def typed_at(curve: Curve, place: int, unit: Unit) -> Quantity | None:
    """What a doctor would type in `unit` to get the answer at `place`.

    As few decimals as give that answer: 6.7 % is 50 mmol/mol, but where a step lies between the
    two it is 49.7. None on the far side of a step, 0.0000002 above a number that can be typed.
    """
    value, answer = float(curve.values[place]), _answer(curve, place)
    for decimals in range(_DECIMALS[unit], _MOST_DECIMALS + 1):
        typed = round(from_model_unit(value, unit), decimals)
        meant = to_model_unit(typed, unit)
        near = unit in _CONVERTED or abs(meant - value) < _SAME
        if near and _answer(curve, curve.nearest(meant)) == answer:
            return Quantity(typed, unit)
    return None


def shown_at(curve: Curve, place: int, unit: Unit) -> Quantity:
    """As `typed_at`; on the far side of a step the number just before it."""
    typed = typed_at(curve, place, unit)
    if typed is None and place:
        typed = typed_at(curve, place - 1, unit)
    if typed is None:
        value = from_model_unit(float(curve.values[place]), unit)
        typed = Quantity(round(value, _MOST_DECIMALS), unit)
    return typed


def typable(curve: Curve, place: int, unit: Unit) -> int:
    """`place`, or the one before where no doctor could type its value."""
    return place if typed_at(curve, place, unit) or not place else place - 1


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
    last, ratio = len(curve.values) - 1, shown_at(curve, place, unit).value / TYPED_STEPS[unit]
    if abs(ratio - round(ratio)) < 1e-6:
        ratio = round(ratio)
    start, way = (floor(ratio), 1) if steps > 0 else (ceil(ratio), -1)
    there = curve.nearest(to_model_unit((start + steps) * TYPED_STEPS[unit], unit))
    there = max(there * way, (place + way) * way) * way
    while 0 < there < last and typed_at(curve, there, unit) is None:
        there += way
    return min(max(there, 0), last)


def hypothesis(
    case: Case, spec: Input, curve: Curve, place: int, guidelines: tuple[Guideline, ...]
) -> Hypothesis:
    """The patient of `case` with the value that stands at `place` in the curve of `spec`."""
    changed = _changed(case, spec, curve, place)
    return Hypothesis(
        spec,
        place,
        changed,
        curve.probabilities[place],
        curve.outcomes[place],
        tuple(assess(changed, guideline) for guideline in guidelines),
    )


def _changed(case: Case, spec: Input, curve: Curve, place: int) -> Case:
    patient = _patient_with(case.patient, spec, curve.values[place])
    if spec is HBA1C:
        return replace(case, patient=patient, hba1c=shown_at(curve, place, case.hba1c.unit))
    if spec is GLUCOSE:
        return replace(case, patient=patient, glucose=shown_at(curve, place, case.glucose.unit))
    return replace(case, patient=patient)


def _without(curve: Curve, values: Set[Value]) -> Curve:
    kept = [place for place, value in enumerate(curve.values) if value not in values]
    return Curve(
        values=tuple(curve.values[place] for place in kept),
        probabilities=tuple(curve.probabilities[place] for place in kept),
        outcomes=tuple(curve.outcomes[place] for place in kept),
    )


def _answer(curve: Curve, place: int) -> tuple[float, int]:
    return curve.probabilities[place], curve.outcomes[place]


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
