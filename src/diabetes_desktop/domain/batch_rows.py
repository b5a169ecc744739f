"""Rows of a table, checked column by column: those that a model may see, and what is wrong."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Protocol

from diabetes_desktop.domain.batch_cells import Cell, CellReader, Reason
from diabetes_desktop.domain.patient import INPUTS

PatientColumns = tuple["array[float]", ...]  # the eight inputs in order; see `Cell.number`
_NUMBER, _REASON = attrgetter("number"), attrgetter("reason")


class Chunk(Protocol):
    """Some rows of a table, one after the other."""

    @property
    def first_row(self) -> int:
        """The number of the first row; the first one below the header is 1."""

    @property
    def rows(self) -> int:
        """How many."""

    @property
    def miscounted(self) -> Mapping[int, int]:
        """The rows (from 0) that have not as many cells as the header, and how many they have."""

    def cells(self, position: int) -> Sequence[object]:
        """The cells of a column: text, or what a typed file holds; None where there is nothing."""


@dataclass(frozen=True, slots=True)
class RowError:
    """Why a row gets no answer. `column` is the file's own name, `expected` what may stand there.

    `value` is a patient's: it belongs in the file of errors and nowhere else.
    """

    row: int
    column: str
    value: str
    reason: Reason
    expected: str


@dataclass(frozen=True, slots=True)
class CheckedRows:
    """`good` are the places (from 0) of the rows without errors; `cells` hold those rows only."""

    first_row: int
    rows: int
    good: Sequence[int]
    cells: Mapping[str, Sequence[Cell]]
    errors: Sequence[RowError]

    def columns(self) -> PatientColumns:
        """What the model takes."""
        return tuple(array("d", map(_NUMBER, self.cells[spec.name])) for spec in INPUTS)


class RowChecker:
    """Reads each fact from its column."""

    def __init__(
        self,
        headers: Sequence[str],
        positions: Mapping[str, int],
        readers: Mapping[str, CellReader],
    ) -> None:
        """A checker of tables with these `headers`; `positions` and `readers` are by fact."""
        self._headers = headers
        self._positions = positions
        self._readers = readers

    def __call__(self, chunk: Chunk) -> CheckedRows:
        """The rows of `chunk`; nothing is imputed, and good rows never wait for bad ones."""
        cells = {
            target: list(map(reader.__getitem__, chunk.cells(self._positions[target])))
            for target, reader in self._readers.items()
        }
        errors = [
            RowError(
                chunk.first_row + place,
                "",
                f"{count} cells",
                Reason.CELL_COUNT,
                f"{len(self._headers)} cells",
            )
            for place, count in chunk.miscounted.items()
        ]
        bad = set(chunk.miscounted)
        for target, column in cells.items():
            errors += self._errors(target, column, chunk, bad)
        if not errors:
            return CheckedRows(chunk.first_row, chunk.rows, range(chunk.rows), cells, ())
        first = chunk.first_row
        bad = {error.row - first for error in errors}
        good = [place for place in range(chunk.rows) if place not in bad]
        kept = {target: [column[place] for place in good] for target, column in cells.items()}
        errors.sort(key=attrgetter("row"))
        return CheckedRows(first, chunk.rows, good, kept, errors)

    def _errors(
        self, target: str, column: Sequence[Cell], chunk: Chunk, told: set[int]
    ) -> list[RowError]:
        """What is wrong in the column of `target`; nothing of the rows that are `told` already."""
        if not any(map(_REASON, set(column))):
            return []
        position, expected = self._positions[target], self._readers[target].expected
        texts = chunk.cells(position)
        return [
            RowError(
                chunk.first_row + place,
                self._headers[position],
                "" if texts[place] is None else str(texts[place]),
                cell.reason,
                f"{expected} ({cell.likelier}?)" if cell.likelier else expected,
            )
            for place, cell in enumerate(column)
            if cell.reason is not None and place not in told
        ]
