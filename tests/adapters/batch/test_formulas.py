"""No cell that leaves the program is run by a spreadsheet; plain numbers stay what they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diabetes_desktop.adapters.batch.formulas import STARTERS, safe, safe_column


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


@given(st.lists(st.text()))
def test_nothing_begins_as_a_formula_does_but_plain_numbers(texts: list[str]) -> None:
    column = safe_column(texts)

    assert column == [safe(text) for text in texts]
    for text in column:
        inner = text.lstrip(" \u00a0")
        if inner and inner[0] in STARTERS:
            float(text.replace(",", "."))
