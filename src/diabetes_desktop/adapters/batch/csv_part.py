"""Results as delimited text, in the dialect of the table that they belong to."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, cast

from diabetes_desktop.adapters.batch.formulas import safe_cells
from diabetes_desktop.adapters.batch.new_file import NewFile
from diabetes_desktop.adapters.storage_faults import storage_faults
from diabetes_desktop.domain.batch_findings import Findings
from diabetes_desktop.domain.batch_rows import Chunk, RowError

_FLAGS: Final = {None: "", 0: "0", 1: "1"}  # True and False too
ERROR_COLUMNS: Final = ("row", "column", "value", "reason", "expected")


@dataclass(frozen=True, slots=True)
class CsvForm:
    """How text is written; `mark` is the byte order mark, or nothing."""

    codec: str = "utf-8"
    mark: bytes = b""
    delimiter: str = ","
    decimal: str = "."
    line_end: str = "\n"


class CsvFile:
    """A new file of delimited text. Every method raises OSError."""

    def __init__(self, path: Path, form: CsvForm, header: Sequence[str]) -> None:
        self._new = NewFile(path)
        self._new.file.write(form.mark)
        self._text = io.TextIOWrapper(self._new.file, encoding=form.codec, newline="")
        self._form = form
        self.write([[name] for name in header])

    def write(self, columns: Sequence[Sequence[str]]) -> None:
        """Add the rows of `columns`, whose cells are made safe."""
        delimiter, line_end = self._form.delimiter, self._form.line_end
        cells = (safe_cells(column, delimiter) for column in columns)
        lines = map(delimiter.join, zip(*cells, strict=True))
        self._text.write(line_end.join((*lines, "")))

    def commit(self) -> None:
        """Put it in its place."""
        self._text.flush()
        self._new.commit()

    def discard(self) -> None:
        """Leave nothing."""
        if not self._new.file.closed:
            self._text.detach()
        self._new.discard()


class ErrorFile:
    """The rows without an answer, and why; a file only where there are some."""

    def __init__(self, path: Path, form: CsvForm) -> None:
        self._path, self._form = path, form
        self._file: CsvFile | None = None

    def write(self, errors: Sequence[RowError]) -> None:
        """Add `errors`. Raises OSError."""
        if not errors:
            return
        self._file = self._file or CsvFile(self._path, self._form, ERROR_COLUMNS)
        rows = (
            (str(error.row), error.column, error.value, error.reason.value, error.expected)
            for error in errors
        )
        self._file.write(list(zip(*rows, strict=True)))

    def commit(self) -> None:
        """Put it in its place, or see to it that there is none. Raises OSError."""
        if self._file is None:
            self._path.unlink(missing_ok=True)
        else:
            self._file.commit()

    def discard(self) -> None:
        """Leave nothing."""
        if self._file is not None:
            self._file.discard()


class CsvPart:
    """One part as text, with its file of errors. See `batch_ports.PartWriter`."""

    def __init__(
        self,
        output: Path,
        errors: Path,
        form: CsvForm,
        headers: Sequence[str],
        names: Sequence[str],
    ) -> None:
        """Begin with the table's own `headers` and the results' `names`.

        Raises:
            StorageUnavailable: there is no room for it.
        """
        self._output, self._decimal, self._own = output, form.decimal, len(headers)
        with storage_faults(output):
            self._errors = ErrorFile(errors, form)
            self._file = CsvFile(output, form, (*headers, *names))

    def write(self, chunk: Chunk, findings: Findings, errors: Sequence[RowError]) -> None:
        """Add rows, as they came, with the columns of the results behind them."""
        # A table of text has nothing but texts.
        own = [cast("Sequence[str]", chunk.cells(place)) for place in range(self._own)]
        with storage_faults(self._output):
            self._file.write([*own, *self._results(findings)])
            self._errors.write(errors)

    def commit(self) -> None:
        """Put both files in their places; the results last."""
        with storage_faults(self._output):
            self._errors.commit()
            self._file.commit()

    def discard(self) -> None:
        """Leave nothing."""
        with storage_faults(self._output):
            self._errors.discard()
            self._file.discard()

    def _results(self, findings: Findings) -> list[Sequence[str]]:
        """In the order of `result_names`; the class an integer, referral 1 or 0."""
        return [
            [_FLAGS[outcome] for outcome in findings.outcomes],
            self._numbers(findings.probabilities),
            [_FLAGS[refer] for refer in findings.referrals],
            *findings.criteria,
            findings.cautions,
            findings.discordances,
            findings.marks,
            findings.errors,
        ]

    def _numbers(self, values: Sequence[float | None]) -> Sequence[str]:
        """Shortest digits that give the same number again."""
        texts = ["" if value is None else repr(value) for value in values]
        if self._decimal == ".":
            return texts
        return [text.replace(".", self._decimal) for text in texts]
