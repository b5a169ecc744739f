"""Text tables: what is found out about them, what is asked for, and what hostile ones end in.

About 15 seconds, most of it for hostile files.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diabetes_desktop.adapters.batch.csv_table import LONGEST_LINE, MOST_COLUMNS, CsvTable
from diabetes_desktop.adapters.batch.files import find_tables, open_table
from diabetes_desktop.application.batch_errors import TableFault, TableRefused
from diabetes_desktop.application.batch_ports import HowToRead, Start, Table, TextForm
from diabetes_desktop.application.file_scoring import FileScoring
from diabetes_desktop.domain.patient import INPUTS
from diabetes_desktop.domain.prediction import SiteRules

HEADERS = [spec.name for spec in INPUTS]
ROW = ["Female", "54", "0", "0", "never", "27.32", "6.6", "140"]


def text_of(rows: Sequence[Sequence[str]], delimiter: str = ",", line_end: str = "\n") -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=line_end).writerows(rows)
    return text.getvalue()


def table_of(folder: Path, content: bytes | str, **form: str) -> Table:
    path = folder / "patients.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return open_table(path, TextForm(**form), {})


def all_rows(table: Table) -> list[tuple[object, ...]]:
    return [
        row
        for chunk in table.chunks(Start(), 10**9)
        for row in zip(*(chunk.cells(place) for place in range(len(table.headers))), strict=True)
    ]


def refusal(folder: Path, content: bytes | str, **form: str) -> TableRefused:
    with pytest.raises(TableRefused) as refused:
        all_rows(table_of(folder, content, **form))
    return refused.value


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("decimal", [".", ","])
@pytest.mark.parametrize(
    ("encoding", "mark", "name"),
    [
        ("utf-8", b"", "utf-8"),
        ("utf-8", codecs.BOM_UTF8, "utf-8"),
        ("utf-16-le", codecs.BOM_UTF16_LE, "utf-16-le"),
        ("utf-16-be", codecs.BOM_UTF16_BE, "utf-16-be"),
        ("cp1252", b"", "windows-1252"),
    ],
)
def test_every_dialect_is_found_out_and_reads_the_same(
    tmp_path: Path, delimiter: str, decimal: str, encoding: str, mark: bytes, name: str
) -> None:
    row = [cell.replace(".", decimal) for cell in ROW]
    rows = [["Nombre", *HEADERS], ["Íñigo\r\nde la Peña", *row], ['José "Pepe"', *row]]

    table = table_of(tmp_path, mark + text_of(rows, delimiter, "\r\n").encode(encoding))

    assert table.form == TextForm(name, delimiter, decimal)
    assert table.headers == rows[0]
    assert all_rows(table) == [tuple(each) for each in rows[1:]]


def test_a_decimal_that_could_be_thousands_is_asked_for(tmp_path: Path) -> None:
    content = text_of([HEADERS, [*ROW[:5], "27,325", "6", "140"]], ";")

    refused = refusal(tmp_path, content)

    assert (refused.fault, refused.row, refused.column) == (TableFault.DECIMAL, 1, "bmi")
    assert table_of(tmp_path, content, decimal=",").form.decimal == ","


def test_one_clear_number_settles_it(tmp_path: Path) -> None:
    rows = [HEADERS, [*ROW[:5], "27,325", "6", "140"], [*ROW[:5], "27,3", "6", "140"]]

    assert table_of(tmp_path, text_of(rows, ";")).form.decimal == ","


def test_numbers_without_any_separator_tell_nothing(tmp_path: Path) -> None:
    table = table_of(tmp_path, text_of([HEADERS, [*ROW[:5], "27", "6", "140"]]))

    assert table.form.decimal == ""


def test_a_delimiter_that_can_not_be_told_is_asked_for(tmp_path: Path) -> None:
    content = "a,b;c\n1,2;3\n"

    assert refusal(tmp_path, content).fault is TableFault.DELIMITER
    assert table_of(tmp_path, content, delimiter=";").headers == ["a,b", "c"]


@pytest.mark.parametrize(
    ("content", "fault", "row"),
    [
        (b"", TableFault.EMPTY, 0),
        (b"\xef\xbb\xbf", TableFault.EMPTY, 0),
        (b"\n \n", TableFault.EMPTY, 0),
        (b"PK\x03\x04rest of a workbook", TableFault.WORKBOOK, 0),
        (b"\x1f\x8b\x08rest of an archive", TableFault.WORKBOOK, 0),
        (b"gender,age\nFemale,5\x00\n", TableFault.NOT_TEXT, 0),
        (b"gender,age\n\x81\x8d,5\n", TableFault.NOT_TEXT, 0),
        (b"PAR1 and nothing else", TableFault.PARQUET, 0),
        (text_of([HEADERS, ROW]) + '"Female,54', TableFault.QUOTES, 2),
        (text_of([HEADERS, ROW, ROW]) + '"Female"x,54', TableFault.QUOTES, 3),
        (text_of([HEADERS, ROW]) + '"' + "x" * 200_000, TableFault.LONG_CELL, 2),
        (text_of([HEADERS, ROW]) + "1," * LONGEST_LINE, TableFault.LONG_LINE, 2),
        (",".join([*HEADERS, *map(str, range(MOST_COLUMNS))]), TableFault.TOO_WIDE, 0),
    ],
)
def test_what_is_no_table_is_refused_by_row(
    tmp_path: Path, content: bytes | str, fault: TableFault, row: int
) -> None:
    refused = refusal(tmp_path, content)

    assert (refused.fault, refused.row) == (fault, row)


def test_text_that_breaks_the_encoding_late_is_refused_there(tmp_path: Path) -> None:
    rows = text_of([HEADERS, *[ROW] * 30_000]).encode()

    refused = refusal(tmp_path, rows + b"Mar\xeda,1\n", encoding="utf-8")

    assert refused.fault is TableFault.ENCODING
    assert 29_500 < refused.row <= 30_001  # text is decoded some lines ahead


def test_a_row_with_too_few_or_too_many_cells_is_told_and_none_is_lost(tmp_path: Path) -> None:
    rows = [HEADERS, ROW, ROW[:5], [*ROW, "x"], [*ROW, "", ""], ROW]
    (chunk,) = table_of(tmp_path, text_of(rows)).chunks(Start(), 100)

    assert chunk.rows == 5
    assert chunk.miscounted == {1: 5, 2: 9}
    assert list(chunk.cells(4)) == ["never"] * 5
    assert list(chunk.cells(7)) == ["140", "", "140", "140", "140"]


def test_empty_lines_are_no_rows_and_a_header_alone_has_none(tmp_path: Path) -> None:
    content = text_of([HEADERS, ROW]).replace("\n", "\n\n\n")

    assert len(all_rows(table_of(tmp_path, content))) == 1
    assert all_rows(table_of(tmp_path, text_of([HEADERS]))) == []


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_table_is_read_on_from_where_it_was_left(tmp_path: Path, encoding: str) -> None:
    rows = [[*ROW[:7], str(number)] for number in range(100, 147)]
    content = text_of([HEADERS, *rows]).encode(encoding)
    table = table_of(tmp_path, content)

    starts = list(table.starts(Start(), 10))
    parts = [list(table.chunks(start, 10)) for start in starts]

    assert [start.row for start in starts] == [1, 11, 21, 31, 41]
    read = [cell for chunks in parts for chunk in chunks for cell in chunk.cells(7)]
    assert read == [row[7] for row in rows]
    assert [chunks[-1].next for chunks in parts[:-1]] == starts[1:]
    assert table.fraction(parts[-1][-1].next) == pytest.approx(1, abs=0.05)


def test_a_folder_gives_its_tables_and_nothing_hidden(tmp_path: Path) -> None:
    for name in ("b.csv", "a/c.TSV", "_SUCCESS.csv", ".d.csv", "notes.md", ".hidden/e.csv"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")

    found = find_tables(tmp_path)

    assert [path.relative_to(tmp_path).as_posix() for path in found] == ["a/c.TSV", "b.csv"]


def test_a_folder_without_a_table_and_a_place_without_anything_are_refused(tmp_path: Path) -> None:
    for place, fault in ((tmp_path, "no_tables"), (tmp_path / "not there", "missing")):
        with pytest.raises(TableRefused) as refused:
            find_tables(place)
        assert refused.value.fault.value == fault


HOSTILE = st.one_of(
    st.binary(max_size=400),
    st.text(max_size=400).map(lambda text: text.encode("utf-8", "ignore")),
    st.lists(
        st.lists(
            st.sampled_from(
                [*ROW, "", '"', ";", "\t", "=1+1", "\x00", "é", "6,6", "1,000", "-", "\r"]
            ),
            max_size=10,
        ),
        max_size=12,
    ).map(lambda rows: text_of([HEADERS, *rows]).encode()),
    st.tuples(
        st.binary(max_size=200), st.sampled_from([b"PAR1", b"\xff\xfe", codecs.BOM_UTF8])
    ).map(lambda pair: pair[1] + pair[0]),
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(HOSTILE)
def test_a_hostile_file_ends_in_a_typed_refusal_or_in_typed_errors(
    tmp_path: Path, content: bytes
) -> None:
    try:
        table = table_of(tmp_path, content)
        scoring = FileScoring(table, "x", HowToRead(), SiteRules(), "diabetes_model")
        for chunk in table.chunks(Start(), 1000):
            checked = scoring.check(chunk)
            assert len(checked.good) + len({error.row for error in checked.errors}) == chunk.rows
            for patient in zip(*checked.columns(), strict=True):
                values = zip(INPUTS, patient, strict=True)
                assert all(value in spec.hard for spec, value in values if spec.units)
    except TableRefused:
        return


def test_a_table_of_text_is_a_csv_table_whatever_its_name(tmp_path: Path) -> None:
    path = tmp_path / "patients.parquet"
    path.write_text(text_of([HEADERS, ROW]))

    assert isinstance(open_table(path, TextForm(), {}), CsvTable)
