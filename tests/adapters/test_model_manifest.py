"""The manifest notices every change to a published directory."""

import hashlib
import json
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diabetes_desktop.adapters import model_manifest
from diabetes_desktop.application.errors import ModelFault, ModelRefused


@pytest.fixture
def published(tmp_path: Path) -> Path:
    directory = tmp_path / "model"
    (directory / "code").mkdir(parents=True)
    (directory / "MLmodel").write_text("flavors: {}\n")
    (directory / "code" / "ñandú.txt").write_bytes(b"\x00\xff")
    model_manifest.write(directory, model_manifest.build(directory, "diabetes_model", "3"))
    return directory


def refusal(directory: Path) -> ModelRefused:
    with pytest.raises(ModelRefused) as caught:
        model_manifest.check(directory)
    return caught.value


def test_untouched_directory_is_accepted_with_its_name_and_version(published: Path) -> None:
    manifest = model_manifest.check(published)
    assert (manifest.name, manifest.version) == ("diabetes_model", "3")
    assert manifest.files == {
        "MLmodel": hashlib.sha256(b"flavors: {}\n").hexdigest(),
        "code/ñandú.txt": hashlib.sha256(b"\x00\xff").hexdigest(),
    }


def test_digest_is_the_sha256_of_canonical_json(published: Path) -> None:
    manifest = model_manifest.check(published)
    table = {"version": "3", "name": "diabetes_model", "files": dict(manifest.files)}
    text = json.dumps(table, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert manifest.digest == hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize("field", ["name", "version"])
def test_digest_binds_name_and_version(published: Path, field: str) -> None:
    before = model_manifest.check(published).digest
    path = published / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {field: "other"}))
    assert model_manifest.check(published).digest != before


def test_changed_byte_is_named(published: Path) -> None:
    (published / "code" / "ñandú.txt").write_bytes(b"\x01\xff")
    error = refusal(published)
    assert (error.fault, error.detail) == (ModelFault.FILE_CHANGED, "code/ñandú.txt")


def test_missing_file_is_named(published: Path) -> None:
    (published / "MLmodel").unlink()
    error = refusal(published)
    assert (error.fault, error.detail) == (ModelFault.FILE_MISSING, "MLmodel")


def test_unexpected_file_is_named(published: Path) -> None:
    (published / "code" / "extra.py").write_text("")
    error = refusal(published)
    assert (error.fault, error.detail) == (ModelFault.FILE_UNEXPECTED, "code/extra.py")


def test_what_mlflow_adds_to_a_download_is_not_part_of_the_model(published: Path) -> None:
    before = model_manifest.check(published).digest
    (published / "registered_model_meta").write_text("model_name: x\n")
    assert model_manifest.check(published).digest == before


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege on Windows")
@pytest.mark.parametrize("target", ["MLmodel", "code"])
def test_link_is_refused(published: Path, target: str) -> None:
    (published / "link").symlink_to(published / target)
    error = refusal(published)
    assert (error.fault, error.detail) == (ModelFault.FILE_UNEXPECTED, "link")


@pytest.mark.parametrize("make", [False, True])
def test_no_model_there(tmp_path: Path, make: bool) -> None:
    directory = tmp_path / "nothing"
    if make:
        directory.mkdir()
    assert refusal(directory).fault is ModelFault.MISSING


def test_directory_without_manifest_has_a_digest_over_what_is_found(published: Path) -> None:
    (published / "manifest.json").unlink()
    found = model_manifest.check(published)
    assert (found.name, found.version) == ("", "")
    (published / "MLmodel").write_text("flavors: {x: y}\n")
    assert model_manifest.check(published).digest != found.digest


GOOD_HASH = "0" * 64


@pytest.mark.parametrize(
    "table",
    [
        [],
        {"format": 2, "name": "m", "version": "1", "files": {}},
        {"format": 1, "name": "m", "version": 1, "files": {}},
        {"format": 1, "name": "m", "files": {}},
        {"format": 1, "name": "m", "version": "1", "files": {"../secret": GOOD_HASH}},
        {"format": 1, "name": "m", "version": "1", "files": {"/etc/hosts": GOOD_HASH}},
        {"format": 1, "name": "m", "version": "1", "files": {"a\\b": GOOD_HASH}},
        {"format": 1, "name": "m", "version": "1", "files": {"a//b": GOOD_HASH}},
        {"format": 1, "name": "m", "version": "1", "files": {"MLmodel": "00"}},
        {"format": 1, "name": "m", "version": "1", "files": {"MLmodel": GOOD_HASH.upper() + "A"}},
        {"format": 1, "name": "m", "version": "1", "files": {"MLmodel": None}},
    ],
)
def test_manifest_of_another_shape_is_refused(published: Path, table: object) -> None:
    (published / "manifest.json").write_text(json.dumps(table))
    error = refusal(published)
    assert (error.fault, error.detail) == (ModelFault.UNREADABLE, "manifest.json")


@given(st.binary(max_size=60))
def test_arbitrary_bytes_as_manifest_never_pass(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    directory = tmp_path_factory.mktemp("any")
    (directory / "MLmodel").write_text("")
    (directory / "manifest.json").write_bytes(content)
    assert refusal(directory).fault is ModelFault.UNREADABLE


def test_deeply_nested_manifest_is_refused(published: Path) -> None:
    (published / "manifest.json").write_text("[" * 100_000)
    assert refusal(published).fault is ModelFault.UNREADABLE
