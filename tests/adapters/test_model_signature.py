"""A signature proves who vouches for exactly these files, or it proves nothing."""

from __future__ import annotations

import json
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.adapters.model_directories import (
    GOLDEN,
    ONNX_FLAVOURS,
    mlmodel,
    publish,
    write_model,
)

from diabetes_desktop.adapters import model_manifest
from diabetes_desktop.adapters.model_directory import ModelDirectory
from diabetes_desktop.adapters.model_reading import look_at_model
from diabetes_desktop.adapters.model_signature import sign, signature_state
from diabetes_desktop.application.errors import ModelFault, ModelRefused
from diabetes_desktop.domain.model_signature import (
    Invalid,
    SignatureFault,
    Signed,
    Unsigned,
    Untrusted,
    key_id,
)

KEY = Ed25519PrivateKey.from_private_bytes(b"\1" * 32)
OTHER = Ed25519PrivateKey.from_private_bytes(b"\2" * 32)


def public(key: Ed25519PrivateKey) -> str:
    return key.public_key().public_bytes_raw().hex()


TRUSTED = [public(OTHER), public(KEY)]
FORGED = Invalid(SignatureFault.FORGED)
UNREADABLE = Invalid(SignatureFault.UNREADABLE)


@pytest.fixture
def model(tmp_path: Path) -> Path:
    files = {
        "MLmodel": mlmodel(ONNX_FLAVOURS),
        "model.onnx": b"graph",
        "golden_cases.json": json.dumps(GOLDEN),
    }
    return write_model(tmp_path / "modelo n.º 1", files)


def rewrite(model: Path, **facts: Any) -> None:
    path = model / "signature.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | facts))


def test_who_signed_is_told(model: Path) -> None:
    signed = sign(model, KEY, 41)

    assert signed == Signed(key_id(public(KEY)), 41)
    assert signature_state(model, TRUSTED) == signed
    assert signature_state(str(model), [public(OTHER)]) == Untrusted(signed.key_id)
    assert signature_state(model, []) == Untrusted(signed.key_id)


def test_a_model_without_signature_says_so(model: Path) -> None:
    assert signature_state(model, TRUSTED) == Unsigned()


def test_signing_changes_neither_digest_nor_manifest(model: Path) -> None:
    before, manifest = look_at_model(str(model)), (model / "manifest.json").read_bytes()
    sign(model, KEY, 1)

    assert look_at_model(str(model)) == before
    assert (model / "manifest.json").read_bytes() == manifest
    assert model_manifest.check(model).digest == before.digest
    assert model_manifest.build(model, "small_model", "7").digest == before.digest


def test_signing_again_replaces_the_signature_and_leaves_nothing_beside_it(model: Path) -> None:
    sign(model, KEY, 1)
    sign(model, OTHER, 2)

    assert signature_state(model, TRUSTED) == Signed(key_id(public(OTHER)), 2)
    assert [path.name for path in model.parent.iterdir()] == [model.name]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_who_may_read_the_manifest_may_read_the_signature(model: Path) -> None:
    (model / "manifest.json").chmod(0o644)
    sign(model, KEY, 1)

    assert stat.S_IMODE((model / "signature.json").stat().st_mode) == 0o644


def change_a_file(model: Path) -> None:
    (model / "model.onnx").write_bytes(b"grapH")


def change_and_seal_anew(model: Path) -> None:
    change_a_file(model)
    publish(model)


def rename(model: Path) -> None:
    publish(model, version="8")


def change_the_contract(model: Path) -> None:
    (model / "MLmodel").write_text(mlmodel(ONNX_FLAVOURS, params=[{"name": "x"}]))
    publish(model)


def change_a_file_of_the_manifest(model: Path) -> None:
    table = json.loads((model / "manifest.json").read_text())
    table["files"]["model.onnx"] = "0" * 64
    (model / "manifest.json").write_text(json.dumps(table))


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (change_a_file, Invalid(SignatureFault.MODEL)),
        (change_a_file_of_the_manifest, Invalid(SignatureFault.MODEL)),
        (change_and_seal_anew, FORGED),
        (rename, FORGED),
        (change_the_contract, FORGED),
        (lambda m: (m / "manifest.json").unlink(), Invalid(SignatureFault.NO_MANIFEST)),
        (lambda m: (m / "extra.py").write_text(""), Invalid(SignatureFault.MODEL)),
        (lambda m: (m / "model.onnx").unlink(), Invalid(SignatureFault.MODEL)),
        (lambda m: (m / "MLmodel").unlink(), Invalid(SignatureFault.MODEL)),
        (lambda m: rewrite(m, sequence=42), FORGED),
        (lambda m: rewrite(m, key=key_id(public(OTHER))), FORGED),
        (lambda m: rewrite(m, signature="A" * 86 + "=="), FORGED),
        (lambda m: rewrite(m, sequence=True), UNREADABLE),
        (lambda m: rewrite(m, sequence=-1), UNREADABLE),
        (lambda m: rewrite(m, sequence=2**53), UNREADABLE),
        (lambda m: rewrite(m, sequence=1.0), UNREADABLE),
        (lambda m: rewrite(m, format=2), UNREADABLE),
        (lambda m: rewrite(m, algorithm="none"), UNREADABLE),
        (lambda m: rewrite(m, signature="ñ"), UNREADABLE),
        (lambda m: rewrite(m, signature="AAAA"), UNREADABLE),
        (lambda m: rewrite(m, key="../../x"), UNREADABLE),
        (lambda m: (m / "signature.json").write_bytes(b" " * 70_000), UNREADABLE),
        (lambda m: (m / "signature.json").write_bytes(b"[" * 60_000), UNREADABLE),
        (lambda m: (m / "signature.json").write_bytes(b"\xff\xfe"), UNREADABLE),
    ],
)
def test_what_was_not_signed_is_not_taken_for_signed(
    model: Path, change: Callable[[Path], object], found: object
) -> None:
    sign(model, KEY, 41)
    change(model)

    assert signature_state(model, TRUSTED) == found


def test_the_signature_of_one_model_is_none_on_another(model: Path, tmp_path: Path) -> None:
    other = write_model(tmp_path / "b", {"MLmodel": mlmodel(ONNX_FLAVOURS), "model.onnx": b"2"})
    sign(other, KEY, 41)
    (model / "signature.json").write_bytes((other / "signature.json").read_bytes())

    assert signature_state(model, TRUSTED) == FORGED


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right on Windows")
def test_a_link_in_place_of_the_signature_is_not_followed(model: Path, tmp_path: Path) -> None:
    sign(model, KEY, 41)
    (model / "signature.json").rename(tmp_path / "elsewhere.json")
    (model / "signature.json").symlink_to(tmp_path / "elsewhere.json")

    assert signature_state(model, TRUSTED) == Invalid(SignatureFault.MODEL)


def test_no_directory_is_an_answer_too(tmp_path: Path) -> None:
    assert signature_state(tmp_path / "none", TRUSTED) == Invalid(SignatureFault.MODEL)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(content=st.binary(max_size=400))
def test_no_content_raises(model: Path, content: bytes) -> None:
    (model / "signature.json").write_bytes(content)

    assert signature_state(model, TRUSTED) == UNREADABLE


def test_a_name_that_is_half_a_character_refuses_the_manifest(model: Path) -> None:
    table = json.loads((model / "manifest.json").read_text()) | {"name": "\ud800"}
    (model / "manifest.json").write_text(json.dumps(table))

    with pytest.raises(ModelRefused) as refused:
        ModelDirectory(str(model))
    assert refused.value.fault is ModelFault.UNREADABLE


def test_a_manifest_can_not_name_its_own_signature(model: Path) -> None:
    sign(model, KEY, 1)
    table = json.loads((model / "manifest.json").read_text())
    table["files"]["signature.json"] = "0" * 64
    (model / "manifest.json").write_text(json.dumps(table))

    assert signature_state(model, TRUSTED) == Invalid(SignatureFault.MODEL)


@pytest.mark.parametrize(
    ("damage", "fault"),
    [
        (change_a_file, ModelFault.FILE_CHANGED),
        (lambda m: (m / "manifest.json").unlink(), ModelFault.UNTRUSTED),
        (lambda m: (m / "extra.py").write_text(""), ModelFault.FILE_UNEXPECTED),
    ],
)
def test_nobody_vouches_for_a_model_that_is_not_what_it_says(
    model: Path, damage: Callable[[Path], object], fault: ModelFault
) -> None:
    damage(model)

    with pytest.raises(ModelRefused) as refused:
        sign(model, KEY, 1)
    assert refused.value.fault is fault
    assert not (model / "signature.json").exists()


def test_looking_imports_nothing_of_weight(model: Path) -> None:
    sign(model, KEY, 41)
    code = (
        "import sys; from diabetes_desktop.adapters.model_signature import signature_state;"
        f"print(signature_state({str(model)!r}, [{public(KEY)!r}]));"
        "print([x for x in ('numpy', 'pandas', 'mlflow', 'sklearn') if x in sys.modules])"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert shown.stdout.splitlines()[0].startswith("Signed(")
    assert shown.stdout.splitlines()[1] == "[]"
