"""The ONNX flavour: a graph run by ONNX Runtime. Data, not code; numpy is all that it needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from diabetes_desktop.adapters.explanation_files import TREES_FILE
from diabetes_desktop.adapters.model_host.answers import RawAnswer, Row, checked_answers
from diabetes_desktop.adapters.model_host.onnx_session import OnnxSession
from diabetes_desktop.adapters.model_reading import ReadModel

LARGEST = 1024**3  # bytes


class OnnxModel:
    """Loaded from the bytes that were verified, never from a path."""

    def __init__(self, model: ReadModel) -> None:
        """Load the graph.

        Raises:
            ModelRefused: FILE_CHANGED, or SIGNATURE when the graph's own inputs are not the eight.
        """
        directory = model.directory
        self._forest = OnnxSession(directory, model.data_file, LARGEST)
        self._forest.load()
        held = directory.holds(TREES_FILE)
        self._trees = OnnxSession(directory, TREES_FILE, LARGEST) if held else None

    def answer(self, rows: Sequence[Row]) -> list[RawAnswer]:
        """One answer per row, in order."""
        outcome, *rest = self._forest.run(rows)
        classes = np.asarray(outcome).reshape(-1).tolist()
        chances = np.asarray(_chances(rest[0])).tolist() if rest else None
        return checked_answers(len(rows), classes, chances)

    def answer_table(self, table: Mapping[str, Any]) -> tuple[Any, Any | None]:
        """Classes and probabilities."""
        outcome, *rest = self._forest.run_table(table)
        return outcome, np.array(_chances(rest[0]), dtype=np.float64) if rest else None

    def trees(self, row: Row) -> list[float]:
        """P(class 1) by each tree; loaded at the first call, which the start does not wait for."""
        if self._trees is None:
            return []
        (output,) = self._trees.run([row])
        chances: list[float] = np.asarray(output, dtype=np.float64).reshape(-1).tolist()
        return chances


def _chances(output: Any) -> Any:
    """P(class 1) from a matrix of both classes, or from a list of {class: probability}."""
    if isinstance(output, list):
        return [chances[1] for chances in output]
    matrix = np.asarray(output)
    if matrix.ndim != 2 or matrix.shape[1] != 2:
        raise ValueError("shape")
    return matrix[:, 1]
