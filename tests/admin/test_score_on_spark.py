"""A Spark cluster gives the answers of one computer, to the last digit and the last byte.

About 25 seconds on a free machine: one Java machine and one run of Spark for all tests, which is
why they share it. Without Java they are skipped; `-k "not spark"` leaves them out.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from tests.admin.patient_tables import HEADERS, made_up, start_scoring, write_table

from diabetes_desktop.bootstrap_admin import root

DEADLINE = 280.0


@dataclass(frozen=True)
class Runs:
    """What both engines made of one folder, and what Spark's said."""

    local: Path
    spark: Path
    told: str
    errors: str


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Runs:
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java, and there is none here")
    folder = tmp_path_factory.mktemp("both")
    write_tables(folder / "in")
    arguments = ["--in", str(folder / "in"), "--rows-per-part", "1000"]
    local = CliRunner().invoke(root(), ["score", *arguments, "--out", str(folder / "local")])
    assert local.exit_code == 0, local.output
    process = start_scoring(
        *arguments, "--out", folder / "spark", "--engine", "spark", "--spark-master", "local[2]"
    )
    try:
        told, errors = process.communicate(timeout=DEADLINE)
    finally:
        process.kill()
    assert process.returncode == 0, errors
    return Runs(folder / "local", folder / "spark", told, errors)


def write_tables(folder: Path) -> None:
    """Text with errors, the same as Parquet, a header alone, and a file of nothing but errors."""
    folder.mkdir()
    rows = list(made_up(2600, seed=2))
    rows[17][7] = "53"
    rows[1600][6] = "=1+1"
    rows[1601] = rows[1601][:3]
    write_table(folder / "a.csv", rows)
    columns = zip(*made_up(1200, seed=3), strict=True)
    typed = {name: list(column) for name, column in zip(HEADERS, columns, strict=True)}
    pq.write_table(pa.table(typed), folder / "b.parquet", row_group_size=333)
    write_table(folder / "c.csv", [])
    write_table(folder / "d.csv", [[*rows[0][:7], "", ""]] * 3)


@pytest.mark.timeout(300)
def test_every_text_file_is_the_same_to_the_last_byte(runs: Runs) -> None:
    ours = {path.name: path.read_bytes() for path in runs.local.glob("*.csv")}
    theirs = {path.name: path.read_bytes() for path in runs.spark.glob("*.csv")}

    assert sorted(theirs) == [
        "a.part-00001.csv",
        "a.part-00001.errors.csv",
        "a.part-00002.csv",
        "a.part-00002.errors.csv",
        "a.part-00003.csv",
        "c.part-00001.csv",
        "d.part-00001.csv",
        "d.part-00001.errors.csv",
    ]
    assert theirs == ours


def test_every_class_and_probability_of_parquet_is_the_same_to_the_last_digit(runs: Runs) -> None:
    for part in ("b.part-00001.parquet", "b.part-00002.parquet"):
        assert pq.read_table(runs.spark / part).equals(pq.read_table(runs.local / part))


def test_the_counts_are_the_same_and_no_patient_is_on_the_terminal(runs: Runs) -> None:
    assert "3,803 rows of 4 file(s)" in runs.told
    assert "because of errors: 6" in runs.told
    assert not any(f"P{number:07}" in runs.told + runs.errors for number in range(1, 2601))


def test_a_run_that_one_engine_began_is_known_to_the_other(runs: Runs) -> None:
    arguments = ["--in", str(runs.spark.parent / "in"), "--rows-per-part", "1000"]

    again = CliRunner().invoke(root(), ["score", *arguments, "--out", str(runs.spark)])

    assert again.exit_code == 0, again.output
    assert "(3,803 of them in an earlier run)" in again.stdout
