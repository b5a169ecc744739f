"""The trees one by one are the forest's: their mean is its answer, at every split too."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from tests.conftest import ROOT

from diabetes_desktop.adapters import golden_cases
from diabetes_desktop.adapters.training import onnx_export
from diabetes_desktop.adapters.training.dataset import Dataset, frame
from diabetes_desktop.adapters.training.fitting import FittedForest, split_midpoints
from diabetes_desktop.adapters.training.tree_graph import export_trees
from diabetes_desktop.domain.patient import INPUTS, Kind, Row
from diabetes_desktop.domain.what_if import sides

SHIPPED = ROOT / "resources" / "model"


def run(content: bytes, rows: Sequence[Row]) -> list[np.ndarray]:
    session = onnxruntime.InferenceSession(content, providers=["CPUExecutionProvider"])
    columns = zip(*rows, strict=True)
    feed = {
        spec.name: np.array(
            column, dtype=object if spec.kind is Kind.CATEGORY else np.float32
        ).reshape(-1, 1)
        for spec, column in zip(INPUTS, columns, strict=True)
    }
    return session.run(None, feed)


def at_splits(row: Row, splits: dict[str, list[float]], most: int) -> list[Row]:
    """`row` moved to both sides of some splits of each number."""
    moved = []
    for place, spec in enumerate(INPUTS):
        told = splits.get(spec.name, [])
        for split in told[:: max(1, len(told) // most)]:
            moved += [(*row[:place], side, *row[place + 1 :]) for side in sides(split)]
    return moved


def test_the_mean_of_the_shipped_trees_is_the_shipped_models_probability() -> None:
    golden = golden_cases.parse((SHIPPED / "golden_cases.json").read_bytes())
    splits = json.loads((SHIPPED / "card.json").read_text("utf-8"))["split_midpoints"]
    rows = [patient.row() for patient in golden.patients]
    rows += [moved for row in rows[::20] for moved in at_splits(row, splits, 400)]

    (trees,) = run((SHIPPED / "trees.onnx").read_bytes(), rows)
    _, chances = run((SHIPPED / "model.onnx").read_bytes(), rows)

    assert len(rows) > 4_000
    assert trees.shape == (len(rows), 100)
    assert np.abs(trees.astype(np.float64).mean(axis=1) - chances[:, 1]).max() < 1e-6


def test_each_target_is_one_tree_of_the_forest(shipped: FittedForest, dataset: Dataset) -> None:
    rows = [tuple(row) for row in dataset.test.inputs.head(200).to_numpy().tolist()]
    rows += at_splits(rows[0], split_midpoints(shipped), 50)
    matrix = shipped.pipeline[0].transform(frame(rows)).astype(np.float32)
    expected = [tree.predict_proba(matrix)[:, 1] for tree in shipped.forest.estimators_]

    (trees,) = run(export_trees(onnx_export.export(shipped)), rows)

    assert np.abs(trees - np.array(expected).T).max() < 1e-6


def test_the_graph_is_sound_and_the_same_each_time(shipped: FittedForest) -> None:
    graph = onnx_export.export(shipped)

    content = export_trees(graph)

    onnx.checker.check_model(onnx.load_from_string(content))
    assert content == export_trees(graph)
    assert len(content) < len(graph)


def test_it_is_published_with_the_graph_only(published: Path) -> None:
    (trees,) = run(
        (published / "trees.onnx").read_bytes(), [("Male", 54.0, 0, 0, "never", 27.3, 6.6, 140.0)]
    )

    assert trees.shape == (1, 100)
    assert trees.min() >= 0
    assert trees.max() <= 1
