"""One call of a model gives everything that is said of one answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import fsum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diabetes_desktop.domain.explaining import (
    Background,
    Grounds,
    ProbabilityMissingError,
    explanation,
)
from diabetes_desktop.domain.explanation import ReferenceKind, TreeSpread
from diabetes_desktop.domain.neighbourhoods import Neighbourhoods
from diabetes_desktop.domain.patient import INPUTS, Gender, Patient, Row, Smoking

TYPICAL: tuple[Row, ...] = (
    ("Female", 40.0, 0, 0, "never", 26.0, 5.5, 110.0),
    ("Male", 60.0, 1, 0, "former", 29.0, 6.8, 180.0),
    ("Male", 25.0, 0, 0, "No Info", 24.0, 4.8, 90.0),
)
GROUNDS = Grounds(Background(TYPICAL, (0.5, 0.25, 0.25), 0.0882), ReferenceKind.MODEL)
PATIENT = Patient(Gender.FEMALE, 54.0, 1, 0, Smoking.NEVER, 27.3, 7.2, 160.0)
PATIENTS = st.builds(
    Patient,
    st.sampled_from(Gender),
    st.integers(18, 80).map(float),
    st.integers(0, 1),
    st.integers(0, 1),
    st.sampled_from(Smoking),
    st.integers(150, 500).map(lambda tenths: tenths / 10),
    st.integers(35, 90).map(lambda tenths: tenths / 10),
    st.integers(80, 300).map(float),
)


def chance(row: Row) -> float:
    """Some model: age and HbA1c work together, glucose alone, hypertension as heart disease."""
    _, age, hypertension, heart, _, _, hba1c, glucose = row
    both = 0.5 if float(age) > 50 and float(hba1c) >= 6.5 else 0.0
    return both + float(glucose) / 1000 + 0.05 * (int(hypertension) + int(heart))


class Model:
    def __init__(self) -> None:
        self.calls: list[Sequence[Row]] = []

    def __call__(self, rows: Sequence[Row]) -> list[tuple[int, float | None]]:
        self.calls.append(rows)
        return [(int(chance(row) >= 0.5), chance(row)) for row in rows]


@given(PATIENTS)
def test_the_contributions_lead_from_the_base_to_the_patient(patient: Patient) -> None:
    explained = explanation(patient, GROUNDS, Model())

    assert explained.probability == chance(patient.row())
    mean = fsum(w * chance(row) for w, row in zip((0.5, 0.25, 0.25), TYPICAL, strict=True))
    assert explained.base == pytest.approx(mean, abs=1e-12)
    led = explained.base + fsum(explained.contributions)
    assert led == pytest.approx(explained.probability, abs=1e-12)


@given(PATIENTS)
def test_an_input_that_the_model_does_not_look_at_moves_nothing(patient: Patient) -> None:
    explained = explanation(patient, GROUNDS, Model())

    for name in ("gender", "smoking_history", "bmi"):
        place = [spec.name for spec in INPUTS].index(name)
        assert explained.contributions[place] == 0


@given(PATIENTS)
def test_inputs_that_do_the_same_are_told_the_same(patient: Patient) -> None:
    """Symmetry: two flags with one effect, both set here and in no background patient."""
    alike = replace(patient, hypertension=1, heart_disease=1)
    rows = tuple((*row[:2], 0, 0, *row[4:]) for row in TYPICAL)
    grounds = replace(GROUNDS, background=replace(GROUNDS.background, rows=rows))

    explained = explanation(alike, grounds, Model())

    assert explained.contributions[2] == pytest.approx(explained.contributions[3], abs=1e-12)


def test_the_model_is_called_once() -> None:
    model = Model()

    explanation(PATIENT, GROUNDS, model)

    assert len(model.calls) == 1


@given(PATIENTS)
def test_each_curve_is_the_models_own_answer_with_one_input_changed(patient: Patient) -> None:
    explained = explanation(patient, GROUNDS, Model())

    row = patient.row()
    for place, drawn in enumerate(explained.curves):
        assert row[place] in drawn.values
        for value, probability, outcome in zip(
            drawn.values, drawn.probabilities, drawn.outcomes, strict=True
        ):
            moved = (*row[:place], value, *row[place + 1 :])
            assert (probability, outcome) == (chance(moved), int(chance(moved) >= 0.5))


def test_whose_patients_the_base_is_of_is_told() -> None:
    reference = explanation(PATIENT, GROUNDS, Model()).reference

    assert (reference.kind, reference.patients, reference.base_rate) == (
        ReferenceKind.MODEL,
        3,
        0.0882,
    )


def test_a_model_without_probability_is_not_explained() -> None:
    with pytest.raises(ProbabilityMissingError):
        explanation(PATIENT, GROUNDS, lambda rows: [(0, None)] * len(rows))


def test_the_neighbourhood_is_told_where_it_is_known() -> None:
    known = Neighbourhoods((40.0, 60.0), (6.5, 8.0), (140.0, 200.0), {(0, 0, 0): (300, 120)})

    assert explanation(PATIENT, GROUNDS, Model()).neighbourhood is None
    around = explanation(PATIENT, replace(GROUNDS, neighbourhoods=known), Model()).neighbourhood
    assert around is not None
    assert (around.patients, around.positives) == (300, 120)


@pytest.mark.parametrize(
    ("trees", "low", "high"), [(100, 5, 94), (20, 1, 18), (19, 0, 18), (1, 0, 0)]
)
def test_a_spread_leaves_out_the_twentieth_at_either_end(trees: int, low: int, high: int) -> None:
    answers = [number / 100 for number in range(trees)]

    assert TreeSpread.of(answers[::-1]) == TreeSpread(trees, low / 100, high / 100)
