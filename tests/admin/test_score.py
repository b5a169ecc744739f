"""`diabetes-admin score` as the data team meets it: real files, the real model, real processes.

About 20 seconds: a run of 150 MB, and a run that is killed and goes on.
"""

from __future__ import annotations

import csv
import json
import time
from pathlib import Path

import psutil
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result
from tests.admin.patient_tables import (
    HEADERS,
    made_up,
    read_parts,
    start_scoring,
    write_table,
)

from diabetes_desktop.adapters.model_host.client import ProcessModelHost
from diabetes_desktop.adapters.resources import resource
from diabetes_desktop.application.model_choice import ModelChoice
from diabetes_desktop.bootstrap_admin import root
from diabetes_desktop.domain.model_source import SourceKind
from diabetes_desktop.domain.patient import Gender, Patient, Smoking

GROWTH_LIMIT = 48 * 2**20  # bytes, of all processes
DEADLINE = 280.0  # five seconds on a free machine


def score(*arguments: str | Path) -> Result:
    return CliRunner().invoke(root(), ["score", *map(str, arguments)])


def patient(row: list[str]) -> Patient:
    _, gender, age, hypertension, heart, smoking, bmi, hba1c, glucose = row
    return Patient(
        Gender(gender), float(age), int(hypertension), int(heart), Smoking(smoking), float(bmi),
        float(hba1c), float(glucose),
    )  # fmt: skip


@pytest.fixture(scope="module")
def scored(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[list[str]], Path, Result]:
    """Some good rows with their results, in parts of 700."""
    folder = tmp_path_factory.mktemp("scored")
    rows = list(made_up(2000))
    source = write_table(folder / "patients.csv", rows)
    result = score("--in", source, "--out", folder / "out", "--rows-per-part", "700")
    return rows, folder / "out", result


def test_each_row_comes_back_with_what_a_workstation_answers(
    scored: tuple[list[list[str]], Path, Result],
) -> None:
    rows, out, result = scored
    host = ProcessModelHost(ModelChoice(SourceKind.BUNDLED), resource("model"))
    try:
        host.start()
        answers = host.predict([patient(row) for row in rows])
    finally:
        host.stop()

    found = read_parts(out)

    assert result.exit_code == 0, result.output
    assert [[row[name] for name in HEADERS] for row in found] == rows
    for row, answer in zip(found, answers, strict=True):
        assert row["class"] == str(answer.outcome)
        assert float(row["probability"]) == answer.probability
        assert row["referral"] == str(int((answer.probability or 0) >= 0.10))
        assert row["criteria_ada"] in ("none", "prediabetes", "depends", "met", "confirmed")
        assert row["errors"] == ""
    assert {row["discordance"] for row in found} >= {"", "model_misses"}


def test_the_parts_hold_the_rows_that_were_asked_for_and_a_record(
    scored: tuple[list[list[str]], Path, Result],
) -> None:
    _, out, result = scored

    record = json.loads((out / "score-run.json").read_text())

    assert [part["counts"]["rows"] for part in record["parts"]] == [700, 700, 600]
    assert record["complete"] is True
    assert len(record["run"]["model"]["digest"]) == 64
    assert sorted(path.name for path in out.iterdir()) == [
        *(f"patients.part-0000{number}.csv" for number in (1, 2, 3)),
        "score-run.json",
    ]
    assert "2,000 rows of 1 file(s)" in result.stdout
    assert "encoding utf-8, delimiter comma, decimal point" in result.stderr


def test_no_patient_is_on_the_terminal_or_in_the_record(
    scored: tuple[list[list[str]], Path, Result],
) -> None:
    rows, out, result = scored

    told = result.output + (out / "score-run.json").read_text()

    assert not any(row[0] in told or row[6] in told for row in rows)


def test_errors_stand_in_a_file_of_their_own_and_hold_up_nobody(tmp_path: Path) -> None:
    rows = list(made_up(6))
    rows[1][7] = "53"  # mmol/mol
    rows[2][5] = "=cmd()"
    rows[3][6] = ""
    rows[4] = rows[4][:4]
    source = write_table(tmp_path / "p.csv", rows)

    result = score("--in", source, "--out", tmp_path / "out")

    assert result.exit_code == 0, result.output
    with (tmp_path / "out" / "p.part-00001.errors.csv").open(newline="") as file:
        errors = list(csv.reader(file))
    assert errors == [
        ["row", "column", "value", "reason", "expected"],
        ["2", "HbA1c_level", "53", "impossible", "2–25 % (mmol/mol?)"],
        ["3", "smoking_history", "'=cmd()", "not_a_choice",
         "never | former | current | not current | ever | No Info"],
        ["4", "bmi", "", "missing", "5–150 kg/m²"],
        ["5", "", "4 cells", "cell_count", "9 cells"],
    ]  # fmt: skip
    found = read_parts(tmp_path / "out")
    assert [row["class"] != "" for row in found] == [True, False, False, False, False, True]
    assert found[2]["smoking_history"] == "'=cmd()"
    assert found[1]["errors"] == "HbA1c_level: impossible"
    assert "without an answer, because of errors: 4" in result.stdout
    assert "cmd" not in result.output


def test_the_dialect_of_a_file_is_kept(tmp_path: Path) -> None:
    """Spanish names and words, semicolons, decimal commas, Windows-1252 and its line ends."""
    header = "Historia;Sexo;Edad;Hipertensión;Enfermedad cardíaca;Tabaquismo;IMC;HbA1c;Glucosa"
    row = "Peña;Mujer;54;no;sí;nunca;27,3;6,9;140"
    source = tmp_path / "p.csv"
    source.write_bytes(f"{header}\r\n{row}\r\n".encode("cp1252"))

    result = score("--in", source, "--out", tmp_path / "out")

    assert result.exit_code == 0, result.output
    text = (tmp_path / "out" / "p.part-00001.csv").read_bytes().decode("cp1252")
    first, second, end = text.split("\r\n")
    assert (first[: len(header)], second[: len(row)], end) == (header, row, "")
    outcome, probability, *_ = second[len(row) + 1 :].split(";")
    assert outcome in "01"
    assert 0 <= float(probability.replace(",", ".")) <= 1
    assert "." not in probability
    assert "encoding windows-1252, delimiter semicolon, decimal comma" in result.stderr


def test_a_context_that_a_column_states_is_used(tmp_path: Path) -> None:
    rows = [[*next(made_up(1))[:6], "27.5", "5.0", "130"]] * 2
    source = tmp_path / "p.csv"
    with source.open("w", newline="") as file:
        csv.writer(file).writerows([[*HEADERS, "when"], [*rows[0], "ayunas"], [*rows[1], ""]])

    result = score("--in", source, "--out", tmp_path / "o", "--column", "when=glucose_sample")

    assert result.exit_code == 0, result.output
    assert [row["criteria_ada"] for row in read_parts(tmp_path / "o")] == ["met", "depends"]


def test_a_word_of_the_hospital_can_be_said(tmp_path: Path) -> None:
    row = ["1", "M", *next(made_up(1))[2:]]
    source = write_table(tmp_path / "p.csv", [row])

    refused = score("--in", source, "--out", tmp_path / "a")
    taken = score("--in", source, "--out", tmp_path / "b", "--value", "gender:M=Male")

    assert "because of errors: 1" in refused.stdout
    assert "because of errors: 0" in taken.stdout


def test_parquet_stays_parquet_with_types_and_answers_the_same(
    scored: tuple[list[list[str]], Path, Result], tmp_path: Path
) -> None:
    rows, out, _ = scored
    kinds = [str, str, float, int, bool, str, float, float, int]
    columns = [
        [bool(int(x)) if kind is bool else kind(x) for x in column]
        for kind, column in zip(kinds, zip(*rows, strict=True), strict=True)
    ]
    pq.write_table(pa.table(columns, HEADERS), tmp_path / "p.parquet", row_group_size=300)

    result = score("--in", tmp_path, "--out", tmp_path.parent / "typed", "--rows-per-part", "1500")

    assert result.exit_code == 0, result.output
    parts = sorted((tmp_path.parent / "typed").glob("*.parquet"))
    table = pa.concat_tables(pq.read_table(part) for part in parts)
    assert [pq.read_metadata(part).num_rows for part in parts] == [1500, 500]
    assert table.schema.field("class").type == pa.int64()
    assert table.schema.field("heart_disease").type == pa.bool_()
    found = read_parts(out)
    assert table["class"].to_pylist() == [int(row["class"]) for row in found]
    assert table["probability"].to_pylist() == [float(row["probability"]) for row in found]
    assert table["marks"].to_pylist() == [row["marks"] for row in found]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (["--in", "not-there.csv"], "not-there.csv: There is no such file or folder."),
        (["--decimal", "comma"], "is not the same now"),
        (["--glucose-unit", "mmol/L"], "is not the same now"),
        (["--column", "patient id=age"], "is not the same now"),
    ],
)
def test_another_request_does_not_go_on_with_a_run(
    scored: tuple[list[list[str]], Path, Result], change: list[str], sentence: str
) -> None:
    _, out, _ = scored
    source = out.parent / "patients.csv"

    result = score("--in", source, "--out", out, "--rows-per-part", "700", *change)

    assert result.exit_code == 1
    assert sentence in result.stderr
    assert len(read_parts(out)) == 2000


def test_the_same_request_finds_nothing_left_to_do(
    scored: tuple[list[list[str]], Path, Result],
) -> None:
    _, out, _ = scored
    before = {path: path.stat().st_mtime_ns for path in out.glob("*.csv")}

    result = score("--in", out.parent / "patients.csv", "--out", out, "--rows-per-part", "700")

    assert "2,000 rows of 1 file(s) (2,000 of them in an earlier run)" in result.stdout
    assert {path: path.stat().st_mtime_ns for path in out.glob("*.csv")} == before


def test_results_beside_the_tables_are_no_tables(tmp_path: Path) -> None:
    write_table(tmp_path / "p.csv", made_up(30))
    first = score("--in", tmp_path, "--out", tmp_path / "out")

    again = score("--in", tmp_path, "--out", tmp_path / "out")

    assert first.exit_code == again.exit_code == 0
    assert "30 rows of 1 file(s) (30 of them in an earlier run)" in again.stdout


def test_results_are_not_scored_again(tmp_path: Path) -> None:
    write_table(tmp_path / "p.csv", made_up(3))
    score("--in", tmp_path / "p.csv", "--out", tmp_path / "out")

    result = score("--in", tmp_path / "out" / "p.part-00001.csv", "--out", tmp_path / "again")

    assert result.exit_code == 1
    assert "There is a column “class” already" in result.stderr
    assert not (tmp_path / "again").exists()


def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path: Path) -> None:
    source = write_table(tmp_path / "p.csv", made_up(3))
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "letter.txt").write_text("dear")

    result = score("--in", source, "--out", tmp_path / "out")

    assert result.exit_code == 1
    assert "holds something else than results of this command" in result.stderr
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["letter.txt"]


def test_a_killed_run_goes_on_without_a_missing_or_a_double_row(tmp_path: Path) -> None:
    rows = list(made_up(40_000))
    source = write_table(tmp_path / "p.csv", rows)
    out = tmp_path / "out"
    arguments = ["--in", source, "--out", out, "--rows-per-part", "1000"]
    process = start_scoring(*arguments)
    try:
        end = time.monotonic() + DEADLINE
        while len(list(out.glob("*.part-?????.csv"))) < 3:
            assert process.poll() is None
            assert time.monotonic() < end
            time.sleep(0.002)
    finally:
        process.kill()
        process.communicate()
    done = {path: path.stat().st_mtime_ns for path in sorted(out.glob("*.part-?????.csv"))[:2]}
    (out / "score-run.json.killed.new").write_text("{")  # as if it had been at the record

    result = score(*arguments)

    assert result.exit_code == 0, result.output
    assert "of them in an earlier run" in result.stdout
    assert [row["patient id"] for row in read_parts(out)] == [row[0] for row in rows]
    assert {path: path.stat().st_mtime_ns for path in done} == done
    assert not list(out.rglob("*.new"))


@pytest.mark.timeout(300)
def test_a_file_many_times_larger_needs_hardly_more_memory(tmp_path: Path) -> None:
    """Three times the limit as it lies on the disk, and more as the texts that Python has."""
    notes = "x" * 1500
    rows = [[row[0] + notes, *row[1:]] for row in made_up(1000)]
    few = write_table(tmp_path / "few.csv", rows)
    many = write_table(tmp_path / "many.csv", (row for _ in range(100) for row in rows))

    growth = most_memory(many, tmp_path / "b") - most_memory(few, tmp_path / "a")

    assert many.stat().st_size > 3 * GROWTH_LIMIT
    assert growth < GROWTH_LIMIT
    (results,) = (tmp_path / "b").glob("*.part-?????.csv")
    with results.open() as file:
        assert sum(1 for _ in file) == 100_001


def most_memory(source: Path, target: Path) -> int:
    """The most bytes that the command and its model's process had at one time."""
    process = start_scoring("--in", source, "--out", target)
    watched, most = psutil.Process(process.pid), 0
    end = time.monotonic() + DEADLINE
    while process.poll() is None:
        assert time.monotonic() < end
        most = max(most, memory_of(watched))
        time.sleep(0.02)
    _, errors = process.communicate()
    assert process.returncode == 0, errors
    return most


def memory_of(process: psutil.Process) -> int:
    """Bytes that a process and its children have of their own."""
    total = 0
    for each in [process, *process.children(recursive=True)]:
        try:
            total += each.memory_info().rss
        except psutil.NoSuchProcess:  # it ended while it was looked at
            continue
    return total
