"""Score tables of patients of any size: in bounded memory, and resumed where a run was killed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from diabetes_desktop.application.batch_errors import RunDiffers, TableFault, TableRefused
from diabetes_desktop.application.batch_ports import (
    ROWS_PER_PART,
    BatchProgress,
    Counts,
    Engine,
    FileJob,
    FindTables,
    HowToRead,
    Ledger,
    LedgerPage,
    OpenTable,
    PartDone,
    Report,
    Start,
    TextForm,
)
from diabetes_desktop.application.file_scoring import FileScoring
from diabetes_desktop.domain.prediction import ModelIdentity, SiteRules


@dataclass(frozen=True, slots=True)
class BatchRequest:
    """What to score, where the results go, and how the tables are to be read."""

    source: Path
    target: Path
    how: HowToRead
    rules: SiteRules
    rows_per_part: int = ROWS_PER_PART


@dataclass(frozen=True, slots=True)
class FilePlan:
    """How a file will be read: to be shown before it is, so that nothing is guessed silently."""

    name: str
    form: TextForm
    columns: Mapping[str, str]
    units: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class BatchSummary:
    """What is in the folder of the results now; `resumed` counts the rows of earlier runs."""

    model: ModelIdentity
    files: int
    counts: Counts
    resumed: int


class ScoreBatch:
    """Plans all files before it scores the first one, and keeps the record of what is done."""

    def __init__(
        self,
        find: FindTables,
        open_table: OpenTable,
        ledger: Ledger,
        engine: Engine,
        version: str,
    ) -> None:
        """`version` is the program's own, which a run does not change half-way."""
        self._find = find
        self._open_table = open_table
        self._ledger = ledger
        self._engine = engine
        self._version = version

    def __call__(
        self, request: BatchRequest, show: Callable[[FilePlan], None], report: Report
    ) -> BatchSummary:
        """Score `request.source`, a file or a folder of them.

        Raises:
            TableRefused: a file can't be read; other than by a row, before anything is written.
            RunDiffers: the folder holds something else.
            StorageUnavailable, ModelRefused, ModelCrashed, ModelTimedOut, ClusterFailed: the parts
                that are done stay, and the same request goes on from there.
        """
        results = request.target.resolve()
        found = self._find(request.source)  # where the results lie among the tables, without them
        paths = [path for path in found if results not in path.resolve().parents]
        if not paths:
            raise TableRefused(TableFault.RESULTS_AMONG, str(request.target))
        try:
            model = self._engine.start()
            jobs = [self._job(request, path, model, show) for path in paths]
            page = self._page(request, jobs, model)
            return self._run(request.target, jobs, page, report)
        finally:
            self._engine.stop()

    def _job(
        self,
        request: BatchRequest,
        path: Path,
        model: ModelIdentity,
        show: Callable[[FilePlan], None],
    ) -> FileJob:
        table = self._open_table(path, request.how.form, request.how.columns)
        scoring = FileScoring(table, str(path), request.how, request.rules, model.name)
        name = str(path.relative_to(request.source)) if path != request.source else path.name
        units = {target: str(unit) for target, unit in scoring.units.items()}
        show(FilePlan(name, table.form, scoring.columns, units))
        how = replace(request.how, form=table.form)
        rows = request.rows_per_part
        return FileJob(name, path, request.target, how, request.rules, model, rows)

    def _page(
        self, request: BatchRequest, jobs: Sequence[FileJob], model: ModelIdentity
    ) -> LedgerPage:
        run = {
            "program": self._version,
            "model": {"name": model.name, "version": model.version, "digest": model.digest},
            "referral_threshold": request.rules.referral_threshold,
            "guidelines": [guideline.value for guideline in request.rules.guidelines],
            "rows_per_part": request.rows_per_part,
            "files": [_facts_of(job) for job in jobs],
        }
        page = self._ledger.load(request.target)
        if page is None:
            page = LedgerPage(run)
            self._ledger.save(request.target, page)
        for key, value in run.items():
            if page.run.get(key) != value:
                raise RunDiffers(str(request.target), key)
        return page

    def _run(
        self, target: Path, jobs: Sequence[FileJob], page: LedgerPage, report: Report
    ) -> BatchSummary:
        resumed = _total(page.parts)
        done = Counts()
        for place, job in enumerate(jobs):
            table = self._open_table(job.path, job.how.form, job.how.columns)

            def seen(
                counts: Counts,
                after: Start,
                job: FileJob = job,
                place: int = place,
                fraction: Callable[[Start], float] = table.fraction,
            ) -> None:
                nonlocal done
                done += counts
                report(BatchProgress(job.name, (place + fraction(after)) / len(jobs), done))

            page = self._score(target, job, page, seen)
        page = replace(page, complete=True)
        self._ledger.save(target, page)
        return BatchSummary(jobs[0].model, len(jobs), _total(page.parts), resumed.rows)

    def _score(
        self, target: Path, job: FileJob, page: LedgerPage, seen: Callable[[Counts, Start], None]
    ) -> LedgerPage:
        earlier = [part for part in page.parts if part.file == job.name]
        if any(part.last for part in earlier):
            return page
        start = earlier[-1].next if earlier else Start()
        for part in self._engine.score(job, start, len(earlier) + 1, seen):
            page = replace(page, parts=(*page.parts, part))
            self._ledger.save(target, page)
        return page


def _facts_of(job: FileJob) -> dict[str, object]:
    """What must be the same when a run is resumed: the file and how it is read."""
    found = job.path.stat()
    how = asdict(job.how)
    return {"name": job.name, "bytes": found.st_size, "changed": found.st_mtime_ns, "how": how}


def _total(parts: Sequence[PartDone]) -> Counts:
    return sum((part.counts for part in parts), Counts())
