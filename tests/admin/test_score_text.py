"""What `score` says: every refusal has a sentence, and how far it is can be understood."""

from __future__ import annotations

from pathlib import Path

import pytest

from diabetes_desktop.admin.error_text import error_text
from diabetes_desktop.admin.score_text import plan_text, progress_text, summary_text
from diabetes_desktop.application.batch_errors import (
    BatchError,
    ClusterFailed,
    RunDiffers,
    TableFault,
    TableRefused,
)
from diabetes_desktop.application.batch_ports import BatchProgress, Counts, TextForm
from diabetes_desktop.application.score_batch import BatchSummary, FilePlan
from diabetes_desktop.domain.prediction import ModelIdentity, SourceKind

ERRORS = [
    *(TableRefused(fault, "p.csv", 7, "bmi") for fault in TableFault),
    *(RunDiffers("results", what) for what in ("folder", "record", "files", "model")),
    ClusterFailed("PySparkRuntimeError"),
]


@pytest.mark.parametrize("error", ERRORS, ids=repr)
def test_every_refusal_has_a_sentence(error: BatchError) -> None:
    text = error_text(error)

    assert text.endswith(".") or "--" in text
    assert "{" not in text


def test_no_kind_of_refusal_is_forgotten() -> None:
    assert {type(error) for error in ERRORS} == set(BatchError.__subclasses__())


def test_a_place_in_a_file_is_named() -> None:
    refused = TableRefused(TableFault.QUOTES, "p.csv", 7)

    assert error_text(refused).startswith("p.csv, row 7: A quotation mark is not closed")


def test_what_was_found_out_is_shown() -> None:
    plan = FilePlan(
        "p.csv", TextForm("utf-16-le", "\t", ""), {"bmi": "IMC", "HbA1c_level": "A1c"},
        {"HbA1c_level": "mmol/mol"},
    )  # fmt: skip

    assert plan_text(plan).splitlines() == [
        "p.csv",
        "  encoding utf-16-le, delimiter tab, decimal none seen",
        "  bmi: column “IMC”",
        "  HbA1c_level: column “A1c” in mmol/mol",
    ]


@pytest.mark.parametrize(
    ("fraction", "seconds", "left"),
    [(0.5, 10, "10 s"), (0.1, 60, "9 min 0 s"), (0.01, 60, "1 h 39 min")],
)  # fmt: skip
def test_the_time_that_is_left_follows_from_what_is_done(
    fraction: float, seconds: float, left: str
) -> None:
    now = BatchProgress("p.csv", fraction, Counts(rows=1_000))

    assert progress_text(now, now, seconds).endswith(f"{1000 / seconds:,.0f} rows/s, {left} left")


def test_a_run_that_goes_on_judges_by_what_it_has_done_itself() -> None:
    first = BatchProgress("p.csv", 0.6, Counts(rows=100))
    now = BatchProgress("p.csv", 0.8, Counts(rows=1100))

    assert progress_text(now, first, 10).endswith("10 s left")


def test_the_summary_counts_and_names_the_model() -> None:
    model = ModelIdentity("diabetes_model", "3", "ab" * 32, SourceKind.BUNDLED)

    text = summary_text(BatchSummary(model, 2, Counts(5000, 7, 300, 900, 40), 4000), Path("out"))

    assert text.splitlines()[:2] == [
        "5,000 rows of 2 file(s) (4,000 of them in an earlier run)",
        "without an answer, because of errors: 7",
    ]
    assert f"diabetes_model 3, digest {'ab' * 32}" in text
