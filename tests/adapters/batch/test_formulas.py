"""No cell that leaves the program is run by a spreadsheet; plain numbers stay what they are."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diabetes_desktop.adapters.batch.formulas import STARTERS, safe, safe_cells


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+cmd|' /C calc'!A0", "-2+3+cmd", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "  =1+1"],
)
def test_a_formula_becomes_text(text: str) -> None:
    assert safe(text) == f"'{text}"


@pytest.mark.parametrize(
    "text", ["", "-5", "+1.5", "-1,5", "-1e-05", "P-0017", "María", "a=b", " x"]
)
def test_what_is_no_formula_stays(text: str) -> None:
    assert safe(text) == text


CELLS = st.text() | st.text(alphabet='=+-@ ,;"\n\r\tab1.')


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=8), st.sampled_from(",;\t"))
def test_a_table_comes_back_cell_by_cell_and_nothing_in_it_is_a_formula(
    rows: list[list[str]], delimiter: str
) -> None:
    columns = [safe_cells(column, delimiter) for column in zip(*rows, strict=True)]
    text = "".join(f"{delimiter.join(row)}\r\n" for row in zip(*columns, strict=True))

    read = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))

    assert read == [[safe(cell) for cell in row] for row in rows]
    for cell in (cell for row in read for cell in row):
        inner = cell.lstrip(" \u00a0")
        if inner and inner[0] in STARTERS:
            float(cell.replace(",", "."))
