"""What the settings screen is told of a model directory before anything of it runs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.adapters.model_directories import (
    CLASS_COLUMN,
    COLUMNS,
    GOLDEN,
    ONNX_FLAVOURS,
    SKOPS_FLAVOURS,
    mlmodel,
    write_model,
)

from diabetes_desktop.adapters.model_manifest import build
from diabetes_desktop.adapters.model_reading import look_at_model
from diabetes_desktop.application.errors import ModelFault, ModelRefused
from diabetes_desktop.application.inspect_model import ModelFormat

CODE_FLAVOURS = {
    "python_function": {"loader_module": "mlflow.sklearn", "model_path": "model.pkl"},
    "sklearn": {
        "pickled_model": "model.pkl",
        "serialization_format": "cloudpickle",
        "sklearn_version": "1.9.1",
    },
}
LOADER_FLAVOURS = {"python_function": {"loader_module": "own_loader", "code": "code"}}


def refusal(directory: Path) -> ModelRefused:
    with pytest.raises(ModelRefused) as caught:
        look_at_model(str(directory))
    return caught.value


def a_model(tmp_path: Path, flavours: Mapping[str, object], *files: str) -> Path:
    contents = {"MLmodel": mlmodel(flavours), **dict.fromkeys(files, b"content")}
    return write_model(tmp_path / "model", contents)


def test_a_published_model_tells_what_it_is(tmp_path: Path) -> None:
    contents = {
        "MLmodel": mlmodel({**SKOPS_FLAVOURS, **ONNX_FLAVOURS}),
        "model.onnx": b"graph",
        "model.skops": b"forest",
        "golden_cases.json": json.dumps(GOLDEN),
    }
    directory = write_model(tmp_path / "model", contents)

    facts = look_at_model(str(directory))

    assert (facts.name, facts.version) == ("small_model", "7")
    assert facts.digest == build(directory, "small_model", "7").digest
    assert facts.location == str(directory)
    assert facts.has_manifest
    assert facts.flavours == ("onnx", "python_function", "sklearn")
    assert facts.format is ModelFormat.ONNX
    assert facts.safe_format
    assert facts.golden_cases == 1
    (library,) = facts.libraries
    assert (library.name, library.trained, library.fits) == ("scikit-learn", "1.9.1", True)


def test_a_model_without_manifest_has_a_digest_and_no_version(tmp_path: Path) -> None:
    contents = {"MLmodel": mlmodel(ONNX_FLAVOURS), "model.onnx": b"graph"}
    directory = write_model(tmp_path / "somewhere", contents, manifest=False)

    facts = look_at_model(str(directory))

    assert (facts.name, facts.version, facts.has_manifest) == ("somewhere", "", False)
    assert facts.digest == build(directory, "", "").digest
    assert facts.golden_cases == 0


@pytest.mark.parametrize(
    ("flavours", "files", "expected"),
    [
        (ONNX_FLAVOURS, ["model.onnx"], ModelFormat.ONNX),
        ({**ONNX_FLAVOURS, **CODE_FLAVOURS}, ["model.onnx", "model.pkl"], ModelFormat.ONNX),
        (SKOPS_FLAVOURS, ["model.skops"], ModelFormat.SKOPS),
        (CODE_FLAVOURS, ["model.pkl"], ModelFormat.CODE),
        (LOADER_FLAVOURS, ["code/own_loader.py"], ModelFormat.CODE),
    ],
)
def test_the_format_that_needs_the_least_trust_is_chosen(
    tmp_path: Path, flavours: Mapping[str, object], files: list[str], expected: ModelFormat
) -> None:
    facts = look_at_model(str(a_model(tmp_path, flavours, *files)))

    assert facts.format is expected
    assert facts.safe_format is (expected is not ModelFormat.CODE)


@pytest.mark.parametrize("flavours", [ONNX_FLAVOURS, SKOPS_FLAVOURS])
def test_a_flavour_without_its_file_is_refused_and_no_other_taken(
    tmp_path: Path, flavours: Mapping[str, object]
) -> None:
    refused = refusal(a_model(tmp_path, flavours, "model.pkl"))

    assert refused.fault is ModelFault.FILE_MISSING
    assert refused.detail in ("model.onnx", "model.skops")


@pytest.mark.parametrize(
    "flavours", [{}, {"spark": {"data": "sparkml"}}, {"onnx": {"data": "../model.onnx"}}]
)
def test_a_description_without_a_flavour_to_run_is_unreadable(
    tmp_path: Path, flavours: Mapping[str, object]
) -> None:
    (tmp_path / "model.onnx").write_bytes(b"graph")

    refused = refusal(a_model(tmp_path, flavours))

    assert (refused.fault, refused.detail) == (ModelFault.UNREADABLE, "MLmodel")


def test_another_signature_is_refused_with_the_input_that_differs(tmp_path: Path) -> None:
    columns = [*COLUMNS[:6], {"name": "HbA1c", "type": "double"}, COLUMNS[7]]
    contents = {"MLmodel": mlmodel(ONNX_FLAVOURS, columns, CLASS_COLUMN), "model.onnx": b"graph"}

    refused = refusal(write_model(tmp_path / "model", contents))

    assert (refused.fault, refused.detail) == (ModelFault.SIGNATURE, "HbA1c_level")


def test_damaged_golden_cases_are_unreadable(tmp_path: Path) -> None:
    directory = a_model(tmp_path, ONNX_FLAVOURS, "model.onnx", "golden_cases.json")

    refused = refusal(directory)

    assert (refused.fault, refused.detail) == (ModelFault.UNREADABLE, "golden_cases.json")


def test_a_changed_file_is_told_before_its_content_is_judged(tmp_path: Path) -> None:
    directory = a_model(tmp_path, ONNX_FLAVOURS, "model.onnx")
    (directory / "MLmodel").write_text("no YAML: {")

    refused = refusal(directory)

    assert (refused.fault, refused.detail) == (ModelFault.FILE_CHANGED, "MLmodel")
