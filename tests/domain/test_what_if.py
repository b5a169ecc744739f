"""A curve asks what a doctor can type and both sides of every split, and hides no step."""

from __future__ import annotations

import struct
from bisect import bisect_left

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diabetes_desktop.domain.patient import AGE, BMI, GLUCOSE, HBA1C, INPUTS, Input
from diabetes_desktop.domain.units import Unit, to_model_unit
from diabetes_desktop.domain.what_if import curve, grids, rows_along, sides, typed_values

PATIENT = ("Female", 54.0, 1, 0, "never", 27.32, 12.3, 160.0)
POSITION = {spec.name: place for place, spec in enumerate(INPUTS)}


def single(number: float) -> float:
    """`number` as a forest in single precision reads it."""
    return float(struct.unpack("<f", struct.pack("<f", number))[0])


@pytest.mark.parametrize(
    ("spec", "unit", "count", "some"),
    [
        (AGE, Unit.YEARS, 81, [0.08, 1.0, 54.0, 80.0]),
        (BMI, Unit.KG_M2, 858, [10.01, 10.1, 27.3, 35.7, 95.69]),
        (HBA1C, Unit.PERCENT, 56, [3.5, 5.7, 6.5, 6.7, 9.0]),
        (GLUCOSE, Unit.MG_DL, 221, [80.0, 126.0, 200.0, 300.0]),
        (HBA1C, Unit.MMOL_MOL, 62, [3.5, to_model_unit(15, Unit.MMOL_MOL), 9.0]),
        (GLUCOSE, Unit.MMOL_L, 124, [80.0, to_model_unit(7.8, Unit.MMOL_L), 300.0]),
    ],
)
def test_every_value_a_doctor_would_type_is_asked(
    spec: Input, unit: Unit, count: int, some: list[float]
) -> None:
    values = typed_values(spec, unit)

    assert len(values) == count
    assert list(values) == sorted(set(values))
    assert set(some) <= set(values)
    assert (values[0], values[-1]) == (spec.trained.low, spec.trained.high)
    assert set(values) <= set(grids(PATIENT, {})[POSITION[spec.name]])


@given(st.integers(15, 74), st.integers(45, 166))
def test_what_a_doctor_types_in_the_other_unit_is_among_the_values(
    mmol_mol: int, tenths: int
) -> None:
    asked = grids(PATIENT, {})

    assert to_model_unit(float(mmol_mol), Unit.MMOL_MOL) in asked[POSITION["HbA1c_level"]]
    typed = to_model_unit(float(f"{tenths // 10}.{tenths % 10}"), Unit.MMOL_L)
    assert typed in asked[POSITION["blood_glucose_level"]]


def test_the_patients_own_value_is_asked_even_beyond_the_training_range() -> None:
    asked = grids(PATIENT, {})

    assert 27.32 in asked[POSITION["bmi"]]
    assert asked[POSITION["HbA1c_level"]][-2:] == (9.0, 12.3)


def test_every_choice_of_a_category_or_flag_is_asked_in_its_order() -> None:
    asked = grids(PATIENT, {})

    assert asked[0] == ("Female", "Male", "Other")
    assert asked[2] == asked[3] == (0, 1)
    assert asked[4] == ("never", "former", "current", "not current", "ever", "No Info")


def test_both_sides_of_a_split_are_asked_inside_the_training_range_only() -> None:
    asked = grids(PATIENT, {"blood_glucose_level": [60.0, 210.0, 400.0]})

    (added,) = set(asked[POSITION["blood_glucose_level"]]) - set(
        grids(PATIENT, {})[POSITION["blood_glucose_level"]]
    )
    assert 210 < added < 210.0001


def test_a_row_differs_from_the_patient_in_one_input() -> None:
    rows = rows_along(PATIENT, 6, [6.5, 6.7])

    assert rows == [(*PATIENT[:6], 6.5, 160.0), (*PATIENT[:6], 6.7, 160.0)]


@given(st.floats(0.01, 1500))
def test_the_sides_of_a_split_are_neighbours_that_part_there(split: float) -> None:
    left, right = sides(split)

    assert (single(left), single(right)) == (left, right)
    assert left <= split < right
    middle = (left + right) / 2
    assert single(middle) in (left, right)  # nothing lies between them


@pytest.mark.parametrize(("split", "typed"), [(6.700000047683716, 6.7), (210.0, 210.0)])
def test_the_models_edges_go_left_as_typed(split: float, typed: float) -> None:
    left, right = sides(split)

    assert single(typed) == left
    assert right - typed < 1e-4


@given(
    st.lists(st.floats(80, 300), max_size=6, unique=True),
    st.lists(st.sampled_from([0.1, 0.2]), min_size=7, max_size=7),
    st.floats(80, 300),
)
def test_a_curve_tells_a_forests_answer_everywhere(
    splits: list[float], answers: list[float], anywhere: float
) -> None:
    """A step function is known at every number from the points of its curve."""
    edges = sorted(splits)

    def forest(glucose: float) -> float:
        return answers[bisect_left(edges, single(glucose))]

    asked = grids(PATIENT, {"blood_glucose_level": splits})[7]
    told = [(0, forest(float(value))) for value in asked]
    drawn = curve(GLUCOSE, PATIENT[7], asked, told)

    reached = [float(value) for value in drawn.values if float(value) <= single(anywhere)]
    # Between two points the curve is level: the answer is that of the last point reached, or,
    # within a rounding of a split, of the next one.
    near = drawn.probabilities[max(0, len(reached) - 1) : len(reached) + 1]
    assert forest(anywhere) in near
    if len(set(near)) == 2:
        low, high = (float(value) for value in drawn.values[len(reached) - 1 : len(reached) + 1])
        assert any(low <= split < high for split in edges)


def test_sides_at_which_nothing_changes_are_left_out() -> None:
    asked = grids(PATIENT, {"blood_glucose_level": [142.5, 210.0]})[7]
    told = [(int(float(value) > 210), 0.9 if float(value) > 210 else 0.1) for value in asked]

    drawn = curve(GLUCOSE, 160.0, asked, told)

    without = grids(PATIENT, {})[7]
    added = [value for value in drawn.values if value not in without]
    assert len(added) == 1
    assert drawn.probabilities[drawn.values.index(210.0)] == 0.1
    assert drawn.probabilities[drawn.values.index(added[0])] == 0.9
    assert drawn.outcomes[drawn.values.index(added[0])] == 1
