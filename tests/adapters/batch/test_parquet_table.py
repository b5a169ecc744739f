"""Typed tables say the same as text; damaged ones are refused."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diabetes_desktop.adapters.batch.files import open_table
from diabetes_desktop.application.batch_errors import TableFault, TableRefused
from diabetes_desktop.application.batch_ports import Start, TextForm
from diabetes_desktop.domain.patient import INPUTS

NAMES = [spec.name for spec in INPUTS]
VALUES: list[list[Any]] = [
    ["Female", "Male", None],
    [54, 33, 20],
    [0, 1, 1],
    [False, True, None],
    ["never", "No Info", "ever"],
    [27.32, None, 31.5],
    [6.6, 5.7, float("nan")],
    [140, 200, 90],
]


def saved(folder: Path, types: list[Any], rows_per_group: int = 2) -> Path:
    arrays = [pa.array(x, kind) for x, kind in zip(VALUES, types, strict=True)]
    path = folder / "patients.parquet"
    pq.write_table(pa.table(arrays, NAMES), path, row_group_size=rows_per_group)
    return path


@pytest.mark.parametrize(
    "types",
    [
        [pa.string(), pa.float64(), pa.int64(), pa.bool_(), pa.string(), pa.float64(), pa.float64(),
         pa.int64()],
        [pa.large_string(), pa.int32(), pa.float64(), pa.bool_(),
         pa.dictionary(pa.int8(), pa.string()), pa.float32(), pa.float32(), pa.int16()],
    ],
)  # fmt: skip
def test_cells_are_the_numbers_that_were_measured(tmp_path: Path, types: list[Any]) -> None:
    table = open_table(saved(tmp_path, types), TextForm(), {})

    chunks = list(table.chunks(Start(), 100))
    columns = [[x for chunk in chunks for x in chunk.cells(place)] for place in range(8)]

    assert columns[:6] == VALUES[:6]
    assert columns[6][:2] == [6.6, 5.7]  # though 5.7 in single precision lies below it
    assert columns[7] == VALUES[7]


def test_decimals_are_numbers(tmp_path: Path) -> None:
    path = tmp_path / "x.parquet"
    values = [pa.array([Decimal("27.325"), None], pa.decimal128(8, 3))]
    pq.write_table(pa.table([*values * 8], NAMES), path)

    (chunk,) = open_table(path, TextForm(), {}).chunks(Start(), 9)

    assert chunk.cells(5) == [27.325, None]


def test_a_table_is_read_on_from_any_row(tmp_path: Path) -> None:
    path = tmp_path / "x.parquet"
    numbers = list(range(47))
    pq.write_table(pa.table([pa.array(numbers)] * 8, NAMES), path, row_group_size=7)
    table = open_table(path, TextForm(), {})

    starts = list(table.starts(Start(), 10))
    chunks = [list(table.chunks(start, 10)) for start in starts]

    assert [start.row for start in starts] == [1, 11, 21, 31, 41]
    assert [x for part in chunks for chunk in part for x in chunk.cells(0)] == numbers
    assert [part[-1].next for part in chunks[:-1]] == starts[1:]


def test_a_column_of_another_kind_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "x.parquet"
    lists = pa.array([[1], [2]])
    pq.write_table(pa.table([*[pa.array([1, 2])] * 7, lists], NAMES), path)

    with pytest.raises(TableRefused) as refused:
        open_table(path, TextForm(), {})

    assert (refused.value.fault, refused.value.column) == (TableFault.PARQUET, NAMES[7])


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_damaged_file_is_refused_and_never_a_crash(tmp_path: Path, data: st.DataObject) -> None:
    """Any byte of the file's structure, which stands at its end."""
    types = [pa.string(), *[pa.float64()] * 2, pa.bool_(), pa.string(), *[pa.float64()] * 3]
    path = saved(tmp_path, types)
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(4, len(content) - 1))
        content[place] ^= data.draw(st.integers(1, 255))
    path.write_bytes(content)

    try:
        table = open_table(path, TextForm(), {})
        for chunk in table.chunks(Start(), 100):
            for place in range(len(table.headers)):
                chunk.cells(place)
    except TableRefused:
        return
