"""A table of patients as delimited text, read in pieces; any size, and from any row on."""

from __future__ import annotations

import csv
import io
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO, Final, TextIO

from diabetes_desktop.adapters.batch.csv_part import CsvForm, CsvPart
from diabetes_desktop.adapters.batch.plain_text import PlainText
from diabetes_desktop.adapters.batch.text_form import (
    CODECS,
    SAMPLE_CHARACTERS,
    byte_order_mark,
    find_decimal,
    find_delimiter,
    find_encoding,
)
from diabetes_desktop.adapters.storage_faults import storage_faults
from diabetes_desktop.application.batch_errors import TableFault, TableRefused
from diabetes_desktop.application.batch_ports import (
    BEGINNING_PLACE,
    ROWS_PER_CHUNK,
    Start,
    TextForm,
)

LONGEST_LINE: Final = 1_000_000  # characters
MOST_COLUMNS: Final = 2_000
SAMPLE_ROWS: Final = 5_000
ROWS_AT_ONCE: Final = 500
BYTES_PER_CHUNK: Final = 4 * 1024 * 1024
_POSITION: Final = 2**64 - 1  # the part of a text file's place that is the position in bytes
_LINE_ENDS: Final = ("\r\n", "\n", "\r")


@dataclass(frozen=True, slots=True)
class CsvChunk:
    """Rows as columns of text."""

    first_row: int
    rows: int
    columns: Sequence[Sequence[str]]
    miscounted: Mapping[int, int]
    next: Start

    def cells(self, position: int) -> Sequence[str]:
        """The cells of a column."""
        return self.columns[position]


class CsvTable:
    """Delimited text. See `batch_ports.Table`."""

    def __init__(self, path: Path, form: TextForm, mapping: Mapping[str, str]) -> None:
        """Read the header, and find out what `form` leaves open.

        Raises:
            TableRefused: it is no such table, or somebody has to say how it is written.
            StorageUnavailable: it can't be read.
        """
        self._path = path
        with storage_faults(path):
            self._bytes = path.stat().st_size
            self._encoding = form.encoding or find_encoding(path)
            self._mark = byte_order_mark(path, self._encoding)
            sample = self._sample()
        if not sample.strip():
            raise TableRefused(TableFault.EMPTY, str(path))
        self._delimiter = form.delimiter or find_delimiter(sample, str(path), mapping)
        with self._rows(Start(0)) as (rows, file):
            self.headers: Sequence[str] = next(iter(self._read(rows, 0, 1)), ())
            self._first = file.tell()
            if not self.headers:
                raise TableRefused(TableFault.EMPTY, str(path))
            if len(self.headers) > MOST_COLUMNS:
                raise TableRefused(TableFault.TOO_WIDE, str(path))
            decimal = form.decimal or find_decimal(
                self.headers, self._read(rows, 1, SAMPLE_ROWS), str(path), mapping
            )
        self.form = TextForm(self._encoding, self._delimiter, decimal)
        self._line_end = _line_end(sample)
        codec = CODECS[self._encoding]
        self._plain = PlainText(codec, self._delimiter, self._line_end, len(self.headers))

    def chunks(self, start: Start, rows: int) -> Generator[CsvChunk, None, None]:
        """The rows from `start` on."""
        left = rows
        with storage_faults(self._path), self._path.open("rb") as file:
            while left:
                count = min(left, ROWS_PER_CHUNK)
                chunk = self._plain_chunk(file, start, count) or self._any_chunk(start, count)
                if not chunk.rows:
                    return
                yield chunk
                start, left = chunk.next, left - chunk.rows

    def starts(self, start: Start, rows: int) -> Iterator[Start]:
        """Where each part starts."""
        while True:
            yield start
            count = 0
            for chunk in self.chunks(start, rows):
                count, start = count + chunk.rows, chunk.next
            if count < rows:
                return

    def _plain_chunk(self, file: BinaryIO, start: Start, count: int) -> CsvChunk | None:
        place = self._first if start.place == BEGINNING_PLACE else start.place
        read = self._plain.read(file, place, count)
        if read is None:
            return None
        columns, after = read
        rows = len(columns[0])
        return CsvChunk(start.row, rows, columns, {}, Start(start.row + rows, after))

    def _any_chunk(self, start: Start, count: int) -> CsvChunk:
        """Whatever is no plain text; no longer than some thousand rows, and than some megabytes."""
        read: list[list[str]] = []
        with self._rows(start) as (reader, file):
            if start.place == BEGINNING_PLACE:
                next(reader)  # the header, which was read before
            begin = file.tell()
            while len(read) < count and file.tell() - begin < BYTES_PER_CHUNK:
                some = min(ROWS_AT_ONCE, count - len(read))
                new = self._read(reader, start.row + len(read), some)
                read += new
                if len(new) < some:
                    break
            return self._chunk(start.row, read, Start(start.row + len(read), file.tell()))

    def fraction(self, start: Start) -> float:
        """How much of the file lies before `start`."""
        return min(1.0, (start.place & _POSITION) / max(1, self._bytes))

    def part(self, output: Path, errors: Path, names: Sequence[str]) -> CsvPart:
        """A part in this file's own encoding, with its delimiter, decimal sign and line ends."""
        decimal = self.form.decimal or "."
        codec = CODECS[self._encoding]
        form = CsvForm(codec, self._mark, self._delimiter, decimal, self._line_end)
        return CsvPart(output, errors, form, self.headers, names)

    def _sample(self) -> str:
        """The beginning of the text. Raises OSError, TableRefused."""
        with self._open() as file:
            try:
                sample = file.read(SAMPLE_CHARACTERS)
            except UnicodeDecodeError:
                raise TableRefused(TableFault.ENCODING, str(self._path)) from None
        if "\0" in sample:
            raise TableRefused(TableFault.NOT_TEXT, str(self._path))
        return sample

    def _open(self) -> TextIO:
        raw = self._path.open("rb")
        raw.seek(len(self._mark))
        return io.TextIOWrapper(raw, encoding=CODECS[self._encoding], newline="")

    @contextmanager
    def _rows(self, start: Start) -> Iterator[tuple[Iterator[list[str]], TextIO]]:
        """Rows from `start` on, the header too where it is the beginning; empty lines are none."""
        with storage_faults(self._path), self._open() as file:
            if start.place != BEGINNING_PLACE:
                file.seek(start.place)
            lines = self._lines(file)
            yield filter(None, csv.reader(lines, delimiter=self._delimiter, strict=True)), file

    def _read(self, rows: Iterator[list[str]], row: int, count: int) -> list[list[str]]:
        """The next rows, the first of which is `row`; `count` of them at most."""
        read: list[list[str]] = []
        try:
            read.extend(islice(rows, count))
        except csv.Error as error:
            too_long = "field larger" in str(error)
            fault = TableFault.LONG_CELL if too_long else TableFault.QUOTES
            raise TableRefused(fault, str(self._path), row + len(read)) from None
        except UnicodeDecodeError:
            raise TableRefused(TableFault.ENCODING, str(self._path), row + len(read)) from None
        except _LongLineError:
            raise TableRefused(TableFault.LONG_LINE, str(self._path), row + len(read)) from None
        return read

    def _lines(self, file: TextIO) -> Iterator[str]:
        while line := file.readline(LONGEST_LINE):
            if len(line) == LONGEST_LINE:
                raise _LongLineError
            yield line

    def _chunk(self, first_row: int, rows: list[list[str]], after: Start) -> CsvChunk:
        width = len(self.headers)
        miscounted: dict[int, int] = {}
        if set(map(len, rows)) - {width}:
            for place, cells in enumerate(rows):
                if len(cells) < width or any(cells[width:]):
                    miscounted[place] = len(cells)
                rows[place] = [*cells[:width], *[""] * (width - len(cells))]
        every = list(chain.from_iterable(rows))
        columns = [every[place::width] for place in range(width)]
        return CsvChunk(first_row, len(rows), columns, miscounted, after)


class _LongLineError(Exception):
    pass


def _line_end(sample: str) -> str:
    """How the first line ends; a lone carriage return is one too."""
    places = {end: sample.find(end) for end in _LINE_ENDS}
    found = [end for end in _LINE_ENDS if places[end] >= 0]
    return min(found, key=lambda end: places[end], default="\n")
