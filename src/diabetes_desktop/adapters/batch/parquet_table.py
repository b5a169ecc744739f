"""A table of patients as Parquet, read in pieces; the results are Parquet too, with types."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from diabetes_desktop.adapters.batch.csv_part import CsvForm, ErrorFile
from diabetes_desktop.adapters.batch.new_file import NewFile
from diabetes_desktop.adapters.storage_faults import storage_faults
from diabetes_desktop.application.batch_errors import TableFault, TableRefused
from diabetes_desktop.application.batch_ports import ROWS_PER_CHUNK, Start, TextForm
from diabetes_desktop.domain.batch_columns import known
from diabetes_desktop.domain.batch_findings import Findings
from diabetes_desktop.domain.batch_rows import Chunk, RowError

MOST_COLUMNS: Final = 2_000


@dataclass(frozen=True, slots=True)
class ParquetChunk:
    """Rows as columns of Arrow."""

    path: Path
    first_row: int
    batch: Any
    next: Start
    miscounted: Mapping[int, int] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        """How many."""
        return int(self.batch.num_rows)

    def cells(self, position: int) -> Sequence[object]:
        """The cells of a column as Python's own values."""
        with _damage(self.path):
            return _cells(self.batch.column(position))


class ParquetTable:
    """Typed columns. See `batch_ports.Table`."""

    def __init__(self, path: Path, form: TextForm, mapping: Mapping[str, str]) -> None:
        """Read the schema.

        Raises:
            TableRefused: damaged, too wide, or a fact's column has a type that holds no fact.
            StorageUnavailable: it can't be read.
        """
        self._path = path
        self.form = TextForm()
        with self._opened() as file:
            self._schema = file.schema_arrow
            groups = range(file.metadata.num_row_groups)
            self._group_rows: list[int] = [
                file.metadata.row_group(group).num_rows for group in groups
            ]
        self.headers: Sequence[str] = self._schema.names
        if not self.headers:
            raise TableRefused(TableFault.EMPTY, str(path))
        if len(self.headers) > MOST_COLUMNS:
            raise TableRefused(TableFault.TOO_WIDE, str(path))
        for column in self._schema:
            is_fact = known(column.name) is not None or mapping.get(column.name)
            if is_fact and not _is_readable(column.type):
                raise TableRefused(TableFault.PARQUET, str(path), column=column.name)

    def chunks(self, start: Start, rows: int) -> Generator[ParquetChunk, None, None]:
        """The rows from `start` on."""
        row, left = start.row, rows
        with self._opened() as file:
            for batch in self._batches(file, start.row - 1):
                kept = batch.slice(0, left)
                after = Start(row + kept.num_rows, row + kept.num_rows)
                yield ParquetChunk(self._path, row, kept, after)
                row, left = after.row, left - kept.num_rows
                if not left:
                    return

    def starts(self, start: Start, rows: int) -> Iterator[Start]:
        """Where each part starts; the counts of the file's own groups say it."""
        total = sum(self._group_rows)
        yield from (
            Start(row, row) for row in range(start.row, max(total + 2, start.row + 1), rows)
        )

    def fraction(self, start: Start) -> float:
        """How much of the file lies before `start`."""
        return min(1.0, (start.row - 1) / max(1, sum(self._group_rows)))

    def part(self, output: Path, errors: Path, names: Sequence[str]) -> ParquetPart:
        """A part with the columns of this file and those of the results."""
        return ParquetPart(output, errors, self._schema, names)

    def _batches(self, file: Any, skipped: int) -> Iterator[Any]:
        """The rows behind the first `skipped`; whole groups before them are not read."""
        groups = list(range(len(self._group_rows)))
        while groups and skipped >= self._group_rows[groups[0]]:
            skipped -= self._group_rows[groups.pop(0)]
        for batch in file.iter_batches(ROWS_PER_CHUNK, row_groups=groups) if groups else ():
            if skipped < batch.num_rows:
                yield batch.slice(skipped)
            skipped = max(0, skipped - batch.num_rows)

    @contextmanager
    def _opened(self) -> Iterator[Any]:
        with (
            storage_faults(self._path),
            self._path.open("rb") as raw,
            _damage(self._path),
        ):
            yield pq.ParquetFile(raw, pre_buffer=False)


@contextmanager
def _damage(path: Path) -> Iterator[None]:
    """Arrow's own words quote cells, so none of them is passed on."""
    try:
        yield
    except (pa.ArrowException, ValueError, OverflowError):
        raise TableRefused(TableFault.PARQUET, str(path)) from None
    except OSError as error:
        if error.errno is not None:
            raise  # the disk's
        raise TableRefused(TableFault.PARQUET, str(path)) from None  # Arrow says damage so too


class ParquetPart:
    """One part as Parquet, and its file of errors as text. See `batch_ports.PartWriter`."""

    def __init__(self, output: Path, errors: Path, schema: Any, names: Sequence[str]) -> None:
        """Begin. Raises StorageUnavailable."""
        first, chance, refer, *texts = names
        added = [(first, pa.int64()), (chance, pa.float64()), (refer, pa.bool_())]
        self._added = [pa.field(*each) for each in (*added, *((x, pa.string()) for x in texts))]
        self._schema = pa.schema([*schema, *self._added])
        self._output = output
        with storage_faults(output):
            self._errors = ErrorFile(errors, CsvForm())
            self._new = NewFile(output)
            self._writer = pq.ParquetWriter(self._new.file, self._schema, compression="zstd")

    def write(self, chunk: Chunk, findings: Findings, errors: Sequence[RowError]) -> None:
        """Add rows, as they came, with the columns of the results behind them."""
        if not isinstance(chunk, ParquetChunk):
            raise TypeError(type(chunk).__name__)
        results = [
            findings.outcomes,
            findings.probabilities,
            findings.referrals,
            *findings.criteria,
            findings.cautions,
            findings.discordances,
            findings.marks,
            findings.errors,
        ]
        added = [pa.array(x, each.type) for x, each in zip(results, self._added, strict=True)]
        batch = pa.record_batch([*chunk.batch.columns, *added], schema=self._schema)
        with storage_faults(self._output):
            self._writer.write_batch(batch)
            self._errors.write(errors)

    def commit(self) -> None:
        """Put both files in their places; the results last."""
        with storage_faults(self._output):
            self._writer.close()
            self._errors.commit()
            self._new.commit()

    def discard(self) -> None:
        """Leave nothing."""
        with storage_faults(self._output):
            self._errors.discard()
            if not self._new.file.closed:
                self._writer.close()
            self._new.discard()


def _is_readable(kind: Any) -> bool:
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    tests = (
        pa.types.is_string,
        pa.types.is_large_string,
        pa.types.is_integer,
        pa.types.is_floating,
        pa.types.is_boolean,
        pa.types.is_decimal,
        pa.types.is_null,
    )
    return any(test(kind) for test in tests)


def _cells(column: Any) -> list[object]:
    kind = column.type
    if pa.types.is_floating(kind) and kind != pa.float64():
        # 5.7 in single precision is 5.69999981 in double, but it was 5.7 that somebody measured.
        return [None if x is None else float(str(x)) for x in _scalars(column)]
    if pa.types.is_decimal(kind):
        column = column.cast(pa.float64())
    if not column.null_count and (pa.types.is_integer(kind) or pa.types.is_floating(kind)):
        values: list[object] = column.to_numpy(zero_copy_only=False).tolist()
        return values
    values = column.to_pylist()
    return values


def _scalars(column: Any) -> list[Any]:
    """The values in their own precision, whose text is the shortest that gives them again."""
    valid = column.is_valid().to_pylist()
    numbers = column.fill_null(0).to_numpy(zero_copy_only=False)
    return [number if there else None for number, there in zip(numbers, valid, strict=True)]
