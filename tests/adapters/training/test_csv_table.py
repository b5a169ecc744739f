"""A bad cell is named by line and column, and its value, a patient's, is not repeated."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.adapters.training.labelled_csv import HEADER, ROW, write_rows

from diabetes_desktop.adapters.training.csv_table import COLUMNS, CsvTable, read_csv
from diabetes_desktop.application.training_errors import DatasetFault, DatasetRefused
from diabetes_desktop.domain.patient import INPUTS, Kind


def refusal(path: Path) -> DatasetRefused:
    with pytest.raises(DatasetRefused) as caught:
        read_csv(path)
    return caught.value


def changed(column: str, cell: str) -> str:
    cells = ROW.split(",")
    cells[COLUMNS.index(column)] = cell
    return ",".join(cells)


def test_rows_become_checked_columns(tmp_path: Path) -> None:
    table = read_csv(write_rows(tmp_path / "d.csv", ROW, changed("age", "0.08")))

    assert list(table.columns["age"]) == [54.0, 0.08]
    assert list(table.columns["hypertension"]) == [0, 0]
    assert list(table.columns["smoking_history"]) == ["never", "never"]
    assert list(table.columns["diabetes"]) == [0, 0]


def test_columns_may_come_in_any_order_with_others_beside_them(tmp_path: Path) -> None:
    names, cells = HEADER.split(","), ROW.split(",")
    path = write_rows(
        tmp_path / "d.csv",
        ",".join(["ward 3", *reversed(cells)]),
        header=",".join(["ward", *reversed(names)]),
    )

    assert {name: column[0] for name, column in read_csv(path).columns.items()} == {
        name: column[0]
        for name, column in read_csv(write_rows(tmp_path / "e.csv", ROW)).columns.items()
    }


def test_a_byte_order_mark_crlf_and_empty_lines_are_no_obstacle(tmp_path: Path) -> None:
    path = tmp_path / "d.csv"
    path.write_bytes(f"\ufeff{HEADER}\r\n\r\n{ROW}\r\n\r\n".encode())

    assert len(read_csv(path).columns["age"]) == 1


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("gender", "female"),
        ("gender", ""),
        ("age", "121"),
        ("age", "-1"),
        ("age", "fifty"),
        ("age", "5_0"),
        ("age", ""),
        ("age", "nan"),
        ("age", "inf"),
        ("hypertension", "7"),
        ("hypertension", "0.5"),
        ("heart_disease", "yes"),
        ("smoking_history", "vaper"),
        ("bmi", "4.99"),
        ("HbA1c_level", "48"),
        ("blood_glucose_level", "7.8"),
        ("diabetes", "2"),
        ("diabetes", ""),
    ],
)
def test_a_value_that_no_patient_can_have_is_named(tmp_path: Path, column: str, cell: str) -> None:
    path = write_rows(tmp_path / "d.csv", ROW, ROW, changed(column, cell), ROW)

    error = refusal(path)

    assert (error.fault, error.row, error.column) == (DatasetFault.VALUE, 4, column)


def test_the_line_is_that_of_the_file_when_there_are_empty_lines(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "d.csv", ROW, "", "", changed("age", "400"))

    assert refusal(path).row == 5


@pytest.mark.parametrize("row", [ROW + ",1", ROW.rpartition(",")[0]])
def test_a_row_of_another_width_is_named(tmp_path: Path, row: str) -> None:
    error = refusal(write_rows(tmp_path / "d.csv", ROW, row))

    assert (error.fault, error.row) == (DatasetFault.CELLS, 3)


@pytest.mark.parametrize("name", COLUMNS)
def test_a_missing_column_is_named(tmp_path: Path, name: str) -> None:
    error = refusal(write_rows(tmp_path / "d.csv", ROW, header=HEADER.replace(name, "other")))

    assert (error.fault, error.column) == (DatasetFault.COLUMN_MISSING, name)


def test_a_column_that_stands_twice_is_named(tmp_path: Path) -> None:
    error = refusal(write_rows(tmp_path / "d.csv", ROW + ",1", header=HEADER + ",bmi"))

    assert (error.fault, error.column) == (DatasetFault.COLUMN_TWICE, "bmi")


def test_no_file(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.csv").fault is DatasetFault.MISSING


def test_an_empty_file_has_no_columns(tmp_path: Path) -> None:
    (tmp_path / "d.csv").write_text("")

    assert refusal(tmp_path / "d.csv").fault is DatasetFault.COLUMN_MISSING


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b'gender,"age\n'])
def test_what_is_no_csv_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "d.csv").write_bytes(content)

    assert refusal(tmp_path / "d.csv").fault is DatasetFault.NOT_CSV


CELLS = {
    spec.name: (
        st.sampled_from(spec.choices)
        if spec.choices
        else st.floats(spec.hard.low, spec.hard.high).map(repr)
    )
    for spec in INPUTS
}


@given(st.fixed_dictionaries(CELLS), st.sampled_from("01"))
def test_every_patient_of_the_contract_is_read_as_written(
    tmp_path_factory: pytest.TempPathFactory, cells: dict[str, str], outcome: str
) -> None:
    row = ",".join([*(cells[spec.name] for spec in INPUTS), outcome])
    table: CsvTable = read_csv(write_rows(tmp_path_factory.mktemp("any") / "d.csv", row))

    for spec in INPUTS:
        value = table.columns[spec.name][0]
        written = cells[spec.name]
        assert value == (written if spec.kind is Kind.CATEGORY else float(written))
    assert table.columns["diabetes"][0] == int(outcome)


@given(st.text(max_size=8))
def test_no_text_becomes_a_value_that_it_is_not(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    """Whatever stands in a number's cell is either that number or refused."""
    path = tmp_path_factory.mktemp("any") / "d.csv"
    quoted = '"' + text.replace('"', '""') + '"'
    path.write_bytes(f"{HEADER}\n{changed('age', quoted)}\n".encode(errors="surrogatepass"))
    try:
        age = read_csv(path).columns["age"][0]
    except DatasetRefused:
        return
    assert age == float(text)
