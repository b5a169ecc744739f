"""Any other MLflow model: loading it runs its code, so only a trusted digest comes here."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import mlflow.pyfunc
import numpy as np
import pandas as pd

from diabetes_desktop.adapters.model_contract import column_types
from diabetes_desktop.adapters.model_host.answers import RawAnswer, Row, checked_answers
from diabetes_desktop.adapters.model_reading import ReadModel
from diabetes_desktop.domain.patient import INPUTS

ARRAY_TYPES: dict[str, Any] = {
    "string": np.object_,
    "double": np.float64,
    "float": np.float32,
    "long": np.int64,
    "integer": np.int32,
}
WITH_PROBABILITY = "return_proba"  # the parameter by which a served model offers probabilities


class PyfuncModel:
    """Loaded from a private copy of the verified files, made in the folder `scratch`."""

    def __init__(self, model: ReadModel, scratch: Path) -> None:
        """Copy and load the model.

        Raises:
            ModelRefused: FILE_CHANGED since the files were verified.
        """
        copy = scratch / "model"
        copy.mkdir()
        model.directory.copy_to(copy)
        os.chdir(scratch)  # MLflow and the model's code may write where they stand
        self._model = mlflow.pyfunc.load_model(str(copy))
        self._types = column_types(model.description.inputs)
        asked = WITH_PROBABILITY in model.description.params
        self._params = {WITH_PROBABILITY: True} if asked else None

    def answer(self, rows: Sequence[Row]) -> list[RawAnswer]:
        """One answer per row, in order."""
        names = (spec.name for spec in INPUTS)
        columns = dict(zip(names, zip(*rows, strict=True), strict=True))
        return checked_answers(len(rows), *self._answer(columns))

    def answer_table(self, table: Mapping[str, Any]) -> tuple[Any, Any | None]:
        """Classes and probabilities."""
        classes, chances = self._answer(table)
        return np.array(classes), None if chances is None else np.array(chances)

    def _answer(self, columns: Mapping[str, Any]) -> tuple[list[object], list[object] | None]:
        types = zip(INPUTS, self._types, strict=True)
        table = pd.DataFrame(
            {spec.name: _column(columns[spec.name], type_name) for spec, type_name in types}
        )
        return _unpack(self._model.predict(table, params=self._params))

    def trees(self, row: Row) -> list[float]:
        """Nothing: whatever the model is, it shows its answers only."""
        return []


def _column(values: Sequence[str | float | int], type_name: str) -> Any:
    column = np.array(values, dtype=ARRAY_TYPES[type_name])
    if type_name in ("long", "integer") and not np.array_equal(column, values):
        raise ValueError("a fraction where the model's signature wants an integer")
    return column


def _unpack(output: Any) -> tuple[list[object], list[object] | None]:
    """Classes and probabilities from whatever shape a pyfunc model answers in."""
    if isinstance(output, pd.DataFrame):
        output = output.to_dict("records") if "class" in output.columns else output.to_numpy()
    if isinstance(output, list) and output and isinstance(output[0], dict):
        return [row["class"] for row in output], [row.get("probability") for row in output]
    answers = np.asarray(output)
    if answers.ndim == 2 and answers.shape[1] == 1:
        answers = answers[:, 0]
    return answers.tolist(), None
