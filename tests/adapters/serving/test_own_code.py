"""What may be served though nobody signed it: models that bring no code, or exactly ours."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.adapters.model_directories import publish

from diabetes_desktop.adapters.model_signature import sign
from diabetes_desktop.adapters.resources import resource
from diabetes_desktop.adapters.serving.trial import examine
from diabetes_desktop.adapters.serving.watched_model import watched_choice
from diabetes_desktop.application.errors import ModelFault, ModelRefused
from diabetes_desktop.application.serving import ServeRequest, TrialFailed, TrialFault
from diabetes_desktop.domain.model_signature import Signed, Unsigned

RULES = watched_choice(ServeRequest(Path("server")))
Flavours = dict[str, dict[str, Any]]
ONNX_SERVED = {"loader_module": "mlflow.onnx", "data": "model.onnx", "python_version": "3.11.7"}
SKOPS_SERVED = {"loader_module": "mlflow.sklearn", "model_path": "model.skops"}


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    return Path(shutil.copytree(resource("model"), tmp_path / "model"))


def changed(directory: Path, change: Callable[[Flavours], object]) -> str:
    path = directory / "MLmodel"
    table = yaml.safe_load(path.read_text())
    change(table["flavors"])
    path.write_text(yaml.safe_dump(table))
    publish(directory, "diabetes_model")
    return str(directory)


def other_code(directory: Path) -> None:
    with zipfile.ZipFile(directory / "served_model.zip", "a") as archive:
        archive.writestr("more.py", "")
    publish(directory, "diabetes_model")


def test_the_model_as_train_writes_it(directory: Path) -> None:
    assert examine(str(directory), RULES).signature == Unsigned()


@pytest.mark.parametrize("served", [ONNX_SERVED, SKOPS_SERVED])
def test_a_model_without_code(directory: Path, served: dict[str, Any]) -> None:
    examine(changed(directory, lambda it: it.update(python_function=served)), RULES)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda it: it["python_function"].update(loader_module="other"), "loader_module"),
        (lambda it: it["python_function"].update(code="code"), "code"),
        (lambda it: it["python_function"].pop("code"), "code"),
        (lambda it: it["python_function"].update(config={"a": 1}), "config"),
        (lambda it: it["python_function"].update(predict_fn="__init__"), "predict_fn"),
        (lambda it: it.update(crate={"version": "1"}), "crate"),
        (lambda it: it.pop("python_function"), "loader_module"),
        (
            lambda it: it.update(python_function={**ONNX_SERVED, "code": "served_model.zip"}),
            "code",
        ),
        (lambda it: it.update(python_function={**ONNX_SERVED, "data": "a/model.onnx"}), "data"),
        (
            lambda it: (
                it.update(python_function=ONNX_SERVED),
                it["onnx"].update(providers=[["TensorrtExecutionProvider", {}]]),
            ),
            "providers",
        ),
        (
            lambda it: (
                it.update(python_function=ONNX_SERVED),
                it["onnx"]["onnx_session_options"].update(extra_session_config={"a": "b"}),
            ),
            "onnx_session_options",
        ),
        (
            lambda it: (
                it.update(python_function=SKOPS_SERVED),
                it["sklearn"].update(skops_trusted_types=["os.system"]),
            ),
            "skops_trusted_types",
        ),
        (
            lambda it: (
                it.update(python_function=SKOPS_SERVED),
                it["sklearn"].update(serialization_format="cloudpickle"),
            ),
            "serialization_format",
        ),
        (lambda it: it.update(python_function={**SKOPS_SERVED, "data": "folder"}), "data"),
    ],
)
def test_what_would_run_code_of_its_own(
    directory: Path, change: Callable[[Flavours], object], named: str
) -> None:
    with pytest.raises(TrialFailed) as raised:
        examine(changed(directory, change), RULES)
    assert (raised.value.fault, raised.value.detail) == (TrialFault.OWN_CODE, named)


def test_other_code_under_our_name_needs_a_signature(directory: Path) -> None:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    other_code(directory)
    with pytest.raises(TrialFailed):
        examine(str(directory), RULES)

    key = Ed25519PrivateKey.generate()
    signed = sign(directory, key, 3)
    public = key.public_key().public_bytes_raw().hex()
    asked = ServeRequest(Path("server"), trusted_keys=frozenset({public}))
    rules = watched_choice(asked)
    assert examine(str(directory), rules).signature == signed == Signed(signed.key_id, 3)

    seen = replace(rules, seen_sequences=frozenset({(signed.key_id, 4)}))
    with pytest.raises(ModelRefused) as raised:
        examine(str(directory), seen)
    assert raised.value.fault is ModelFault.OLDER
