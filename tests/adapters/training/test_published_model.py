"""A published directory is complete, is nobody's data, and is there whole or not at all."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import mlflow.onnx
import mlflow.pyfunc
import mlflow.sklearn
import numpy as np
import pytest
from mlflow.models import Model, get_model_info
from tests.adapters.training.conftest import unheard

from diabetes_desktop.adapters import golden_cases, model_manifest
from diabetes_desktop.adapters.model_reading import look_at_model
from diabetes_desktop.adapters.training import served_model
from diabetes_desktop.adapters.training.dataset import NAMES, Dataset, frame
from diabetes_desktop.adapters.training.fitting import FittedForest, split_midpoints
from diabetes_desktop.adapters.training.published_model import PublishModel
from diabetes_desktop.application.errors import StorageUnavailable
from diabetes_desktop.application.inspect_model import ModelFormat
from diabetes_desktop.application.training_errors import OutputTaken
from diabetes_desktop.application.training_ports import (
    Progress,
    RecipeName,
    Stage,
    TrainingRequest,
)
from diabetes_desktop.domain.patient import INPUTS

FILES = {
    "MLmodel",
    "background.json",
    "card.json",
    "conda.yaml",
    "golden_cases.json",
    "input_example.json",
    "manifest.json",
    "model.onnx",
    "model.skops",
    "neighbourhood.json",
    "python_env.yaml",
    "requirements.txt",
    "served_model.zip",
    "serving_input_example.json",
    "trees.onnx",
}


def read(directory: Path, name: str) -> Any:
    return json.loads((directory / name).read_text("utf-8"))


def request_to(out: Path, labelled_csv: Path) -> TrainingRequest:
    return TrainingRequest(labelled_csv, out, RecipeName.SHIPPED, 11, "7")


def test_the_directory_is_complete_and_sealed(published: Path) -> None:
    manifest = model_manifest.check(published)

    assert {path.name for path in published.iterdir()} == FILES
    assert set(manifest.files) == FILES - {"manifest.json"}
    assert (manifest.name, manifest.version) == ("diabetes_model", "7")


def test_a_workstation_takes_it_as_a_graph(published: Path) -> None:
    facts = look_at_model(str(published))

    assert facts.format is ModelFormat.ONNX
    assert set(facts.flavours) == {"onnx", "python_function", "sklearn"}
    assert facts.golden_cases >= 32


def test_the_signature_is_explicit(published: Path) -> None:
    signature = get_model_info(str(published)).signature

    assert signature.inputs.input_names() == [spec.name for spec in INPUTS]
    types = dict(zip(signature.inputs.input_names(), signature.inputs.input_types(), strict=True))
    texts = {name for name, kind in types.items() if kind.name == "string"}
    assert texts == {"gender", "smoking_history"}
    assert {types[name].name for name in types.keys() - texts} == {"double"}
    assert [kind.name for kind in signature.outputs.input_types()] == ["long"]


def test_skops_brings_one_trusted_type(published: Path) -> None:
    flavour = Model.load(str(published)).flavors["sklearn"]

    assert flavour["serialization_format"] == "skops"
    assert flavour["skops_trusted_types"] == ["sklearn.tree._tree.Tree"]


def test_mlflow_answers_an_integer_for_the_input_example(published: Path) -> None:
    model = mlflow.pyfunc.load_model(str(published))

    answers = model.predict(Model.load(str(published)).load_input_example(str(published)))

    assert [int(answer) for answer in answers] == list(answers)
    assert answers.dtype.kind == "i"


def test_mlflow_answers_class_and_probability_when_asked(
    published: Path, shipped: FittedForest, dataset: Dataset
) -> None:
    model = mlflow.pyfunc.load_model(str(published))
    rows = dataset.test.inputs

    answers = model.predict(rows, params={"return_proba": True})

    classes, chances = shipped.answers(rows)
    assert answers["class"].tolist() == classes.tolist() == model.predict(rows).tolist()
    assert answers["probability"].tolist() == chances.tolist()


def test_the_served_code_is_one_readable_file_of_the_manifest(published: Path) -> None:
    flavour = Model.load(str(published)).flavors["python_function"]
    with zipfile.ZipFile(published / flavour["code"]) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}

    assert held == {f"{flavour['loader_module']}.py": Path(served_model.__file__).read_bytes()}
    assert b"ServedModel" in (published / flavour["code"]).read_bytes()
    assert flavour["code"] in model_manifest.check(published).files


def test_the_served_code_needs_nothing_of_this_program() -> None:
    tree = ast.parse(Path(served_model.__file__).read_text("utf-8"))
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in [getattr(node, "module", None) or node.names[0].name]
    }

    assert imported == {"__future__", "typing", "pandas", "skops"}


def test_serving_it_leaves_nothing_in_the_sealed_directory(published: Path) -> None:
    """In a process of its own: here the module may have been imported already."""
    load = "import sys, mlflow.pyfunc; mlflow.pyfunc.load_model(sys.argv[1])"
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
    subprocess.run(
        [sys.executable, "-W", "ignore", "-c", load, str(published)], env=environment, check=True
    )

    assert model_manifest.check(published).files.keys() == FILES - {"manifest.json"}


@pytest.mark.parametrize("kind", [int, float])
def test_flags_may_be_sent_as_long_or_double(published: Path, kind: type) -> None:
    table = frame([("Female", 54.0, 1, 0, "never", 27.3, 6.6, 140.0)])
    table = table.astype({"hypertension": kind, "heart_disease": kind})

    assert mlflow.pyfunc.load_model(str(published)).predict(table).tolist() in ([0], [1])


def test_both_flavours_load_and_answer_alike(published: Path, dataset: Dataset) -> None:
    forest = mlflow.sklearn.load_model(str(published))
    graph = mlflow.onnx.load_model(str(published))
    rows = dataset.test.inputs.head(50)

    assert {value.name for value in graph.graph.input} == set(NAMES)
    assert len(forest.predict(rows)) == 50


def test_golden_cases_cover_both_classes_the_thresholds_and_the_extremes(
    published: Path, shipped: FittedForest
) -> None:
    golden = golden_cases.parse((published / "golden_cases.json").read_bytes())
    patients, answers = golden.patients, golden.answers

    assert len(patients) >= 32
    assert {answer.outcome for answer in answers} == {0, 1}
    assert {6.7, 5.35, 6.55, 6.15} <= {patient.hba1c_level for patient in patients}
    assert {210.0, 113.0} <= {patient.blood_glucose_level for patient in patients}
    assert {patient.gender for patient in patients} == {"Female", "Male", "Other"}
    assert len({patient.smoking_history for patient in patients}) == 6
    splits = split_midpoints(shipped)
    assert any(patient.bmi in splits["bmi"] for patient in patients)
    assert any(patient.age in splits["age"] for patient in patients)
    classes, chances = shipped.answers(frame([patient.row() for patient in patients]))
    assert classes.tolist() == [answer.outcome for answer in answers]
    assert chances.tolist() == [answer.probability for answer in answers]


def test_nothing_in_the_directory_is_a_row_of_the_data(published: Path, dataset: Dataset) -> None:
    known = set(dataset.all.inputs.itertuples(index=False, name=None))
    cases = [case["inputs"] for case in read(published, "golden_cases.json")["cases"]]
    centres = read(published, "background.json")["rows"]
    examples = read(published, "input_example.json")["data"]

    for row in [*cases, *centres, *examples]:
        assert tuple(row) not in known


def test_the_background_stands_for_the_data(
    published: Path, shipped: FittedForest, dataset: Dataset
) -> None:
    background = read(published, "background.json")
    weights = np.array(background["weights"])

    assert 2 <= len(background["rows"]) <= 32
    assert weights.sum() == pytest.approx(1)
    assert (weights > 0).all()
    assert background["base_rate"] == pytest.approx(dataset.all.outcomes.mean())
    mean = (shipped.answers(frame([tuple(row) for row in background["rows"]]))[1] * weights).sum()
    assert mean == pytest.approx(shipped.answers(dataset.all.inputs)[1].mean(), abs=0.05)


def test_the_card_says_how_the_model_was_made(
    published: Path, shipped: FittedForest, dataset: Dataset
) -> None:
    card = read(published, "card.json")

    assert (card["name"], card["version"], card["trained"]) == ("diabetes_model", "7", "2026-03-01")
    assert card["recipe"]["seed"] == 11
    assert card["recipe"]["forest"]["n_estimators"] == 100
    assert card["recipe"]["nodes"] == shipped.nodes
    assert card["data"]["train_rows_used"] == shipped.rows_learnt
    assert card["data"]["sha256"] == dataset.sha256
    assert card["split_midpoints"] == split_midpoints(shipped)
    assert card["libraries"].keys() >= {"python", "scikit-learn", "onnx", "skops", "mlflow"}
    assert card["test"]["rows"] == len(dataset.test)
    assert 0 < card["test"]["scores"]["auc"] < 1
    assert [point["threshold"] for point in card["test"]["operating_points"]] == [
        0.05,
        0.1,
        0.2,
        0.5,
    ]
    assert card["graph"]["published"] is True
    assert card["intended_use"]
    assert card["limits"]


def test_figures_of_other_data_are_not_claimed(published: Path) -> None:
    """The outside check was made on a forest of the original data, which this is not."""
    assert read(published, "card.json")["external_check"] is None


def test_publishing_again_gives_the_same_bytes(
    published: Path,
    shipped: FittedForest,
    dataset: Dataset,
    labelled_csv: Path,
    tmp_path: Path,
) -> None:
    again = tmp_path / "again"
    model = PublishModel()(
        shipped, dataset, request_to(again, labelled_csv), date(2026, 3, 1), unheard
    )

    assert model.digest == model_manifest.check(published).digest
    assert model_manifest.check(again).files == model_manifest.check(published).files


def test_a_graph_that_flips_a_class_is_left_out(
    shipped: FittedForest,
    dataset: Dataset,
    labelled_csv: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The graph of another forest takes the place of one that a scaler has spoilt."""
    from diabetes_desktop.adapters.training import onnx_export
    from diabetes_desktop.adapters.training.fitting import fit

    other = onnx_export.export(fit(dataset, RecipeName.SHIPPED, 99, unheard))
    monkeypatch.setattr(onnx_export, "export", lambda _: other)
    out = tmp_path / "model"
    model = PublishModel()(
        shipped, dataset, request_to(out, labelled_csv), date(2026, 3, 1), unheard
    )

    assert not model.graph_check.agrees
    assert not (out / "model.onnx").exists()
    assert "onnx" not in Model.load(str(out)).flavors
    assert read(out, "card.json")["graph"]["published"] is False
    assert look_at_model(str(out)).format is ModelFormat.SKOPS


def test_an_empty_folder_is_taken(
    shipped: FittedForest, dataset: Dataset, labelled_csv: Path, tmp_path: Path
) -> None:
    out = tmp_path / "empty"
    out.mkdir()
    PublishModel()(shipped, dataset, request_to(out, labelled_csv), date(2026, 3, 1), unheard)

    model_manifest.check(out)
    assert [path.name for path in tmp_path.iterdir()] == ["empty"]


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("kept")

    with pytest.raises(OutputTaken):
        PublishModel().check_free(tmp_path)
    with pytest.raises(OutputTaken):
        PublishModel().check_free(tmp_path / "mine.txt")

    assert (tmp_path / "mine.txt").read_text() == "kept"


def test_what_came_to_stand_there_meanwhile_is_left_alone(
    shipped: FittedForest, dataset: Dataset, labelled_csv: Path, tmp_path: Path
) -> None:
    out = tmp_path / "model"

    def somebody_else_writes(progress: Progress) -> None:
        if progress.stage is Stage.WRITE:
            out.mkdir()
            (out / "theirs.txt").write_text("kept")

    with pytest.raises(OutputTaken):
        PublishModel()(
            shipped,
            dataset,
            request_to(out, labelled_csv),
            date(2026, 3, 1),
            somebody_else_writes,
        )

    assert [path.name for path in tmp_path.rglob("*")] == ["model", "theirs.txt"]


def test_where_nothing_can_be_written_nothing_is_left(
    shipped: FittedForest, dataset: Dataset, labelled_csv: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    out = tmp_path / "file" / "model"

    with pytest.raises(StorageUnavailable):
        PublishModel()(shipped, dataset, request_to(out, labelled_csv), date(2026, 3, 1), unheard)

    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.skipif(sys.platform == "win32", reason="file size limits are a Unix matter")
def test_a_disk_that_fills_up_leaves_nothing(
    shipped: FittedForest, dataset: Dataset, labelled_csv: Path, tmp_path: Path
) -> None:
    import resource
    import signal

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, before[1]))
    try:
        with pytest.raises(StorageUnavailable):
            PublishModel()(
                shipped,
                dataset,
                request_to(tmp_path / "model", labelled_csv),
                date(2026, 3, 1),
                unheard,
            )
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)

    assert list(tmp_path.iterdir()) == []


def test_the_reference_recipe_is_published_too(
    reference: FittedForest, dataset: Dataset, labelled_csv: Path, tmp_path: Path
) -> None:
    out = tmp_path / "model"
    request = TrainingRequest(labelled_csv, out, RecipeName.REFERENCE, 11)
    PublishModel()(reference, dataset, request, date(2026, 3, 1), unheard)

    forest = mlflow.sklearn.load_model(str(out))
    rows = dataset.test.inputs
    assert np.array_equal(forest.predict(rows), reference.answers(rows)[0])
