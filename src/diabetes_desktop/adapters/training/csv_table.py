"""A CSV of labelled patients as checked columns. The rules are those of `domain.patient`."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from diabetes_desktop.application.training_errors import DatasetFault, DatasetRefused
from diabetes_desktop.domain.patient import INPUTS, Input, Kind

OUTCOME = "diabetes"
COLUMNS = (*(spec.name for spec in INPUTS), OUTCOME)
OUTCOMES = (0.0, 1.0)


@dataclass(frozen=True, slots=True)
class CsvTable:
    """The nine columns, in any order in the file: text, `float64`, or `int64` for flags.

    `sha256` is that of the file, in hexadecimal.
    """

    columns: dict[str, Any]
    sha256: str


def read_csv(path: Path) -> CsvTable:
    """Read and check every cell of `path`: UTF-8, comma separated, with a header.

    Other columns are ignored, and so are empty lines. Numbers have a decimal point.

    Raises:
        DatasetRefused: naming the line and the column.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DatasetRefused(DatasetFault.MISSING, str(path)) from error
    numbered = list(_rows(content, path))
    if not numbered:
        raise DatasetRefused(DatasetFault.COLUMN_MISSING, str(path), 1, COLUMNS[0])
    positions = _positions(numbered[0][1], path)
    lines = [line for line, _ in numbered[1:]]
    rows = [row for _, row in numbered[1:]]
    _check_cells(numbered, path)
    columns: dict[str, Any] = {}
    for name, position in positions.items():
        checked, good = _checked(name, [row[position].strip() for row in rows])
        if not good.all():
            line = lines[int(np.argmin(good))]
            raise DatasetRefused(DatasetFault.VALUE, str(path), line, name)
        columns[name] = checked
    return CsvTable(columns, hashlib.sha256(content).hexdigest())


def _rows(content: bytes, path: Path) -> Iterator[tuple[int, list[str]]]:
    """The number of the line on which each row ends, and its cells."""
    line = 1
    try:
        reader = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
        for row in reader:
            line = reader.line_num
            if any(cell.strip() for cell in row):
                yield line, row
    except (csv.Error, UnicodeDecodeError) as error:
        raise DatasetRefused(DatasetFault.NOT_CSV, str(path), line) from error


def _positions(header: Sequence[str], path: Path) -> dict[str, int]:
    names = [name.strip() for name in header]
    for name in COLUMNS:
        if names.count(name) != 1:
            fault = DatasetFault.COLUMN_TWICE if name in names else DatasetFault.COLUMN_MISSING
            raise DatasetRefused(fault, str(path), 1, name)
    return {name: names.index(name) for name in COLUMNS}


def _check_cells(numbered: Sequence[tuple[int, list[str]]], path: Path) -> None:
    width = len(numbered[0][1])
    for line, row in numbered:
        if len(row) != width:
            raise DatasetRefused(DatasetFault.CELLS, str(path), line)


def _checked(name: str, cells: list[str]) -> tuple[Any, Any]:
    """The column, and for each row whether its value is one that a patient can have."""
    spec = next((spec for spec in INPUTS if spec.name == name), None)
    if spec is not None and spec.kind is Kind.CATEGORY:
        text = np.array(cells, dtype=object)
        return text, np.isin(text, spec.choices)
    numbers = np.array([_number(cell) for cell in cells], dtype=np.float64)
    if spec is not None and spec.kind is Kind.NUMBER:
        return numbers, _in_range(numbers, spec)
    good = np.isin(numbers, OUTCOMES)
    return np.where(good, numbers, 0).astype(np.int64), good


def _number(cell: str) -> float:
    """The number, or NaN, which is in no range. `1_0` is a number to Python, not to a CSV."""
    try:
        return float(cell) if "_" not in cell else float("nan")
    except ValueError:
        return float("nan")


def _in_range(numbers: Any, spec: Input) -> Any:
    return (numbers >= spec.hard.low) & (numbers <= spec.hard.high)
