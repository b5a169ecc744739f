"""Columns are matched by name, and a name that could be two things is asked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diabetes_desktop.domain.batch_columns import (
    NAMES,
    TARGETS,
    ColumnError,
    ColumnFault,
    find_columns,
    known,
    normal,
)
from diabetes_desktop.domain.batch_words import WORDS, choices
from diabetes_desktop.domain.patient import INPUTS
from diabetes_desktop.domain.units import Unit

REFERENCE = [spec.name for spec in INPUTS]
SPANISH = [
    "Género",
    "Edad (años)",
    "Hipertensión",
    "Enfermedad cardíaca",
    "Tabaquismo",
    "IMC (kg/m²)",
    "HbA1c (mmol/mol)",
    "Glucosa en sangre [mmol/L]",
]


def test_the_reference_names_are_known_in_any_order_beside_others() -> None:
    headers = ["id", *reversed(REFERENCE), "ward"]

    found = find_columns(headers, {})

    assert {name: headers[each.position] for name, each in found.items()} == {
        name: name for name in REFERENCE
    }


def test_spanish_names_are_known_and_carry_their_unit() -> None:
    found = find_columns(SPANISH, {})

    assert [found[name].position for name in REFERENCE] == list(range(8))
    assert found["HbA1c_level"].unit is Unit.MMOL_MOL
    assert found["blood_glucose_level"].unit is Unit.MMOL_L
    assert found["age"].unit is Unit.YEARS


@pytest.mark.parametrize(
    ("header", "target"),
    [
        ("HbA1c", "HbA1c_level"),
        ("HbA1c (%)", "HbA1c_level"),
        ("Blood glucose (mg/dL)", "blood_glucose_level"),
        ("GLUCEMIA", "blood_glucose_level"),
        ("4548-4", "HbA1c_level"),
        ("Heart disease", "heart_disease"),
        ("Smoking history", "smoking_history"),
    ],
)
def test_a_name_is_known(header: str, target: str) -> None:
    meant = known(header)

    assert meant is not None
    assert meant[0] == target


@pytest.mark.parametrize(
    "header", ["", "sample", "id", "diabetes", "glucose date", "ageing", "class"]
)
def test_a_name_that_only_looks_alike_is_not_known(header: str) -> None:
    assert known(header) is None


def test_a_mapping_says_what_a_name_does_not() -> None:
    headers = ["lab 7", *REFERENCE[:6], "glucose", "HbA1c_level"]

    found = find_columns(headers, {"lab 7": "HbA1c_level"})

    assert found["HbA1c_level"].position == 0


def test_a_mapping_may_say_that_a_column_is_no_fact() -> None:
    found = find_columns([*REFERENCE, "glucose"], {"glucose": ""})

    assert found["blood_glucose_level"].position == 7


@pytest.mark.parametrize(
    ("headers", "mapping", "fault", "name"),
    [
        (REFERENCE[1:], {}, ColumnFault.MISSING, "gender"),
        ([*REFERENCE, "sexo"], {}, ColumnFault.TWICE, "gender"),
        (REFERENCE, {"x": "age"}, ColumnFault.NO_SUCH_COLUMN, "x"),
        (REFERENCE, {"age": "years"}, ColumnFault.NO_SUCH_FACT, "years"),
        ([*REFERENCE[:7], "glucose %"], {}, ColumnFault.UNIT, "glucose %"),
    ],
)
def test_what_can_not_be_told_is_refused(
    headers: list[str], mapping: dict[str, str], fault: ColumnFault, name: str
) -> None:
    with pytest.raises(ColumnError) as refused:
        find_columns(headers, mapping)

    assert (refused.value.fault, refused.value.name) == (fault, name)


def test_every_name_means_one_thing_and_is_in_the_form_in_which_it_is_looked_up() -> None:
    names = [name for each in NAMES.values() for name in each]

    assert len(names) == len(set(names))
    assert names == [normal(name) for name in names]
    assert set(NAMES) == set(TARGETS)


def test_every_word_means_a_choice_that_exists() -> None:
    for target, words in WORDS.items():
        assert set(words.values()) == set(choices(target))


@given(st.text())
def test_the_normal_form_is_stable(text: str) -> None:
    assert normal(normal(text)) == normal(text)
