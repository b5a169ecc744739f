"""What Spark's workers do with one part: the same code as on one computer, in three steps.

1. `columns_of_parts`: read and check the rows, and give the model's eight columns on.
2. The model (`spark_model`), through `mlflow.pyfunc.spark_udf`.
3. `write_parts`: read and check the same rows again, put the answers to them, write the part.

A part is a partition, and no step moves rows between partitions, so answers come in the order of
the rows. Nothing of a patient but the eight columns goes through Spark, and no identity at all.
The first row of each partition is nobody: with it no partition is empty.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, Final

import msgspec
import numpy as np
import pandas as pd
from pyspark import TaskContext

from diabetes_desktop.adapters.batch.files import open_table
from diabetes_desktop.application.batch_errors import TableFault, TableRefused
from diabetes_desktop.application.batch_ports import FileJob, PartDone, Start, Table
from diabetes_desktop.application.errors import StorageFault, StorageUnavailable
from diabetes_desktop.application.file_scoring import FileScoring
from diabetes_desktop.application.score_part import ScorePart
from diabetes_desktop.domain.batch_findings import Answers
from diabetes_desktop.domain.batch_rows import PatientColumns
from diabetes_desktop.domain.patient import INPUTS

Parts = Sequence[tuple[int, Start]]  # the number of each part, and where it starts
COLUMNS: Final = [spec.name for spec in INPUTS]
NOBODY: Final = (0.0, 45.0, 0.0, 0.0, 0.0, 26.0, 5.8, 100.0)
OUTCOME: Final = "class"
CHANCE: Final = "probability"


class Told(msgspec.Struct):
    """What a worker says of its part: that it is done, or why it is not."""

    done: PartDone | None = None
    table: tuple[TableFault, str, int, str] | None = None
    storage: tuple[StorageFault, str] | None = None

    def result(self) -> PartDone:
        """The part. Raises TableRefused, StorageUnavailable."""
        if self.table is not None:
            raise TableRefused(*self.table)
        if self.storage is not None or self.done is None:
            raise StorageUnavailable(*(self.storage or (StorageFault.UNREACHABLE, "")))
        return self.done


def columns_of_parts(job: FileJob, parts: Parts, ids: Iterator[Any]) -> Iterator[Any]:
    """The eight columns of the good rows of this partition's part."""
    for _ in ids:
        pass
    yield pd.DataFrame([NOBODY], columns=COLUMNS)
    try:
        table, scoring = _opened(job)
        _, start = parts[_partition()]
        for chunk in table.chunks(start, job.rows_per_part):
            columns = map(np.asarray, scoring.check(chunk).columns())
            yield pd.DataFrame(dict(zip(COLUMNS, columns, strict=True)))
    except (TableRefused, StorageUnavailable):
        return  # `write_parts` meets the same, and tells it


def write_parts(job: FileJob, parts: Parts, answered: Iterator[Any]) -> Iterator[Any]:
    """Write this partition's part, whose answers are `answered`, and tell of it."""
    number, start = parts[_partition()]
    try:
        table, scoring = _opened(job)
        answer = _Stream(answered).answer
        part = ScorePart(job, table, scoring, answer, lambda counts, after: None)
        told = Told(done=part(number, start))
    except TableRefused as refused:
        told = Told(table=refused.facts())
    except StorageUnavailable as fault:
        told = Told(storage=fault.facts())
    yield pd.DataFrame({"told": [msgspec.json.encode(told).decode()]})


class _Stream:
    """Answers as they come from the step before."""

    def __init__(self, frames: Iterator[Any]) -> None:
        rows = (row for frame in frames for row in _rows(frame))
        next(rows)  # nobody's
        self._rows = rows

    def answer(self, columns: PatientColumns) -> Answers:
        """The next answers, one for each patient of `columns`. See `batch_ports.Answer`."""
        count = len(columns[0])
        taken = list(islice(self._rows, count))
        if len(taken) != count:
            raise RuntimeError("fewer answers than patients")
        outcomes = array("b", [int(outcome) for outcome, _ in taken])
        chances = array("d", (chance for _, chance in taken if chance is not None))
        return Answers(outcomes, chances if len(chances) == count else None)


def _rows(frame: Any) -> Iterator[tuple[int, float | None]]:
    chances = frame[CHANCE].to_numpy(dtype=np.float64, na_value=np.nan).tolist()
    known = (None if chance != chance else chance for chance in chances)
    return zip(frame[OUTCOME].tolist(), known, strict=True)


def _opened(job: FileJob) -> tuple[Table, FileScoring]:
    table = open_table(job.path, job.how.form, job.how.columns)
    return table, FileScoring(table, str(job.path), job.how, job.rules, job.model.name)


def _partition() -> int:
    context = TaskContext.get()
    if context is None:
        raise RuntimeError("no task of Spark")
    return int(context.partitionId())
