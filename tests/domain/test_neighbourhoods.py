"""Counts of training patients around one, and which of them are not told."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diabetes_desktop.domain.explanation import FEWEST_TOLD, Few
from diabetes_desktop.domain.neighbourhoods import (
    AGE_EDGES,
    GLUCOSE_EDGES,
    HBA1C_EDGES,
    Counts,
    Neighbourhoods,
    told,
)
from diabetes_desktop.domain.patient import AGE, GLUCOSE, HBA1C, Gender, Patient, Range, Smoking

PATIENT = Patient(Gender.FEMALE, 54.0, 0, 0, Smoking.NEVER, 27.3, 6.6, 160.0)
TABLE = Neighbourhoods(AGE_EDGES, HBA1C_EDGES, GLUCOSE_EDGES, {(4, 5, 4): (812, 95)})


def test_a_patient_is_told_the_cell_and_its_bands() -> None:
    around = TABLE.around(PATIENT)

    assert around is not None
    assert (around.patients, around.positives) == (812, 95)
    assert around.age == Range(50.0, 60.0)
    assert around.hba1c == Range(6.5, 6.7)
    assert around.glucose == Range(140.0, 200.0)


def test_a_cell_that_is_not_listed_has_few() -> None:
    around = TABLE.around(replace(PATIENT, hba1c_level=6.7))

    assert around is not None
    assert (around.patients, around.positives) == (Few.FEW, Few.FEW)
    assert around.hba1c == Range(6.7, 8.0)


def test_the_bands_hold_every_patient_that_can_be_typed() -> None:
    """From the lowest possible value to the highest, both included."""
    edges = ((AGE, AGE_EDGES), (HBA1C, HBA1C_EDGES), (GLUCOSE, GLUCOSE_EDGES))
    for spec, of in edges:
        assert (of[0], of[-1]) == (spec.hard.low, spec.hard.high)
        assert list(of) == sorted(set(of))
    highest = replace(PATIENT, age=120.0, hba1c_level=25.0, blood_glucose_level=1500.0)
    around = TABLE.around(highest)
    assert around is not None
    assert around.age == Range(80.0, 120.0)


def test_outside_the_bands_of_a_table_nothing_is_told() -> None:
    narrow = Neighbourhoods((18.0, 65.0), HBA1C_EDGES, GLUCOSE_EDGES, {})

    assert narrow.around(replace(PATIENT, age=70.0)) is None


@pytest.mark.parametrize(
    ("patients", "positives", "counts"),
    [
        (0, 0, None),
        (4, 4, None),
        (5, 0, (5, Few.FEW)),
        (100, 4, (100, Few.FEW)),
        (100, 5, (100, 5)),
        (100, 95, (100, 95)),
        (100, 96, (100, Few.ALL_BUT_FEW)),
        (100, 100, (100, Few.ALL_BUT_FEW)),
    ],
)
def test_small_counts_are_not_told(patients: int, positives: int, counts: Counts | None) -> None:
    assert told(patients, positives) == counts


@given(st.integers(0, 200), st.data())
def test_no_number_points_at_fewer_than_five(patients: int, data: st.DataObject) -> None:
    counts = told(patients, data.draw(st.integers(0, patients)))

    if counts is not None:
        shown, positives = counts
        assert isinstance(shown, int)
        assert shown >= FEWEST_TOLD
        if isinstance(positives, int):
            assert FEWEST_TOLD <= positives <= shown - FEWEST_TOLD
