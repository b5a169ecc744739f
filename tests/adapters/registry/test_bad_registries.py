"""Registries that misbehave in odd ways, on real sockets, and what the cache makes of them.

`test_every_bad_registry.py` has the usual ones.
"""

from __future__ import annotations

import logging
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Timer
from typing import Any

import pytest

from diabetes_desktop.adapters.registry.download import is_plain_name
from diabetes_desktop.adapters.registry.mlflow_registry import MlflowRegistry
from diabetes_desktop.adapters.registry.model_cache import KEPT, STALE_SECONDS, ModelCache
from diabetes_desktop.application.errors import AppError, ModelRefused
from diabetes_desktop.application.model_choice import ModelChoice
from diabetes_desktop.application.registry_errors import (
    FetchCancelled,
    RegistryFailed,
    RegistryFault,
)
from diabetes_desktop.application.server_errors import ServerFault

from ..model_directories import publish
from . import bad_servers
from .bad_servers import ALIAS, DOWNLOAD, FILES, Reply, Script, as_json, scripted
from .certificates import Authority
from .conftest import choice_of

STEP_SECONDS = 3.0
SCHEDULING = 1.5  # what a busy machine may add


def resolved(registry: MlflowRegistry, choice: ModelChoice) -> RegistryFailed:
    """How the registry fails, within a step's time."""
    began = time.monotonic()
    with pytest.raises(RegistryFailed) as caught:
        registry.resolve(choice, Event())
    assert time.monotonic() - began < STEP_SECONDS + SCHEDULING
    return caught.value


def fetched(registry: MlflowRegistry, choice: ModelChoice) -> Any:
    version = registry.resolve(choice, Event())
    return registry.fetch(choice, version, lambda *_: None, Event())


def failure(registry: MlflowRegistry, url: str) -> AppError:
    with pytest.raises(AppError) as caught:
        fetched(registry, choice_of(url))
    return caught.value


@pytest.fixture(autouse=True)
def _nothing_is_left(tmp_path: Path, small_model: Path) -> Iterator[None]:
    """Neither half a model nor a file beside the cache; nothing of the server's words logged."""
    yield
    files = {path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file()}
    assert {path for path in files if path.parts[0] not in ("cache", small_model.name)} == set()
    assert list(tmp_path.rglob("fetching-*")) == []
    assert not (tmp_path / "evil.txt").exists()


def test_a_wait_can_be_given_up(registry: MlflowRegistry) -> None:
    cancel = Event()
    timer = Timer(0.2, cancel.set)
    with bad_servers.raw(bad_servers.drip) as url:
        timer.start()
        began = time.monotonic()
        with pytest.raises(FetchCancelled):
            registry.resolve(choice_of(url), cancel)
        assert time.monotonic() - began < 1.5
    timer.join()


def test_an_authority_that_nobody_knows(
    registry: MlflowRegistry, script: Script, authority: Authority
) -> None:
    """Security 10."""
    with scripted(script, authority.server_context()) as url:
        assert resolved(registry, choice_of(url)).fault is ServerFault.TLS_UNKNOWN
        assert script.asked == []
        known = choice_of(url, ca_file=str(authority.file))
        assert registry.resolve(known, Event()).version == "1"


def test_plain_http_does_not_leave_this_computer(registry: MlflowRegistry) -> None:
    """Security 10."""
    failed = resolved(registry, choice_of("http://registry.hospital.example"))
    assert failed.fault is ServerFault.PLAIN_HTTP


REPLIES: dict[str, tuple[Reply, RegistryFault | ServerFault]] = {
    "503": ((503, b"", {}), ServerFault.FAILED),
    "a list": (as_json([1, 2]), RegistryFault.NOT_MLFLOW),
    "another object": (as_json({"model_version": "1"}), RegistryFault.NOT_MLFLOW),
    "no version": (as_json({"model_version": {"name": "x"}}), RegistryFault.NOT_MLFLOW),
    "deep": ((200, b"[" * 100_000, {}), RegistryFault.NOT_MLFLOW),
    "huge": ((200, b"[" * 9_000_000, {}), ServerFault.ANSWER_TOO_LARGE),
    "gzip": ((200, b"\x1f\x8b\x08\x00", {"Content-Encoding": "gzip"}), RegistryFault.NOT_MLFLOW),
    "not ready": (
        as_json({"model_version": {"name": "diabetes_model", "version": "1", "status": "PENDING"}}),
        RegistryFault.NOT_READY,
    ),
}


@pytest.mark.parametrize("what", REPLIES)
def test_an_answer_that_is_none(
    registry: MlflowRegistry, script: Script, what: str, caplog: pytest.LogCaptureFixture
) -> None:
    reply, fault = REPLIES[what]
    script.replies[ALIAS] = lambda _: reply
    with scripted(script) as url, caplog.at_level(logging.DEBUG):
        failed = resolved(registry, choice_of(url))
    assert failed.fault is fault
    assert caplog.text == ""


def test_no_other_computer_is_ever_asked(registry: MlflowRegistry, script: Script) -> None:
    """Security 10: a redirect is not followed, and neither goes the password there."""
    other = Script.__new__(Script)
    other.__dict__.update(script.__dict__ | {"asked": [], "authorizations": set(), "replies": {}})
    with scripted(other) as elsewhere, scripted(script) as url:
        script.replies[ALIAS] = lambda handler: (302, b"", {"Location": elsewhere + handler.path})
        assert resolved(registry, choice_of(url)).fault is ServerFault.REDIRECTED
        script.replies.clear()
        for place in (f"{elsewhere}{FILES}/1/model", "s3://bucket/1", "file:///etc", "/etc"):
            script.place = place
            failed = failure(registry, url)
            assert isinstance(failed, RegistryFailed)
            assert failed.fault is RegistryFault.ARTIFACT_PLACE
    assert other.asked == []


@pytest.mark.parametrize(
    "name",
    [
        *("../evil.txt", "..", "/etc/passwd", "a\\..\\b", "C:evil", "a\0b", "", "x" * 300, "a "),
        *("a.", "con", "CON.txt", "con .txt", "aux", "LPT1", "com²", "conin$", " a", "a\u202eb"),
    ],
)
def test_a_name_that_no_file_can_have_everywhere(name: str) -> None:
    """Security 11."""
    assert not is_plain_name(name)


@pytest.mark.parametrize("name", ["MLmodel", "model.onnx", "console.txt", "comb", "año.txt", ".x"])
def test_a_name_that_a_file_can_have(name: str) -> None:
    assert is_plain_name(name)


def test_a_path_longer_than_windows_takes(registry: MlflowRegistry, script: Script) -> None:
    script.files["/".join(["folder" * 10] * 4)] = b""
    with scripted(script) as url:
        failed = failure(registry, url)
    assert isinstance(failed, RegistryFailed)
    assert failed.fault is RegistryFault.FILE_NAME


def test_folders_without_an_end(registry: MlflowRegistry, script: Script) -> None:
    script.replies[FILES] = lambda _: as_json({"files": [{"path": "deeper", "is_dir": True}]})
    with scripted(script) as url:
        failed = failure(registry, url)
    assert isinstance(failed, RegistryFailed)
    assert failed.fault is RegistryFault.FILE_SET


@contextmanager
def whole(script: Script, registry: MlflowRegistry) -> Iterator[tuple[str, Any]]:
    with scripted(script) as url:
        yield url, fetched(registry, choice_of(url))


def test_after_each_failure_the_good_one_is_taken(registry: MlflowRegistry, script: Script) -> None:
    good = dict(script.files)
    script.files["model.onnx"] = b"bad"
    with scripted(script) as url:
        assert isinstance(failure(registry, url), ModelRefused)
        script.files = good
        model = fetched(registry, choice_of(url))
    assert (Path(model.directory) / "model.onnx").read_bytes() == good["model.onnx"]


def test_what_is_here_already_is_not_fetched_again(
    registry: MlflowRegistry, script: Script
) -> None:
    with whole(script, registry) as (url, model):
        script.asked.clear()
        assert fetched(registry, choice_of(url)) == model
        assert not any("model.onnx" in path for path, _ in script.asked)
        damaged = Path(model.directory) / "model.onnx"
        damaged.write_bytes(b"")
        assert fetched(registry, choice_of(url)) == model
        assert damaged.read_bytes() == script.files["model.onnx"]


def test_old_copies_make_room_but_for_the_one_that_answered_last(
    registry: MlflowRegistry, script: Script, cache: ModelCache, small_model: Path
) -> None:
    with scripted(script) as url:
        choice = choice_of(url)
        models = []
        for version in range(1, KEPT + 4):
            publish(small_model, "diabetes_model", str(version))
            script.files, script.version = Script(small_model).files, str(version)
            models.append(fetched(registry, choice))
            if version == 2:
                cache.keep_as_good(choice, models[-1])
    left = [model.version for model in models if Path(model.directory).is_dir()]
    assert left == ["2", *(str(version) for version in range(4, KEPT + 4))]
    assert cache.last_good(choice) == models[1]


def test_a_download_that_a_crash_left_is_swept_away(
    registry: MlflowRegistry, script: Script, tmp_path: Path
) -> None:
    left, young = (tmp_path / "cache" / "models" / f"fetching-{x}" for x in ("x", "y"))
    for folder in (left, young):
        folder.mkdir(parents=True)
        (folder / "model.onnx").write_bytes(b"half")
    long_ago = time.time() - STALE_SECONDS - 60
    os.utime(left, (long_ago, long_ago))
    with whole(script, registry):
        assert not left.exists()
        assert young.exists(), "it may be another program's download"
    shutil.rmtree(young)


def test_every_request_names_only_the_configured_host(
    registry: MlflowRegistry, script: Script
) -> None:
    with whole(script, registry) as (url, _):
        assert {host for _, host in script.asked} == {url.removeprefix("http://")}
    assert any(DOWNLOAD in path for path, _ in script.asked)
