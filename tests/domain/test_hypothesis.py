"""One fact changed, in the unit typed; only what the curve holds is answered."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diabetes_desktop.domain.assessment import Verdict
from diabetes_desktop.domain.case import Case, Quantity
from diabetes_desktop.domain.clinical_context import (
    ClinicalContext,
    HbA1cCondition,
    Sample,
    Symptoms,
)
from diabetes_desktop.domain.cutoffs import cutoffs
from diabetes_desktop.domain.explaining import Background, Grounds, explanation
from diabetes_desktop.domain.explanation import Curve, Explanation, ReferenceKind
from diabetes_desktop.domain.guideline import Guideline
from diabetes_desktop.domain.hypothesis import (
    hypothesis,
    in_typed_units,
    moved,
    place_of,
    shown_at,
    typable,
    typed_at,
)
from diabetes_desktop.domain.patient import (
    AGE,
    BMI,
    GENDER,
    GLUCOSE,
    HBA1C,
    HYPERTENSION,
    SMOKING_HISTORY,
    Gender,
    Input,
    Patient,
    Smoking,
)
from diabetes_desktop.domain.units import Unit, to_model_unit
from diabetes_desktop.domain.what_if import grids, typed_values

PATIENT = Patient(Gender.FEMALE, 58.0, 1, 0, Smoking.FORMER, 31.2, 6.83, 155.0)
CASE = Case.in_model_units(PATIENT)
GRIDS = dict(
    zip(
        ("gender", "age", "hypertension", "heart_disease", "smoking_history", "bmi", "hba1c", "g"),
        grids(PATIENT.row(), {"HbA1c_level": (6.65,)}),
        strict=True,
    )
)


def curve(values: tuple[str | float | int, ...]) -> Curve:
    """Class 1 from the middle on."""
    half = len(values) // 2
    outcomes = tuple(int(place >= half) for place in range(len(values)))
    return Curve(values, tuple(0.1 + 0.8 * outcome for outcome in outcomes), outcomes)


HBA1C_CURVE, BMI_CURVE = curve(GRIDS["hba1c"]), curve(GRIDS["bmi"])


@pytest.mark.parametrize(
    ("unit", "steps", "expected"),
    [
        (Unit.PERCENT, 1, 6.9),
        (Unit.PERCENT, -1, 6.8),
        (Unit.PERCENT, 10, 7.8),
        (Unit.PERCENT, -1000, 3.5),
        (Unit.PERCENT, 1000, 9.0),
        (Unit.MMOL_MOL, 3, to_model_unit(54, Unit.MMOL_MOL)),  # from 51 mmol/mol
    ],
)
def test_a_step_is_what_a_doctor_would_type_next(unit: Unit, steps: int, expected: float) -> None:
    own = place_of(HBA1C_CURVE, PATIENT, HBA1C)
    assert HBA1C_CURVE.values[own] == 6.83
    assert HBA1C_CURVE.values[moved(HBA1C_CURVE, own, unit, steps)] == expected


@given(st.integers(0, len(BMI_CURVE.values) - 1), st.sampled_from([1, -1, 10, -10]))
def test_every_step_moves_until_the_end(place: int, steps: int) -> None:
    there = moved(BMI_CURVE, place, Unit.KG_M2, steps)
    end = len(BMI_CURVE.values) - 1 if steps > 0 else 0
    assert (there - place) * steps > 0 or place == there == end


@pytest.mark.parametrize("unit", [Unit.PERCENT, Unit.MMOL_MOL])
def test_the_keyboard_goes_from_end_to_end(unit: Unit) -> None:
    place, passed = 0, [0]
    while place != len(HBA1C_CURVE.values) - 1:
        place = moved(HBA1C_CURVE, place, unit, 1)
        passed.append(place)
    assert all(one < other for one, other in pairwise(passed))


@pytest.mark.parametrize(
    ("spec", "values", "place", "changed"),
    [
        (AGE, GRIDS["age"], 0, {"age": 0.08}),
        (GENDER, GRIDS["gender"], 1, {"gender": Gender.MALE}),
        (HYPERTENSION, GRIDS["hypertension"], 0, {"hypertension": 0}),
        (SMOKING_HISTORY, GRIDS["smoking_history"], 5, {"smoking_history": Smoking.NO_INFO}),
        (BMI, GRIDS["bmi"], 0, {"bmi": 10.01}),
    ],
)
def test_only_one_fact_changes(
    spec: Input,
    values: tuple[str | float | int, ...],
    place: int,
    changed: dict[str, float | int | str],
) -> None:
    assumed = hypothesis(CASE, spec, curve(values), place, ())
    assert assumed.case.patient == replace(PATIENT, **changed)
    assert (assumed.case.hba1c, assumed.case.glucose) == (CASE.hba1c, CASE.glucose)


def test_the_criteria_are_those_of_the_hypothetical_value() -> None:
    fasting = replace(CASE, context=ClinicalContext(Sample.FASTING, Symptoms.NO))
    curve_of_hba1c = curve((5.0, 6.4, 6.5, 6.83))
    verdicts = [
        hypothesis(fasting, HBA1C, curve_of_hba1c, place, (Guideline.ADA,)).assessments[0].verdict
        for place in range(4)
    ]
    assert verdicts == [Verdict.MET, Verdict.MET, Verdict.CONFIRMED, Verdict.CONFIRMED]


def test_a_hypothetical_laboratory_value_is_in_the_unit_typed() -> None:
    patient = replace(PATIENT, hba1c_level=to_model_unit(51, Unit.MMOL_MOL))
    typed = Case(patient, Quantity(51, Unit.MMOL_MOL), Quantity(8.6, Unit.MMOL_L))
    values = curve((6.4, 6.5))
    assert hypothesis(typed, HBA1C, values, 1, ()).case.hba1c == Quantity(48, Unit.MMOL_MOL)
    glucose = hypothesis(typed, GLUCOSE, curve((126.0, 127.0)), 0, ()).case.glucose
    assert glucose == Quantity(7.0, Unit.MMOL_L)


def context(sample: Sample, symptoms: Symptoms = Symptoms.NO) -> Case:
    return replace(CASE, context=ClinicalContext(sample, symptoms, HbA1cCondition.NONE))


@pytest.mark.parametrize(
    ("case", "guidelines", "expected"),
    [
        (context(Sample.FASTING), (Guideline.ADA,), [100, 126]),
        (context(Sample.FASTING), (Guideline.ADA, Guideline.WHO), [100, 110, 126]),
        (context(Sample.UNKNOWN), (Guideline.ADA,), [100, 126]),
        (context(Sample.TWO_HOURS), (Guideline.WHO,), [140, 200]),
        (context(Sample.RANDOM), (Guideline.ADA,), []),
        (context(Sample.RANDOM, Symptoms.YES), (Guideline.ADA,), [200]),
    ],
)
def test_the_cut_offs_beside_a_glucose(
    case: Case, guidelines: tuple[Guideline, ...], expected: list[float]
) -> None:
    assert [cutoff.value for cutoff in cutoffs(case, GLUCOSE, guidelines)] == expected


def test_an_hba1c_that_may_not_be_read_has_no_cut_offs() -> None:
    assert [cutoff.value for cutoff in cutoffs(CASE, HBA1C, (Guideline.ADA,))] == [5.7, 6.5]
    pregnant = ClinicalContext(condition=HbA1cCondition.PREGNANCY)
    assert cutoffs(replace(CASE, context=pregnant), HBA1C, (Guideline.ADA,)) == ()
    assert cutoffs(CASE, AGE, (Guideline.ADA,)) == ()


def explained(case: Case) -> Explanation:
    """By a model that answers by HbA1c alone, a little more for each bit of it."""
    rows = (PATIENT.row(), replace(PATIENT, age=30.0, hba1c_level=5.0).row())
    grounds = Grounds(Background(rows, (0.5, 0.5), 0.1), ReferenceKind.MODEL, {HBA1C.name: (6.7,)})
    return explanation(
        case.patient,
        grounds,
        lambda asked: [(int(float(row[6]) > 6.7), float(row[6]) / 25) for row in asked],
    )


@pytest.mark.parametrize(
    ("hba1c", "glucose"),
    [
        (Quantity(51, Unit.MMOL_MOL), Quantity(8.6, Unit.MMOL_L)),
        (Quantity(6.83, Unit.PERCENT), Quantity(155, Unit.MG_DL)),
    ],
)
def test_curves_are_told_in_the_units_typed(hba1c: Quantity, glucose: Quantity) -> None:
    """A doctor who types %, is not shown 6.542 %, and one who types mmol/mol, not 49.7."""
    patient = replace(
        PATIENT,
        hba1c_level=to_model_unit(hba1c.value, hba1c.unit),
        blood_glucose_level=to_model_unit(glucose.value, glucose.unit),
    )
    case = Case(patient, hba1c, glucose)
    whole = explained(case)

    told = in_typed_units(whole, case)

    for spec, quantity, place in ((HBA1C, hba1c, 6), (GLUCOSE, glucose, 7)):
        curve = told.curves[place]
        own = patient.row()[place]
        others = [value for value in curve.values if value not in typed_values(spec, quantity.unit)]
        assert own in curve.values
        assert set(typed_values(spec, quantity.unit)) <= set(curve.values)
        # Beside the patient's own there are the sides of the step alone.
        assert {round(float(value), 4) for value in others} <= {own, 6.7}
        assert all(
            curve.probabilities[curve.values.index(value)]
            == whole.curves[place].probabilities[whole.curves[place].values.index(value)]
            for value in curve.values
        )
    assert told.curves[:6] == whole.curves[:6]


STEP_AT_67 = Curve(
    (6.5, 6.6, 6.699999809, 6.7, 6.700000286, 6.8), (0.1,) * 4 + (0.9,) * 2, (0,) * 4 + (1,) * 2
)


def test_a_converted_value_is_never_rounded_over_a_step() -> None:
    """6.7 % is 49.7 mmol/mol: "50 mmol/mol", typed, would be 6.725 % and the other class."""
    unit = Unit.MMOL_MOL
    typed = [typed_at(STEP_AT_67, place, unit) for place in range(6)]
    assert [each.value if each else None for each in typed] == [48, 49, 49.7, 49.7, 50, 51]


def test_the_far_side_of_a_step_is_passed_over() -> None:
    """Nobody types 6.700000286 %, and "6.7 %" is not its class."""
    assert typed_at(STEP_AT_67, 4, Unit.PERCENT) is None
    assert shown_at(STEP_AT_67, 4, Unit.PERCENT).value == 6.7
    assert typable(STEP_AT_67, 4, Unit.PERCENT) == 3
    assert moved(STEP_AT_67, 3, Unit.PERCENT, 1) == 5


@given(st.integers(0, len(HBA1C_CURVE.values) - 1), st.sampled_from([Unit.PERCENT, Unit.MMOL_MOL]))
def test_what_is_shown_gives_the_same_answer_when_it_is_typed(place: int, unit: Unit) -> None:
    there = typable(HBA1C_CURVE, place, unit)
    typed = typed_at(HBA1C_CURVE, there, unit)
    assert typed is not None
    back = HBA1C_CURVE.nearest(to_model_unit(typed.value, unit))
    assert HBA1C_CURVE.outcomes[back] == HBA1C_CURVE.outcomes[there]
