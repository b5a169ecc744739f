"""An MLmodel file is data: whatever it holds, it is read or refused, and nothing happens."""

from __future__ import annotations

import contextlib
import json
import sys
import time

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from tests.adapters.model_directories import CLASS_COLUMN, COLUMNS, SKOPS_FLAVOURS, mlmodel

from diabetes_desktop.adapters import mlmodel_file
from diabetes_desktop.adapters.mlmodel_file import MlmodelFile

BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{last}'] * 9)}]\n"
    for last, name in zip("abcdefgh", "bcdefghi", strict=True)
)


def test_what_mlflow_writes_is_read() -> None:
    text = mlmodel(SKOPS_FLAVOURS, params=[{"name": "return_proba", "type": "boolean"}])

    read = mlmodel_file.parse(text.encode())

    assert read.flavours == SKOPS_FLAVOURS
    assert list(read.inputs) == COLUMNS
    assert list(read.outputs) == CLASS_COLUMN
    assert read.params == ("return_proba",)
    assert read.mlflow_version == "3.17.2"
    assert read.text("sklearn", "sklearn_version") == "1.9.1"
    assert read.text("sklearn", "code") == ""
    assert read.text("onnx", "data") == ""


def test_a_model_logged_without_signature_has_no_columns() -> None:
    read = mlmodel_file.parse(b"flavors: {}\nsignature: null\n")

    assert (read.inputs, read.outputs, read.params) == ((), (), ())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "just text",
        "- a\n- list\n",
        "flavors: 3",
        "flavors: [onnx]",
        "flavors: {onnx: model.onnx}",
        "flavors: {1: {}}",
        "flavors: {",
        "flavors: {}\n---\nflavors: {}\n",
        "flavors: {}\nsignature: here\n",
        "flavors: {}\nsignature: {inputs: 3}\n",
        "flavors: {}\nsignature: {inputs: '{'}\n",
        "flavors: {}\nsignature: {inputs: '{}'}\n",
        "flavors: {}\nsignature: {inputs: '[1]'}\n",
        f"flavors: {{}}\nsignature: {{inputs: '{'[' * 100_000}'}}\n",
        "flavors: {}\ntime: 2024-99-99\n",
        "flavors: {? [a] : {}}\n",
    ],
)
def test_another_shape_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        mlmodel_file.parse(text.encode())


@pytest.mark.parametrize(
    "text",
    [
        BOMB,
        "flavors: &a {}\nother: *a\n",
        "flavors: &a {}\n",
        "flavors: {}\nother: &a [*a]\n",
        "flavors: !!python/object/apply:os.system ['touch marker']\n",
        "flavors: {}\nother: !!binary aGVsbG8=\n",
        "flavors: " + "{a: " * 1000 + "1" + "}" * 1000,
        "flavors: " + "[" * 100_000,
        "flavors: {}\nother: [" + "1," * 200_000 + "]\n",
        "flavors: {}\nother: " + "x" * mlmodel_file.LARGEST,
    ],
    ids=[
        "bomb", "alias", "anchor", "circle", "object", "tag", "deep", "open", "long", "large",
    ],
)  # fmt: skip
def test_what_grows_or_runs_is_refused_at_once(text: str) -> None:
    started = time.monotonic()
    with pytest.raises(ValueError, match=r"\w"):
        mlmodel_file.parse(text.encode())
    assert time.monotonic() - started < 5


@pytest.mark.parametrize("key", sorted(mlmodel_file.PATH_KEYS))
@pytest.mark.parametrize(
    "path", ["../model.pkl", "a/../../b", "/etc/passwd", "C:\\model.pkl", "\\\\host\\share", "", 3]
)
def test_a_path_that_leaves_the_directory_is_refused(key: str, path: str | int) -> None:
    text = mlmodel({"python_function": {key: path}})

    with pytest.raises(ValueError, match=key):
        mlmodel_file.parse(text.encode())


@pytest.mark.parametrize("path", ["model.skops", "data/model.pkl", "..model", "a..b", None])
def test_a_path_that_stays_inside_is_taken(path: str | None) -> None:
    mlmodel_file.parse(mlmodel({"python_function": {"data": path}}).encode())


def read_or_refused(content: bytes) -> None:
    with contextlib.suppress(ValueError):
        assert isinstance(mlmodel_file.parse(content), MlmodelFile)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    read_or_refused(content)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "flavors": VALUES | st.dictionaries(st.sampled_from(["onnx", "sklearn"]), VALUES),
            "signature": VALUES
            | st.dictionaries(
                st.sampled_from(["inputs", "outputs", "params"]),
                VALUES.map(lambda value: json.dumps(value, default=str)),
            ),
            "mlflow_version": VALUES,
        },
    )
)
def test_any_yaml_is_read_or_refused(table: dict[str, object]) -> None:
    read_or_refused(yaml.safe_dump(table).encode())


def test_the_fast_loader_is_there() -> None:
    """Without libyaml a model starts later, not wrongly; the locked wheels have it."""
    if sys.implementation.name == "cpython":
        assert yaml.__with_libyaml__
