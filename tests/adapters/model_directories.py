"""Writes small model directories by hand: what reads them must not care who wrote them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from diabetes_desktop.adapters import model_manifest
from diabetes_desktop.domain.patient import INPUTS

COLUMNS = [{"type": spec.kind.value, "name": spec.name, "required": True} for spec in INPUTS]
CLASS_COLUMN = [{"type": "long", "required": True}]
ONNX_FLAVOURS = {
    "onnx": {"code": None, "data": "model.onnx", "onnx_version": "1.23.2"},
    "python_function": {"data": "model.onnx", "loader_module": "mlflow.onnx"},
}
SKOPS_FLAVOURS = {
    "python_function": {"loader_module": "mlflow.sklearn", "model_path": "model.skops"},
    "sklearn": {
        "code": None,
        "pickled_model": "model.skops",
        "serialization_format": "skops",
        "sklearn_version": "1.9.1",
    },
}
CASE = {
    "inputs": ["Female", 54.0, 0, 0, "never", 27.3, 6.6, 140.0],
    "class": 0,
    "probability": 0.0123,
}
GOLDEN = {"format": 1, "tolerance": 1e-5, "cases": [CASE]}


def mlmodel(
    flavours: Mapping[str, Any],
    inputs: list[Mapping[str, Any]] | None = None,
    outputs: list[Mapping[str, Any]] | None = None,
    params: list[Mapping[str, Any]] | None = None,
) -> str:
    """The text of an MLmodel file, in the shape that MLflow 3.17 writes."""
    signature = {
        "inputs": json.dumps(COLUMNS if inputs is None else inputs),
        "outputs": json.dumps(CLASS_COLUMN if outputs is None else outputs),
        "params": json.dumps(params) if params else None,
    }
    table = {"flavors": flavours, "mlflow_version": "3.17.2", "signature": signature}
    return yaml.safe_dump(table)


def write_model(
    directory: Path, files: Mapping[str, str | bytes], *, manifest: bool = True
) -> Path:
    """Write `files` under `directory`, with a manifest that agrees with them."""
    for name, content in files.items():
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    if manifest:
        publish(directory)
    return directory


def publish(directory: Path, name: str = "small_model", version: str = "7") -> None:
    """Write a new manifest over the files as they stand."""
    (directory / model_manifest.FILE_NAME).unlink(missing_ok=True)
    model_manifest.write(directory, model_manifest.build(directory, name, version))
