"""The published figures, on the training data itself, which is not part of the project.

About thirty seconds: both recipes are trained in full.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from diabetes_desktop.adapters.resources import resource
from diabetes_desktop.bootstrap_admin import root

FILES_OF_THE_FOREST = (
    "background.json",
    "golden_cases.json",
    "input_example.json",
    "model.onnx",
    "model.skops",
)


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(root(), ["model", *map(str, arguments)])
    assert result.exit_code == 0, result.output
    return result


@pytest.fixture(scope="module")
def shipped(diabetes_csv: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("shipped") / "model"
    run("train", "--data", diabetes_csv, "--out", out)
    return out


@pytest.fixture(scope="module")
def reference(diabetes_csv: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Result, Path]:
    out = tmp_path_factory.mktemp("reference") / "model"
    return run("train", "--data", diabetes_csv, "--out", out, "--recipe", "reference"), out


def evaluated(directory: Path, diabetes_csv: Path) -> dict[str, Any]:
    document = run("evaluate", directory, "--data", diabetes_csv, "--json").stdout
    return dict(json.loads(document))


def test_the_shipped_recipe_keeps_its_figures(shipped: Path, diabetes_csv: Path) -> None:
    evaluation = evaluated(shipped, diabetes_csv)

    assert (evaluation["rows"], evaluation["positives"]) == (19_230, 1_696)
    assert evaluation["auc"] >= 0.973
    assert evaluation["average_precision"] >= 0.87
    assert evaluation["brier"] <= 0.0245
    assert 0.971 <= evaluation["accuracy"] <= 0.972
    assert evaluation["precision"] >= 0.995
    points = {point["threshold"]: point for point in evaluation["operating_points"]}
    assert points[0.1]["sensitivity"] >= 0.9
    assert points[0.1]["specificity"] >= 0.88


def test_the_shipped_model_is_what_its_recipe_makes(shipped: Path) -> None:
    """Anybody with the data can make it again, byte for byte."""
    for name in FILES_OF_THE_FOREST:
        assert (shipped / name).read_bytes() == (resource("model") / name).read_bytes(), name


def test_the_card_counts_the_rows(shipped: Path) -> None:
    data = json.loads((shipped / "card.json").read_text("utf-8"))["data"]

    assert data["rows"] == 100_000
    assert data["distinct_rows"] == 96_146
    assert data["train_rows"] == 76_916
    assert data["test_rows"] == 19_230
    assert data["train_rows_used"] < data["train_rows"]


def test_the_reference_recipe_reproduces_the_reference_table(
    reference: tuple[Result, Path], diabetes_csv: Path
) -> None:
    evaluation = evaluated(reference[1], diabetes_csv)

    assert 0.9714 <= evaluation["accuracy"] <= 0.9718
    assert 0.680 <= evaluation["recall"] <= 0.682


def test_the_graph_of_the_reference_recipe_is_left_out(reference: tuple[Result, Path]) -> None:
    """Behind its scaler, patients at a split threshold change sides in single precision."""
    result, out = reference

    assert "ONNX graph left out" in result.stdout
    assert not (out / "model.onnx").exists()
    assert json.loads((out / "card.json").read_text("utf-8"))["external_check"] is None


def test_both_models_verify(shipped: Path, reference: tuple[Result, Path]) -> None:
    run("verify", shipped)
    run("verify", reference[1])


def test_nothing_published_is_a_row_of_the_data(shipped: Path, diabetes_csv: Path) -> None:
    from diabetes_desktop.adapters.training.dataset import read_dataset

    known = set(read_dataset(diabetes_csv).all.inputs.itertuples(index=False, name=None))
    cases = json.loads((shipped / "golden_cases.json").read_text("utf-8"))["cases"]
    centres = json.loads((shipped / "background.json").read_text("utf-8"))["rows"]
    examples = json.loads((shipped / "input_example.json").read_text("utf-8"))["data"]

    for row in [*(case["inputs"] for case in cases), *centres, *examples]:
        assert tuple(row) not in known
