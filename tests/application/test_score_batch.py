"""Scoring tables when something goes wrong half-way: real files, and a model by a simple rule.

Two seconds.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.admin.patient_tables import made_up, read_parts, write_table
from tests.fakes import FAKE_MODEL, refuse_outside_tests

from diabetes_desktop.adapters.batch.files import find_tables, open_table
from diabetes_desktop.adapters.batch.ledger_file import LedgerFile
from diabetes_desktop.application.batch_errors import RunDiffers, TableFault, TableRefused
from diabetes_desktop.application.batch_ports import BatchProgress, HowToRead
from diabetes_desktop.application.errors import ModelCrashed
from diabetes_desktop.application.score_batch import (
    BatchRequest,
    BatchSummary,
    FilePlan,
    ScoreBatch,
)
from diabetes_desktop.application.score_here import ScoreHere
from diabetes_desktop.domain.batch_findings import Answers
from diabetes_desktop.domain.batch_rows import PatientColumns
from diabetes_desktop.domain.guideline import Guideline
from diabetes_desktop.domain.patient import HBA1C, INPUTS
from diabetes_desktop.domain.prediction import ModelIdentity, SiteRules

RULES = SiteRules(0.10, (Guideline.ADA, Guideline.WHO))


class FakeBatchModel:
    """Class 1 from HbA1c 6.5 % on. It crashes instead of answering call number `crashes_at`."""

    def __init__(self, crashes_at: int = 0, *, with_probability: bool = True) -> None:
        refuse_outside_tests()
        self.calls = 0
        self.stopped = False
        self._crashes_at = crashes_at
        self._with_probability = with_probability

    def start(self) -> ModelIdentity:
        return FAKE_MODEL

    def answer_columns(self, columns: PatientColumns) -> Answers:
        self.calls += 1
        if self.calls == self._crashes_at:
            raise ModelCrashed
        outcomes = array("b", [value >= 6.5 for value in columns[INPUTS.index(HBA1C)]])
        chances = array("d", [0.9 if outcome else 0.05 for outcome in outcomes])
        return Answers(outcomes, chances if self._with_probability else None)

    def stop(self) -> None:
        self.stopped = True


def run(
    source: Path,
    target: Path,
    model: FakeBatchModel,
    report: Callable[[BatchProgress], None] = lambda progress: None,
    show: Callable[[FilePlan], None] = lambda plan: None,
) -> BatchSummary:
    engine = ScoreHere(open_table, model)
    score_batch = ScoreBatch(find_tables, open_table, LedgerFile(), engine, "1.2.3")
    return score_batch(BatchRequest(source, target, HowToRead(), RULES, 10), show, report)


def test_a_model_that_crashes_leaves_whole_parts_and_the_run_goes_on(tmp_path: Path) -> None:
    rows = list(made_up(34))
    source, target = write_table(tmp_path / "p.csv", rows), tmp_path / "out"
    crashing = FakeBatchModel(crashes_at=3)

    with pytest.raises(ModelCrashed):
        run(source, target, crashing)
    left = sorted(path.name for path in target.iterdir())
    model = FakeBatchModel()
    summary = run(source, target, model)

    assert left == ["p.part-00001.csv", "p.part-00002.csv", "score-run.json"]
    assert crashing.stopped
    assert model.calls == 2
    assert (summary.counts.rows, summary.resumed) == (34, 20)
    found = read_parts(target)
    assert [row["patient id"] for row in found] == [row[0] for row in rows]
    assert all(row["class"] == str(int(float(row["HbA1c_level"]) >= 6.5)) for row in found)


def test_a_file_that_turns_bad_leaves_the_parts_before_it(tmp_path: Path) -> None:
    source = write_table(tmp_path / "p.csv", made_up(15))
    with source.open("a") as file:
        file.write('"never closed')

    with pytest.raises(TableRefused) as refused:
        run(source, tmp_path / "out", FakeBatchModel())

    assert refused.value.fault is TableFault.QUOTES
    assert not list(tmp_path.rglob("*.new"))


def test_all_files_are_judged_before_the_first_is_scored(tmp_path: Path) -> None:
    write_table(tmp_path / "a.csv", made_up(5))
    (tmp_path / "b.csv").write_text("age;sex\n54;f\n")

    with pytest.raises(TableRefused) as refused:
        run(tmp_path, tmp_path.parent / "none", FakeBatchModel())

    assert (refused.value.fault, refused.value.column) == (
        TableFault.COLUMN_MISSING,
        "hypertension",
    )
    assert not (tmp_path.parent / "none").exists()


def test_a_file_that_was_changed_meanwhile_is_another_run(tmp_path: Path) -> None:
    source, target = write_table(tmp_path / "p.csv", made_up(12)), tmp_path / "out"
    run(source, target, FakeBatchModel())
    write_table(source, made_up(13))

    with pytest.raises(RunDiffers) as differs:
        run(source, target, FakeBatchModel())

    assert differs.value.what == "files"


def test_a_whole_number_of_parts_makes_no_empty_one(tmp_path: Path) -> None:
    target = tmp_path / "out"

    summary = run(write_table(tmp_path / "p.csv", made_up(20)), target, FakeBatchModel())

    assert summary.counts.rows == 20
    assert len(list(target.glob("*.csv"))) == 2


def test_progress_rises_to_the_end_over_all_files(tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        write_table(tmp_path / name, made_up(25))
    told: list[BatchProgress] = []
    plans: list[FilePlan] = []

    run(tmp_path, tmp_path / "out", FakeBatchModel(), told.append, plans.append)

    assert [plan.name for plan in plans] == ["a.csv", "b.csv"]
    assert [progress.counts.rows for progress in told] == [10, 20, 25, 35, 45, 50]
    fractions = [progress.fraction for progress in told]
    assert fractions == sorted(fractions)
    assert fractions[2] == pytest.approx(0.5)
    assert fractions[-1] == pytest.approx(1)


def test_a_model_without_probability_leaves_it_empty(tmp_path: Path) -> None:
    source = write_table(tmp_path / "p.csv", made_up(5))

    run(source, tmp_path / "out", FakeBatchModel(with_probability=False))

    for row in read_parts(tmp_path / "out"):
        assert row["class"] in ("0", "1")
        assert (row["probability"], row["referral"]) == ("", "")
        assert set(row) >= {"criteria_ada", "criteria_who"}
        assert row["marks"].startswith("training_unknown")  # of a model by another name


def test_two_files_that_differ_in_their_ending_only_keep_their_errors_apart(tmp_path: Path) -> None:
    rows = list(made_up(3))
    rows[1][2] = "x"
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("a.csv", "a.tsv", "a.txt"):
        write_table(folder / name, rows if name != "a.txt" else made_up(3))

    run(folder, tmp_path / "out", FakeBatchModel())

    errors = {path.name: path.read_text() for path in (tmp_path / "out").glob("*.errors.csv")}
    assert set(errors) == {"a.part-00001.errors.csv", "a.part-00001.tsv.errors.csv"}
    assert all("2,age,x,character," in text for text in errors.values())


@pytest.mark.parametrize("target", [".", ".."])
def test_results_may_not_go_where_the_tables_are(tmp_path: Path, target: str) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    source = write_table(folder / "a.csv", made_up(3))

    with pytest.raises(TableRefused) as refused:
        run(folder, folder / target, FakeBatchModel())

    assert refused.value.fault is TableFault.RESULTS_AMONG
    assert list(tmp_path.rglob("*.*")) == [source]
