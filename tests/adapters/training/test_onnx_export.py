"""The graph is compared where it could differ, and a difference is noticed."""

from __future__ import annotations

import onnx
from tests.adapters.training.conftest import unheard

from diabetes_desktop.adapters.training import onnx_export
from diabetes_desktop.adapters.training.dataset import Dataset
from diabetes_desktop.adapters.training.fitting import FittedForest, fit, split_midpoints
from diabetes_desktop.application.training_ports import RecipeName
from diabetes_desktop.domain.patient import INPUTS, Kind


def test_the_graph_answers_as_the_forest_at_every_split(
    shipped: FittedForest, dataset: Dataset
) -> None:
    check = onnx_export.compare_with_forest(onnx_export.export(shipped), shipped, dataset)

    assert check.class_flips == 0
    assert check.largest_difference < 1e-5
    assert check.agrees
    thresholds = sum(map(len, split_midpoints(shipped).values()))
    assert check.rows > len(dataset.test) + thresholds


def test_another_forests_graph_does_not_agree(shipped: FittedForest, dataset: Dataset) -> None:
    other = fit(dataset, RecipeName.SHIPPED, 99, unheard)

    check = onnx_export.compare_with_forest(onnx_export.export(other), shipped, dataset)

    assert not check.agrees
    assert check.largest_difference > 1e-5


def test_the_graph_takes_eight_named_inputs_and_holds_no_scaler(shipped: FittedForest) -> None:
    graph = onnx.load_from_string(onnx_export.export(shipped)).graph

    types = {value.name: value.type.tensor_type.elem_type for value in graph.input}
    assert list(types) == [spec.name for spec in INPUTS]
    for spec in INPUTS:
        text, number = onnx.TensorProto.STRING, onnx.TensorProto.FLOAT
        assert types[spec.name] == (text if spec.kind is Kind.CATEGORY else number)
    operators = {node.op_type for node in graph.node}
    assert not operators & {"Scaler", "ZipMap", "Mul", "Sub", "Div"}


def test_the_same_forest_gives_the_same_bytes(shipped: FittedForest) -> None:
    content = onnx_export.export(shipped)

    assert content == onnx_export.export(shipped)
    # In the order of their names: skl2onnx takes that of a set, another one in each process.
    domains = [opset.domain for opset in onnx.load_from_string(content).opset_import]
    assert domains == ["", "ai.onnx.ml"]
