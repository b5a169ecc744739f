"""Score a file on this computer, one part after the other."""

from __future__ import annotations

from collections.abc import Iterator

from diabetes_desktop.application.batch_ports import (
    BatchModel,
    FileJob,
    OpenTable,
    PartDone,
    Seen,
    Start,
)
from diabetes_desktop.application.file_scoring import FileScoring
from diabetes_desktop.application.score_part import ScorePart
from diabetes_desktop.domain.prediction import ModelIdentity


class ScoreHere:
    """The engine of one computer: a model in a process of its own. See `batch_ports.Engine`."""

    def __init__(self, open_table: OpenTable, model: BatchModel) -> None:
        self._open_table = open_table
        self._model = model

    def start(self) -> ModelIdentity:
        """Start the model's process."""
        return self._model.start()

    def score(self, job: FileJob, start: Start, number: int, seen: Seen) -> Iterator[PartDone]:
        """Score the file of `job` from `start` on."""
        table = self._open_table(job.path, job.how.form, job.how.columns)
        scoring = FileScoring(table, str(job.path), job.how, job.rules, job.model.name)
        score_part = ScorePart(job, table, scoring, self._model.answer_columns, seen)
        while True:
            done = score_part(number, start)
            yield done
            if done.last:
                return
            start, number = done.next, number + 1

    def stop(self) -> None:
        """End the model's process."""
        self._model.stop()
