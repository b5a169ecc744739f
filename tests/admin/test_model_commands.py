"""`diabetes-admin model` as the data team meets it: real data in, real directories out."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from mlflow.tracking import MlflowClient
from tests.adapters.training.labelled_csv import ROW, write_csv, write_rows

from diabetes_desktop.bootstrap_admin import root

MAIN = "from diabetes_desktop.bootstrap_admin import main; main()"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(root(), ["model", *map(str, arguments)])


@pytest.fixture(scope="module")
def labelled_csv(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_csv(tmp_path_factory.mktemp("data") / "labelled.csv")


@pytest.fixture(scope="module")
def trained(labelled_csv: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Result, Path]:
    """What `model train` printed, and what it wrote."""
    out = tmp_path_factory.mktemp("out") / "a new folder" / "model"
    return run("train", "--data", labelled_csv, "--out", out, "--seed", "3"), out


def test_train_says_what_it_does_and_what_came_of_it(trained: tuple[Result, Path]) -> None:
    result, out = trained

    assert result.exit_code == 0, result.output
    assert "Fitting trees 10/100 …" in result.stderr
    assert "Fitting trees 100/100 …" in result.stderr
    assert f"Published version 1 in {out}" in result.stdout
    assert "ONNX graph agrees with the forest" in result.stdout
    assert "0 other classes" in result.stdout
    assert "AUC" in result.stdout
    assert (out / "manifest.json").is_file()


def test_another_process_makes_the_same_model_of_the_same_data_and_seed(
    trained: tuple[Result, Path], labelled_csv: Path, tmp_path: Path
) -> None:
    """Whatever order its sets come in, and however many threads it may use (eight seconds)."""
    again = tmp_path / "again"
    arguments = ["--data", str(labelled_csv), "--out", str(again), "--seed", "3"]
    done = subprocess.run(
        [sys.executable, "-c", MAIN, "model", "train", *arguments],
        env={**os.environ, "PYTHONHASHSEED": "4", "OMP_NUM_THREADS": "2"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    for name in ("model.onnx", "model.skops", "golden_cases.json", "background.json"):
        assert (again / name).read_bytes() == (trained[1] / name).read_bytes(), name


def test_verify_says_a_line_per_check(trained: tuple[Result, Path]) -> None:
    result = run("verify", trained[1])

    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert [line.split()[0] for line in lines] == [*["ok"] * 4, "-"]
    assert "diabetes_model version 1, digest" in lines[0]
    assert "onnx" in lines[2]


def test_evaluate_prints_tables(trained: tuple[Result, Path], labelled_csv: Path) -> None:
    result = run("evaluate", trained[1], "--data", labelled_csv)

    assert result.exit_code == 0, result.output
    assert "Held-out rows: 600" in result.stdout
    for word in ("accuracy", "precision", "recall", "F1", "AUC", "AP", "Brier", "Calibration"):
        assert word in result.stdout
    for word in ("sensitivity", "specificity", "PPV", "NPV", "referred per 1000"):
        assert word in result.stdout
    for word in ("sex: Female", "age: 18–29", "age: ≥75", "grey zone: all"):
        assert word in result.stdout


def test_the_json_on_stdout_is_nothing_but_json(
    trained: tuple[Result, Path], labelled_csv: Path
) -> None:
    result = run("evaluate", trained[1], "--data", labelled_csv, "--json")

    document = json.loads(result.stdout)
    card = json.loads((trained[1] / "card.json").read_text("utf-8"))["test"]
    # The published graph answers the workstation as the forest answered its trainer.
    assert document["accuracy"] == card["scores"]["accuracy"]
    assert document["auc"] == pytest.approx(card["scores"]["auc"], abs=1e-4)
    assert document["brier"] == pytest.approx(card["scores"]["brier"], abs=1e-6)
    assert len(document["operating_points"]) == 4
    assert len(document["subgroups"]) == 12


# MLflow 3.17 still uses a loader strategy that SQLAlchemy 2.1 wants to be rid of.
@pytest.mark.filterwarnings("ignore:The ``noload`` loader:DeprecationWarning")
def test_compare_tabulates_six_families_and_logs_them(
    trained: tuple[Result, Path],
    labelled_csv: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store = f"sqlite:///{(tmp_path / 'scores.db').as_posix()}"
    monkeypatch.setenv("MLFLOW_TRACKING_URI", store)
    monkeypatch.setenv("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "0")
    monkeypatch.setenv("MLFLOW_HTTP_REQUEST_TIMEOUT", "2")

    result = run("evaluate", trained[1], "--data", labelled_csv, "--compare")

    assert result.exit_code == 0, result.output
    table = result.stdout.partition("Families\n")[2]
    for family in (
        "logistic regression",
        "support vector machine",
        "k-nearest neighbours",
        "stochastic gradient descent",
        "decision tree",
        "random forest",
    ):
        assert family in table
    assert "Training families 5/6: random forest …" in result.stderr
    client = MlflowClient(store)
    (experiment,) = [e for e in client.search_experiments() if e.name != "Default"]
    assert len(client.search_runs([experiment.experiment_id])) == 6


def test_compare_in_json(trained: tuple[Result, Path], labelled_csv: Path) -> None:
    result = run("evaluate", trained[1], "--data", labelled_csv, "--compare", "--json")

    families = json.loads(result.stdout)["families"]
    assert len(families) == 6
    assert families[0]["scores"]["accuracy"] > 0.5


def test_a_tracking_store_that_is_not_there_is_a_sentence(
    trained: tuple[Result, Path], labelled_csv: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MLFLOW_TRACKING_URI", "http://me:secret@127.0.0.1:9")
    monkeypatch.setenv("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "0")
    monkeypatch.setenv("MLFLOW_HTTP_REQUEST_TIMEOUT", "2")

    result = run("evaluate", trained[1], "--data", labelled_csv, "--compare")

    assert result.exit_code == 1
    assert "http://127.0.0.1:9 did not take the scores" in result.stderr
    assert "secret" not in result.output


def test_a_published_folder_is_never_overwritten(
    trained: tuple[Result, Path], labelled_csv: Path
) -> None:
    before = (trained[1] / "manifest.json").read_bytes()

    result = run("train", "--data", labelled_csv, "--out", trained[1])

    assert result.exit_code == 1
    assert result.stderr.startswith("Error: There is something at")
    assert (trained[1] / "manifest.json").read_bytes() == before


def test_a_bad_row_is_named_but_not_shown(tmp_path: Path) -> None:
    data = write_rows(tmp_path / "d.csv", ROW, ROW.replace(",140,", ",7.77,"))

    result = run("train", "--data", data, "--out", tmp_path / "model")

    assert result.exit_code == 1
    assert (
        f"{data}, line 3, column blood_glucose_level: the value must be a number from 10 to 1500"
        in result.stderr
    )
    assert "7.77" not in result.output
    assert not (tmp_path / "model").exists()


def test_a_changed_file_fails_the_check(trained: tuple[Result, Path], tmp_path: Path) -> None:
    copy = Path(shutil.copytree(trained[1], tmp_path / "copy"))
    (copy / "background.json").write_text("{}")

    result = run("verify", copy)

    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert "FAIL" in lines[0]
    assert "background.json differs" in lines[0]
    assert all(line.endswith("not run") for line in lines[1:-1])
    assert lines[-1] == "-     signature: not signed"
    assert run("evaluate", copy, "--data", tmp_path / "none.csv").exit_code == 1


@pytest.mark.parametrize("version", ["", "1/2", "a b", "x" * 33])
def test_a_version_is_a_short_word(tmp_path: Path, version: str) -> None:
    result = run("train", "--data", "d", "--out", tmp_path / "m", "--model-version", version)

    assert result.exit_code == 2
    assert "letters, digits" in result.stderr


def test_the_program_verifies_in_a_process_of_its_own(trained: tuple[Result, Path]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", MAIN, "model", "verify", str(trained[1])],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("ok    ") == 4


def test_the_accounts_side_does_not_wait_for_the_vendors_of_the_models() -> None:
    program = (
        "import sys\n"
        "from diabetes_desktop.bootstrap_admin import root\n"
        "root()\n"
        "print(sorted({'mlflow', 'pandas', 'numpy', 'sklearn', 'onnxruntime'} & {*sys.modules}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True
    )

    assert done.stdout.strip() == "[]"
