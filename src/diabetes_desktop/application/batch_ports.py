"""What scoring tables of patients needs from outside, as Protocols, and what it tells."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from diabetes_desktop.domain.batch_findings import Answers, Findings
from diabetes_desktop.domain.batch_rows import Chunk, PatientColumns, RowError
from diabetes_desktop.domain.prediction import ModelIdentity, SiteRules
from diabetes_desktop.domain.units import Unit

ROWS_PER_CHUNK = 20_000
ROWS_PER_PART = 1_000_000
BEGINNING_PLACE = 0


@dataclass(frozen=True, slots=True)
class TextForm:
    """How a table is written as text; what is empty is found out, or asked for.

    `decimal` may stay empty: then no number of the file has one that would tell.
    """

    encoding: str = ""
    delimiter: str = ""
    decimal: str = ""


@dataclass(frozen=True, slots=True)
class Start:
    """The row (from 1) that is read first, and where the reader finds it."""

    row: int = 1
    place: int = BEGINNING_PLACE


class TableChunk(Chunk, Protocol):
    """Some rows, and where the next one starts."""

    @property
    def next(self) -> Start:
        """The row after the last one."""


class PartWriter(Protocol):
    """One part of the results and its file of errors, which appear together at `commit`."""

    def write(self, chunk: Chunk, findings: Findings, errors: Sequence[RowError]) -> None:
        """Add rows. Raises StorageUnavailable."""

    def commit(self) -> None:
        """Put the files in their places. Raises StorageUnavailable."""

    def discard(self) -> None:
        """Leave nothing. Idempotent; does nothing after `commit`."""


class Table(Protocol):
    """A file of patients. What reads it raises TableRefused and StorageUnavailable."""

    @property
    def headers(self) -> Sequence[str]:
        """The names of the columns."""

    @property
    def form(self) -> TextForm:
        """How it is written as text; empty for a typed file."""

    def chunks(self, start: Start, rows: int) -> Generator[TableChunk, None, None]:
        """The rows from `start` on, `rows` of them at most."""

    def starts(self, start: Start, rows: int) -> Iterator[Start]:
        """Where each part of `rows` rows starts, from `start` on; the file is read for it."""

    def fraction(self, start: Start) -> float:
        """How much of the file lies before `start`, from 0 to 1."""

    def part(self, output: Path, errors: Path, names: Sequence[str]) -> PartWriter:
        """A new part in the file's own form; `names` are those of the results' columns."""


OpenTable = Callable[[Path, TextForm, Mapping[str, str]], Table]
FindTables = Callable[[Path], Sequence[Path]]  # raises TableRefused MISSING, NO_TABLES


@dataclass(frozen=True, slots=True)
class HowToRead:
    """What somebody said of the tables.

    `columns` says of a header which fact it is (empty: none), `words` of a fact which words mean
    which choice, the units in what the two laboratory values are stated.
    """

    form: TextForm = TextForm()
    columns: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    hba1c_unit: Unit | None = None
    glucose_unit: Unit | None = None


@dataclass(frozen=True, slots=True)
class FileJob:
    """One file to score; small and plain, so that another machine can be sent it.

    `name` is the file's path within what was asked for, `target` the folder of the results.
    """

    name: str
    path: Path
    target: Path
    how: HowToRead
    rules: SiteRules
    model: ModelIdentity
    rows_per_part: int = ROWS_PER_PART

    def output(self, number: int) -> Path:
        """Where part `number` (from 1) of the results goes."""
        place = self.target / self.name
        return place.with_name(f"{place.stem}.part-{number:05}{place.suffix}")

    def errors(self, number: int) -> Path:
        """Where the errors of part `number` go; another place for `a.tsv` than for `a.csv`."""
        place = self.target / self.name
        kind = "" if place.suffix == ".csv" else place.suffix
        return place.with_name(f"{place.stem}.part-{number:05}{kind}.errors.csv")


@dataclass(frozen=True, slots=True)
class Counts:
    """What came of some rows; a row with errors gets no answer.

    `missed` are those of class 0 that meet a diagnostic criterion.
    """

    rows: int = 0
    with_errors: int = 0
    class_1: int = 0
    referred: int = 0
    missed: int = 0

    def __add__(self, other: Counts) -> Counts:
        """Both together."""
        return Counts(
            self.rows + other.rows,
            self.with_errors + other.with_errors,
            self.class_1 + other.class_1,
            self.referred + other.referred,
            self.missed + other.missed,
        )


@dataclass(frozen=True, slots=True)
class PartDone:
    """A part whose files are in their places; `last` says that the file ends with it."""

    file: str
    number: int
    first_row: int
    counts: Counts
    next: Start
    last: bool


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """What is known of a run: what it is a run of, and the parts that are done."""

    run: Mapping[str, object]
    parts: Sequence[PartDone] = ()
    complete: bool = False


class Ledger(Protocol):
    """The record of a run, beside its results."""

    def load(self, target: Path) -> LedgerPage | None:
        """The record in `target`; None where there is none yet. Leftovers are removed.

        Raises RunDiffers where the folder holds something else, StorageUnavailable.
        """

    def save(self, target: Path, page: LedgerPage) -> None:
        """Replace the record, whole or not at all. Raises StorageUnavailable."""


@dataclass(frozen=True, slots=True)
class BatchProgress:
    """How far a run is: `fraction` (0-1) is of all files, `counts` of what this run has done."""

    file: str
    fraction: float
    counts: Counts


Report = Callable[[BatchProgress], None]
Answer = Callable[[PatientColumns], Answers]
Seen = Callable[[Counts, Start], None]  # after each chunk: what came of it, and what is next


class Engine(Protocol):
    """Where the rows are scored."""

    def start(self) -> ModelIdentity:
        """Make the model ready. Raises ModelRefused, ModelCrashed, ModelTimedOut."""

    def score(self, job: FileJob, start: Start, number: int, seen: Seen) -> Iterator[PartDone]:
        """Score the file from `start` to its end, beginning with part `number`.

        Each part is in its place when it is told. Raises TableRefused, StorageUnavailable and
        what a model may raise.
        """

    def stop(self) -> None:
        """End what was started. Idempotent."""


class BatchModel(Protocol):
    """A model that answers many patients at once."""

    def start(self) -> ModelIdentity:
        """See `ports.ModelHost`."""

    def answer_columns(self, columns: PatientColumns) -> Answers:
        """One answer per patient, in order. Raises as `ports.ModelHost.predict`."""

    def stop(self) -> None:
        """See `ports.ModelHost`."""
