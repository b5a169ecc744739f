"""A cell is read as the form reads what a doctor types; typed files say the same without text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diabetes_desktop.domain.batch_cells import OTHER_UNIT_BIT, UNUSUAL_BIT, CellReader, Reason
from diabetes_desktop.domain.number_text import Refused
from diabetes_desktop.domain.patient import AGE, BMI, GLUCOSE, HBA1C, INPUTS, Input
from diabetes_desktop.domain.reading import Band, read
from diabetes_desktop.domain.units import Unit

NUMBERS = [AGE, BMI, HBA1C, GLUCOSE]
TYPED = st.text(alphabet="0123456789,.- +eE_%\u00a0١", max_size=14) | st.floats(
    0, 2000, allow_nan=False
).map(lambda number: f"{number:.2f}")


@given(st.sampled_from(NUMBERS), TYPED, st.booleans())
def test_a_number_is_what_the_form_takes_it_for(spec: Input, text: str, in_other: bool) -> None:
    unit = spec.units[-1 if in_other else 0]
    cell = CellReader(spec.name, unit)[text]

    meant = read(spec, text, unit)

    if meant is None:
        assert cell.reason is Reason.MISSING
    elif isinstance(meant, Refused):
        assert cell.reason is not None
        assert cell.reason.value == meant.reason.value
    elif meant.band is Band.IMPOSSIBLE:
        assert cell.reason is Reason.IMPOSSIBLE
        assert cell.likelier is meant.other_unit
    else:
        place = INPUTS.index(spec)
        assert cell.reason is None
        assert cell.number == meant.value
        assert bool(cell.bits >> UNUSUAL_BIT + place & 1) is (meant.band is Band.UNUSUAL)
        assert bool(cell.bits >> OTHER_UNIT_BIT + place & 1) is (meant.other_unit is not None)


@given(st.sampled_from(NUMBERS), st.floats(allow_nan=True) | st.integers(-5, 2000))
def test_a_number_of_a_typed_file_is_read_by_the_same_limits(spec: Input, number: float) -> None:
    cell = CellReader(spec.name, None)[number]

    if number != number:
        assert cell.reason is Reason.MISSING
    elif number not in spec.hard:
        assert cell.reason is Reason.IMPOSSIBLE
    else:
        assert cell.number == number


@given(
    st.sampled_from(INPUTS),
    st.text() | st.none() | st.binary() | st.booleans() | st.floats() | st.integers(),
)
def test_nothing_that_a_file_can_hold_is_a_crash(spec: Input, cell: object) -> None:
    read_cell = CellReader(spec.name, None)[cell]

    assert read_cell.reason is None or isinstance(read_cell.reason, Reason)


@pytest.mark.parametrize(
    ("target", "texts", "number"),
    [
        ("hypertension", ["1", "yes", "Sí", "si", "TRUE", "1.0", " 1 ", 1, 1.0, True], 1.0),
        ("hypertension", ["0", "no", "NO", "false", "0.0", 0, False], 0.0),
        ("gender", ["Female", "female", "F", "mujer", "Femenino"], 0.0),
        ("gender", ["Male", "hombre", "H", "Varón"], 1.0),
        ("smoking_history", ["never", "Nunca", "never smoked"], 0.0),
        ("smoking_history", ["No Info", "sin información"], 5.0),
    ],
)
def test_a_word_of_the_table_is_its_choice(target: str, texts: list[object], number: float) -> None:
    reader = CellReader(target, None)

    for text in texts:
        assert (reader[text].reason, reader[text].number) == (None, number), text


@pytest.mark.parametrize(
    ("target", "cell"),
    [("gender", "M"), ("gender", "unknown"), ("hypertension", "2"), ("hypertension", 7),
     ("smoking_history", "vaper"), ("smoking_history", "NA")],
)  # fmt: skip
def test_a_word_that_could_mean_two_things_or_nothing_is_refused(target: str, cell: object) -> None:
    assert CellReader(target, None)[cell].reason is Reason.NOT_A_CHOICE


def test_whoever_knows_the_file_may_say_what_its_words_mean() -> None:
    reader = CellReader("gender", None, words={"M": "Male"})

    assert reader["m"].choice == "Male"


@pytest.mark.parametrize("spec", INPUTS)
def test_what_is_not_there_is_missing_and_never_filled_in(spec: Input) -> None:
    reader = CellReader(spec.name, None)

    assert {reader[cell].reason for cell in (None, "", "  ", float("nan"))} == {Reason.MISSING}


def test_a_context_that_is_not_stated_is_unknown() -> None:
    assert CellReader("glucose_sample", None)[""].choice == "unknown"
    assert CellReader("glucose_sample", None)["En ayunas"].choice == "fasting"
    assert CellReader("glucose_sample", None)["S-0017"].reason is Reason.NOT_A_CHOICE


def test_thousands_and_decimals_are_told_apart_by_the_file_and_never_guessed() -> None:
    unknown, point, comma = (CellReader("bmi", None, decimal) for decimal in ("", ".", ","))

    assert unknown["27.325"].reason is Reason.AMBIGUOUS_GROUPING
    assert point["27.325"].number == 27.325
    assert point["27,325"].reason is Reason.AMBIGUOUS_GROUPING
    assert comma["27,325"].number == 27.325
    assert point["27,3"].number == comma["27.3"].number == 27.3
    assert point["27.320000000000004"].number == 27.320000000000004


def test_what_is_expected_is_said_in_the_unit_of_the_column() -> None:
    assert CellReader("HbA1c_level", None).expected == "2–25 %"
    assert CellReader("blood_glucose_level", Unit.MMOL_L).expected == "0.5551–83.26 mmol/L"
    assert CellReader("hypertension", None).expected == "0 | 1"


def test_a_number_of_the_other_unit_names_it() -> None:
    cell = CellReader("blood_glucose_level", Unit.MG_DL)["7.8"]

    assert (cell.reason, cell.likelier) == (Reason.IMPOSSIBLE, Unit.MMOL_L)
