"""The forest as an ONNX graph: eight named inputs, numbers in single precision, text as text.

A graph that agrees with its forest on every patient in the data may still flip others: splits lie
between the values of the data. So both are also asked about patients *at* each split threshold,
and just beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import onnxruntime
import pandas as pd
from onnx import ModelProto
from onnx.helper import make_opsetid
from skl2onnx import to_onnx
from skl2onnx.common.data_types import FloatTensorType, StringTensorType

from diabetes_desktop.adapters.training.dataset import Dataset
from diabetes_desktop.adapters.training.fitting import FittedForest, split_midpoints
from diabetes_desktop.application.training_ports import MODEL_NAME, GraphCheck
from diabetes_desktop.domain.patient import INPUTS, Input, Kind

OPSETS = {"": 21, "ai.onnx.ml": 3}  # pinned, so that the same forest gives the same bytes
ROWS_AT_THRESHOLDS = 4_000  # patients per input, spread over its thresholds
FEWEST_ROWS_AT_A_THRESHOLD = 8


def export(fitted: FittedForest) -> bytes:
    """The graph: outputs are the class (`int64`) and both probabilities (`float32`, n x 2)."""
    types = [
        (
            spec.name,
            (StringTensorType if spec.kind is Kind.CATEGORY else FloatTensorType)([None, 1]),
        )
        for spec in INPUTS
    ]
    graph = to_onnx(
        fitted.pipeline,
        initial_types=types,
        options={"zipmap": False},
        target_opset=OPSETS,
        name=MODEL_NAME,
    )
    _sort_opsets(graph)
    content: bytes = graph.SerializeToString(deterministic=True)
    return content


def _sort_opsets(graph: ModelProto) -> None:
    """skl2onnx lists them in the order of a set, which differs from process to process."""
    opsets = [make_opsetid(opset.domain, opset.version) for opset in graph.opset_import]
    del graph.opset_import[:]
    graph.opset_import.extend(sorted(opsets, key=lambda opset: str(opset.domain)))


def _tensor_type(spec: Input) -> StringTensorType | FloatTensorType:
    """One column of any number of patients."""
    column = StringTensorType if spec.kind is Kind.CATEGORY else FloatTensorType
    return column([None, 1])


def compare_with_forest(content: bytes, fitted: FittedForest, dataset: Dataset) -> GraphCheck:
    """Ask graph and forest about the held-out patients and about patients at every split."""
    session = _session(content)
    rows = flips = 0
    largest = 0.0
    for table in (dataset.test.inputs, *_at_thresholds(fitted, dataset.test.inputs)):
        classes, chances = fitted.answers(table)
        graph_classes, graph_chances = _run(session, table)
        rows += len(table)
        flips += int((classes != graph_classes).sum())
        largest = max(largest, float(np.abs(chances - graph_chances).max()))
    return GraphCheck(rows, flips, largest)


def _session(content: bytes) -> onnxruntime.InferenceSession:
    onnxruntime.disable_telemetry_events()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])


def _run(session: onnxruntime.InferenceSession, table: pd.DataFrame) -> tuple[Any, Any]:
    feed = {
        spec.name: table[[spec.name]].to_numpy(
            dtype=object if spec.kind is Kind.CATEGORY else np.float32
        )
        for spec in INPUTS
    }
    classes, chances = session.run(None, feed)
    return classes, chances[:, 1]


def _at_thresholds(fitted: FittedForest, patients: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """One table per numeric input: real patients with that input moved to a threshold."""
    for name, thresholds in split_midpoints(fitted).items():
        values = _around(np.array(thresholds))
        if len(values):
            each = max(FEWEST_ROWS_AT_A_THRESHOLD, ROWS_AT_THRESHOLDS // len(values))
            chosen = patients.sample(
                n=each * len(values), replace=True, random_state=0, ignore_index=True
            )
            yield chosen.assign(**{name: np.tile(values, each)})


def _around(thresholds: Any) -> Any:
    """Each threshold, its neighbours in single precision, and the way a doctor would type it."""
    single = thresholds.astype(np.float32)
    values = [
        thresholds,
        single,
        np.nextafter(single, np.float32(-np.inf)),
        np.nextafter(single, np.float32(np.inf)),
        np.round(thresholds, 2),
    ]
    return np.unique(np.concatenate([array.astype(np.float64) for array in values]))
