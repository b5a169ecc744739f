"""The ONNX flavour: a graph run by ONNX Runtime. Data, not code; numpy is all that it needs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import onnxruntime

from diabetes_desktop.adapters.model_host.answers import RawAnswer, Row, checked_answers
from diabetes_desktop.adapters.model_reading import ReadModel
from diabetes_desktop.application.errors import ModelFault
from diabetes_desktop.domain.patient import INPUTS

LARGEST = 1024**3  # bytes
FATAL_ONLY = 4
ARRAY_TYPES: dict[str, Any] = {
    "tensor(string)": np.object_,
    "tensor(float)": np.float32,
    "tensor(double)": np.float64,
    "tensor(int64)": np.int64,
}


class OnnxModel:
    """Loaded from the bytes that were verified, never from a path."""

    def __init__(self, model: ReadModel) -> None:
        """Load the graph.

        Raises:
            ModelRefused: FILE_CHANGED, or SIGNATURE when the graph's own inputs are not the eight.
        """
        content = model.directory.read(model.data_file, LARGEST)
        onnxruntime.disable_telemetry_events()  # Windows does not heed the environment
        self._session = onnxruntime.InferenceSession(
            content, _options(), providers=["CPUExecutionProvider"]
        )
        types = {graph_input.name: graph_input.type for graph_input in self._session.get_inputs()}
        if types.keys() != {spec.name for spec in INPUTS} or not ARRAY_TYPES.keys() >= {
            *types.values()
        }:
            raise model.directory.refused(ModelFault.SIGNATURE, model.data_file)
        self._columns = [(spec.name, ARRAY_TYPES[types[spec.name]]) for spec in INPUTS]

    def answer(self, rows: Sequence[Row]) -> list[RawAnswer]:
        """One answer per row, in order."""
        feed = {
            name: np.array([[row[position]] for row in rows], dtype=array_type)
            for position, (name, array_type) in enumerate(self._columns)
        }
        outcome, *rest = self._session.run(None, feed)
        classes = np.asarray(outcome).reshape(-1).tolist()
        return checked_answers(len(rows), classes, _chances(rest[0]) if rest else None)


def _options() -> onnxruntime.SessionOptions:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # one row at a time: threads only cost
    options.inter_op_num_threads = 1
    options.log_severity_level = FATAL_ONLY
    return options


def _chances(output: Any) -> list[object]:
    """P(class 1) from a matrix of both classes, or from a list of {class: probability}."""
    if isinstance(output, list):
        return [chances[1] for chances in output]
    matrix = np.asarray(output)
    if matrix.ndim != 2 or matrix.shape[1] != 2:
        raise ValueError("shape")
    chances: list[object] = matrix[:, 1].tolist()
    return chances
