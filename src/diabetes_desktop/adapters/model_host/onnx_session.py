"""One ONNX graph that takes the eight inputs by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import onnxruntime

from diabetes_desktop.adapters.model_directory import ModelDirectory
from diabetes_desktop.adapters.model_host.answers import Row
from diabetes_desktop.application.errors import ModelFault
from diabetes_desktop.domain.patient import INPUTS

FATAL_ONLY = 4
ARRAY_TYPES: dict[str, Any] = {
    "tensor(string)": np.object_,
    "tensor(float)": np.float32,
    "tensor(double)": np.float64,
    "tensor(int64)": np.int64,
}


class OnnxSession:
    """The verified bytes of a graph, made into a session when it is first needed."""

    def __init__(self, directory: ModelDirectory, name: str, largest: int) -> None:
        """Read the file `name` of at most `largest` bytes. Raises ModelRefused."""
        self._content = directory.read(name, largest)
        self._not_the_eight = directory.refused(ModelFault.SIGNATURE, name)
        self._session: Any = None
        self._columns: list[tuple[str, Any]] = []

    def load(self) -> None:
        """Make the session.

        Raises:
            ModelRefused: SIGNATURE, the graph's own inputs are not the eight.
        """
        onnxruntime.disable_telemetry_events()  # Windows does not heed the environment
        session = onnxruntime.InferenceSession(
            self._content, _options(), providers=["CPUExecutionProvider"]
        )
        types = {graph_input.name: graph_input.type for graph_input in session.get_inputs()}
        if types.keys() != {spec.name for spec in INPUTS} or not ARRAY_TYPES.keys() >= {
            *types.values()
        }:
            raise self._not_the_eight
        self._columns = [(spec.name, ARRAY_TYPES[types[spec.name]]) for spec in INPUTS]
        self._session = session
        self._content = b""

    def run(self, rows: Sequence[Row]) -> list[Any]:
        """The graph's outputs for `rows`, in order."""
        # Column by column: twelve thousand rows take 6 ms, and row by row 15.
        columns = zip(*rows, strict=True) if rows else [()] * len(INPUTS)
        names = (spec.name for spec in INPUTS)
        return self.run_table(dict(zip(names, columns, strict=True)))

    def run_table(self, table: Mapping[str, Any]) -> list[Any]:
        """The graph's outputs for columns by name."""
        if self._session is None:
            self.load()
        feed = {
            name: np.array(table[name], dtype=array_type).reshape(-1, 1)
            for name, array_type in self._columns
        }
        outputs: list[Any] = self._session.run(None, feed)
        return outputs


def _options() -> onnxruntime.SessionOptions:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # one row at a time: threads only cost
    options.inter_op_num_threads = 1
    options.log_severity_level = FATAL_ONLY
    return options
