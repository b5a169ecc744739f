"""One part of a table: read, checked, answered and written, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager

from diabetes_desktop.application.batch_ports import (
    Answer,
    Counts,
    FileJob,
    PartDone,
    PartWriter,
    Seen,
    Start,
    Table,
    TableChunk,
)
from diabetes_desktop.application.file_scoring import FileScoring
from diabetes_desktop.domain.batch_findings import Answers, Findings
from diabetes_desktop.domain.batch_rows import CheckedRows
from diabetes_desktop.domain.discordance import Discordance

_Asked = tuple[TableChunk, CheckedRows, "Future[Answers]"]


class ScorePart:
    """Scores parts of the one file of `job`, whose rows `answer` answers."""

    def __init__(
        self, job: FileJob, table: Table, scoring: FileScoring, answer: Answer, seen: Seen
    ) -> None:
        self._job = job
        self._table = table
        self._scoring = scoring
        self._answer = answer
        self._seen = seen

    def __call__(self, number: int, start: Start) -> PartDone:
        """Score part `number`, which begins at `start`.

        While the model answers one chunk the next one is read and the one before is written.

        Raises:
            TableRefused, StorageUnavailable, and whatever `answer` raises: nothing was written.
        """
        counts, after = Counts(), start
        with self._part(number, start) as writer, ThreadPoolExecutor(1) as model:
            waiting: _Asked | None = None
            chunks = self._table.chunks(start, self._job.rows_per_part)
            with closing(chunks):
                for chunk in chunks:
                    checked = self._scoring.check(chunk)
                    asked = chunk, checked, model.submit(self._answers, checked)
                    if waiting:
                        counts += self._written(writer, *waiting)
                    waiting, after = asked, chunk.next
            if waiting:
                counts += self._written(writer, *waiting)
            if counts.rows or number == 1:
                writer.commit()
        last = counts.rows < self._job.rows_per_part
        return PartDone(self._job.name, number, start.row, counts, after, last)

    @contextmanager
    def _part(self, number: int, start: Start) -> Iterator[PartWriter]:
        output, errors = self._job.output(number), self._job.errors(number)
        writer = self._table.part(output, errors, self._scoring.names)
        try:
            yield writer
        finally:
            writer.discard()

    def _answers(self, checked: CheckedRows) -> Answers:
        return self._answer(checked.columns()) if checked.good else Answers((), ())

    def _written(
        self, writer: PartWriter, chunk: TableChunk, checked: CheckedRows, asked: Future[Answers]
    ) -> Counts:
        findings = self._scoring.judge(checked, asked.result())
        writer.write(chunk, findings, checked.errors)
        counts = _counts(checked, findings)
        self._seen(counts, chunk.next)
        return counts


def _counts(checked: CheckedRows, findings: Findings) -> Counts:
    return Counts(
        rows=checked.rows,
        with_errors=checked.rows - len(checked.good),
        class_1=findings.outcomes.count(1),
        referred=findings.referrals.count(True),
        missed=findings.discordances.count(Discordance.MODEL_MISSES.value),
    )
