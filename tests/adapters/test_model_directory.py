"""A model directory gives away verified files only, and follows nothing."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.adapters.model_directories import publish, write_model

from diabetes_desktop.adapters import model_directory, model_manifest
from diabetes_desktop.adapters.model_directory import ModelDirectory
from diabetes_desktop.application.errors import ModelFault, ModelRefused

FILES = {"MLmodel": "flavors: {}\n", "model.onnx": b"\x00graph\xff", "code/loader.py": "x = 1\n"}
LARGE = 1024


@pytest.fixture
def published(tmp_path: Path) -> Path:
    return write_model(tmp_path / "model", FILES)


def refusal(action: Callable[[], object]) -> ModelRefused:
    with pytest.raises(ModelRefused) as caught:
        action()
    return caught.value


def opening(directory: Path) -> ModelRefused:
    return refusal(lambda: ModelDirectory(str(directory)))


def test_an_untouched_directory_gives_its_files_and_the_digest_of_its_manifest(
    published: Path,
) -> None:
    directory = ModelDirectory(str(published))

    assert directory.read("model.onnx", LARGE) == FILES["model.onnx"]
    manifest = model_manifest.read(published)
    assert manifest is not None
    assert directory.digest() == manifest.digest
    assert directory.manifest == manifest
    assert directory.holds("MLmodel")
    assert directory.holds("code")
    assert not directory.holds("cod")


def test_without_a_manifest_the_digest_is_over_the_files_found(tmp_path: Path) -> None:
    bare = write_model(tmp_path / "model", FILES, manifest=False)

    digest = ModelDirectory(str(bare)).digest()

    assert digest == model_manifest.build(bare, "", "").digest
    (bare / "code/loader.py").write_text("x = 2\n")
    assert ModelDirectory(str(bare)).digest() != digest


def test_the_file_that_a_download_adds_counts_for_nothing(published: Path) -> None:
    digest = ModelDirectory(str(published)).digest()
    (published / "registered_model_meta").write_text("model_name: diabetes_model\n")

    assert ModelDirectory(str(published)).digest() == digest


@pytest.mark.parametrize("location", ["gone", "model/MLmodel", "model/MLmodel/deeper"])
def test_a_directory_that_is_none_is_missing(published: Path, location: str) -> None:
    refused = opening(published.parent / location)

    assert refused.fault is ModelFault.MISSING
    assert refused.location == str(published.parent / location)


def test_a_directory_without_mlmodel_is_missing_it(tmp_path: Path) -> None:
    refused = opening(write_model(tmp_path / "model", {"model.onnx": b"graph"}))

    assert (refused.fault, refused.detail) == (ModelFault.MISSING, "MLmodel")


def test_a_truncated_file_is_a_changed_file(published: Path) -> None:
    (published / "model.onnx").write_bytes(b"\x00gra")
    directory = ModelDirectory(str(published))

    for action in (directory.digest, lambda: directory.read("model.onnx", LARGE)):
        refused = refusal(action)
        assert (refused.fault, refused.detail) == (ModelFault.FILE_CHANGED, "model.onnx")


def test_one_changed_byte_is_noticed(published: Path) -> None:
    content = bytearray((published / "code/loader.py").read_bytes())
    content[0] ^= 1
    (published / "code/loader.py").write_bytes(content)

    refused = refusal(ModelDirectory(str(published)).digest)

    assert (refused.fault, refused.detail) == (ModelFault.FILE_CHANGED, "code/loader.py")


def test_a_file_that_is_gone_is_named(published: Path) -> None:
    (published / "code/loader.py").unlink()

    refused = opening(published)

    assert (refused.fault, refused.detail) == (ModelFault.FILE_MISSING, "code/loader.py")


def test_a_file_that_the_manifest_does_not_name_is_named(published: Path) -> None:
    (published / "code" / "sitecustomize.py").write_text("x = 1\n")

    refused = opening(published)

    assert (refused.fault, refused.detail) == (
        ModelFault.FILE_UNEXPECTED,
        "code/sitecustomize.py",
    )


@pytest.mark.parametrize("has_manifest", [True, False])
def test_a_file_changed_between_two_reads_is_noticed(tmp_path: Path, has_manifest: bool) -> None:
    path = write_model(tmp_path / "model", FILES, manifest=has_manifest)
    directory = ModelDirectory(str(path))
    directory.digest()
    (path / "model.onnx").write_bytes(b"another graph")

    refused = refusal(lambda: directory.read("model.onnx", LARGE))
    assert (refused.fault, refused.detail) == (ModelFault.FILE_CHANGED, "model.onnx")
    copy = tmp_path / "copy"
    copy.mkdir()
    assert refusal(lambda: directory.copy_to(copy)).fault is ModelFault.FILE_CHANGED


def test_a_copy_holds_the_verified_files_and_no_other(published: Path, tmp_path: Path) -> None:
    directory = ModelDirectory(str(published))
    copy = tmp_path / "copy"
    copy.mkdir()

    directory.copy_to(copy)

    found = {path.relative_to(copy).as_posix() for path in copy.rglob("*") if path.is_file()}
    assert found == FILES.keys()
    assert (copy / "model.onnx").read_bytes() == FILES["model.onnx"]


def test_a_file_larger_than_allowed_is_not_read(published: Path) -> None:
    refused = refusal(lambda: ModelDirectory(str(published)).read("model.onnx", 3))

    assert (refused.fault, refused.detail) == (ModelFault.UNREADABLE, "model.onnx")


@pytest.mark.parametrize("name", ["../outside", "/etc/passwd", "code/../MLmodel", "gone"])
def test_only_listed_names_are_read(published: Path, name: str) -> None:
    (published.parent / "outside").write_text("not the model's")

    refused = refusal(lambda: ModelDirectory(str(published)).read(name, LARGE))

    assert refused.fault is ModelFault.FILE_MISSING


@pytest.mark.parametrize("name", ["../outside", "/etc/passwd", "C:\\x", "code\\loader.py", ""])
def test_a_manifest_that_names_what_is_outside_is_unreadable(published: Path, name: str) -> None:
    (published.parent / "outside").write_text("not the model's")
    manifest = published / model_manifest.FILE_NAME
    table = json.loads(manifest.read_text())
    table["files"][name] = "0" * 64
    manifest.write_text(json.dumps(table))

    refused = opening(published)

    assert refused == ModelRefused(ModelFault.UNREADABLE, str(published), model_manifest.FILE_NAME)


@pytest.mark.parametrize("name", ["model.onnx", "code", "manifest.json", "MLmodel"])
def test_a_link_in_place_of_a_file_refuses_the_directory(published: Path, name: str) -> None:
    elsewhere = published.parent / "elsewhere"
    shutil.move(published / name, elsewhere)
    link(published / name, elsewhere)

    refused = opening(published)

    assert (refused.fault, refused.detail) == (ModelFault.FILE_UNEXPECTED, name)


def test_a_link_put_in_after_the_listing_is_not_followed(published: Path) -> None:
    directory = ModelDirectory(str(published))
    shutil.move(published / "model.onnx", published.parent / "elsewhere")
    link(published / "model.onnx", published.parent / "elsewhere")

    refused = refusal(lambda: directory.read("model.onnx", LARGE))

    assert refused.fault is ModelFault.UNREADABLE


def test_a_link_to_the_directory_itself_is_followed(published: Path) -> None:
    current = published.parent / "current"
    link(current, published)

    assert ModelDirectory(str(current)).digest() == ModelDirectory(str(published)).digest()


def test_links_in_a_circle_are_no_directory(tmp_path: Path) -> None:
    link(tmp_path / "one", tmp_path / "two")
    link(tmp_path / "two", tmp_path / "one")

    assert opening(tmp_path / "one").fault in (ModelFault.UNREADABLE, ModelFault.MISSING)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes in directories")
@pytest.mark.parametrize("name", ["MLmodel", "manifest.json", "another"])
def test_a_pipe_in_place_of_a_file_refuses_the_directory_and_blocks_nobody(
    published: Path, name: str
) -> None:
    (published / name).unlink(missing_ok=True)
    os.mkfifo(published / name)

    refused = opening(published)

    assert (refused.fault, refused.detail) == (ModelFault.FILE_UNEXPECTED, name)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes in directories")
def test_a_pipe_put_in_after_the_listing_blocks_nobody(published: Path) -> None:
    directory = ModelDirectory(str(published))
    (published / "model.onnx").unlink()
    os.mkfifo(published / "model.onnx")

    refused = refusal(directory.digest)

    assert (refused.fault, refused.detail) == (ModelFault.UNREADABLE, "model.onnx")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows refuses such names itself")
@pytest.mark.parametrize("name", ["a\nb", "a\x1b[31mb", "a\\b", "a\u202eb"])
def test_a_name_that_cannot_be_shown_refuses_the_directory(published: Path, name: str) -> None:
    (published / name).write_text("x")

    refused = opening(published)

    assert refused.fault is ModelFault.FILE_UNEXPECTED
    assert refused.detail.isprintable()


def test_a_very_deep_directory_is_refused(published: Path) -> None:
    deep = published.joinpath(*["d"] * (model_directory.DEEPEST + 1))
    deep.mkdir(parents=True)

    assert opening(published) == ModelRefused(ModelFault.UNREADABLE, str(published), "d")


def test_a_directory_of_very_many_files_is_refused(
    published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(model_directory, "MOST_FILES", 20)
    for number in range(20):
        (published / f"file{number}").touch()

    assert opening(published).fault is ModelFault.UNREADABLE


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{", b"\xff\xfe", b'{"format": 2}', b"[" * 100_000]
)
def test_a_damaged_manifest_is_unreadable(published: Path, content: bytes) -> None:
    (published / model_manifest.FILE_NAME).write_bytes(content)

    assert opening(published) == ModelRefused(
        ModelFault.UNREADABLE, str(published), model_manifest.FILE_NAME
    )


def test_a_new_manifest_makes_a_new_model(published: Path) -> None:
    before = ModelDirectory(str(published)).digest()

    publish(published, version="8")

    assert ModelDirectory(str(published)).digest() != before


def link(path: Path, target: Path) -> None:
    try:
        path.symlink_to(target, target_is_directory=target.is_dir())
    except OSError:
        pytest.skip("this account may not make links")
