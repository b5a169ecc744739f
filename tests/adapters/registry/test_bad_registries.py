"""Registries that misbehave, on real sockets: each within 3 s, by its name, and nothing is left.

The whole file takes about half a minute: five servers keep a call waiting for its 3 s.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from threading import Event, Timer
from typing import Any

import pytest

from diabetes_desktop.adapters.registry.download import is_plain_name
from diabetes_desktop.adapters.registry.mlflow_registry import MlflowRegistry
from diabetes_desktop.adapters.registry.model_cache import KEPT, ModelCache
from diabetes_desktop.application.errors import AppError, ModelFault, ModelRefused
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
from .tracking_server import free_port

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


def test_nobody_listens(registry: MlflowRegistry) -> None:
    failed = resolved(registry, choice_of(f"http://127.0.0.1:{free_port()}"))
    assert failed.fault is ServerFault.CONNECTION_REFUSED


def test_a_name_that_nobody_knows(registry: MlflowRegistry) -> None:
    failed = resolved(registry, choice_of("https://registry.invalid"))
    assert failed.fault in (ServerFault.NAME_UNKNOWN, ServerFault.UNREACHABLE)


def test_a_port_that_answers_no_knock(registry: MlflowRegistry) -> None:
    with bad_servers.blackhole() as url:
        assert resolved(registry, choice_of(url)).fault is ServerFault.UNREACHABLE


@pytest.mark.parametrize("talk", [bad_servers.drip, bad_servers.silent])
def test_a_server_that_takes_for_ever(registry: MlflowRegistry, talk: Callable[..., None]) -> None:
    with bad_servers.raw(talk) as url:
        assert resolved(registry, choice_of(url)).fault is ServerFault.SLOW


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


def test_another_protocol(registry: MlflowRegistry) -> None:
    with bad_servers.raw(bad_servers.gibberish) as url:
        assert resolved(registry, choice_of(url)).fault is ServerFault.NOT_HTTP


TLS = {
    "wrong host": (ServerFault.TLS_HOST, {"host": "other.hospital.example"}),
    "expired": (ServerFault.TLS_EXPIRED, {"expired": True}),
}


@pytest.mark.parametrize("what", TLS)
def test_a_certificate_that_is_no_good(
    registry: MlflowRegistry, script: Script, authority: Authority, what: str
) -> None:
    """Security 10."""
    fault, made = TLS[what]
    with scripted(script, authority.server_context(**made)) as url:
        failed = resolved(registry, choice_of(url, ca_file=str(authority.file)))
    assert failed.fault is fault
    assert script.asked == []


def test_an_authority_that_nobody_knows(
    registry: MlflowRegistry, script: Script, authority: Authority
) -> None:
    """Security 10."""
    with scripted(script, authority.server_context()) as url:
        assert resolved(registry, choice_of(url)).fault is ServerFault.TLS_UNKNOWN
        assert script.asked == []
        known = choice_of(url, ca_file=str(authority.file))
        assert registry.resolve(known, Event()).version == "1"


def test_plain_http_where_tls_is_expected(registry: MlflowRegistry, script: Script) -> None:
    with scripted(script) as url:
        failed = resolved(registry, choice_of(url.replace("http:", "https:")))
    assert failed.fault is ServerFault.TLS_OTHER


def test_tls_where_plain_http_is_expected(
    registry: MlflowRegistry, script: Script, authority: Authority
) -> None:
    with scripted(script, authority.server_context()) as url:
        failed = resolved(registry, choice_of(url.replace("https:", "http:")))
    assert failed.fault in (ServerFault.CUT, ServerFault.NOT_HTTP)
    assert script.authorizations == set()


def test_plain_http_does_not_leave_this_computer(registry: MlflowRegistry) -> None:
    """Security 10."""
    failed = resolved(registry, choice_of("http://registry.hospital.example"))
    assert failed.fault is ServerFault.PLAIN_HTTP


HOST_REFUSED = b"Invalid Host header - possible DNS rebinding attack detected"
REPLIES: dict[str, tuple[Reply, RegistryFault | ServerFault]] = {
    "401": ((401, b"who are you", {}), ServerFault.CREDENTIALS),
    "403 host": ((403, HOST_REFUSED, {}), ServerFault.HOST_HEADER),
    "403 rights": ((403, b"Permission denied", {}), RegistryFault.MODEL_RIGHTS),
    "404 alias": (
        as_json({"error_code": "INVALID_PARAMETER_VALUE", "message": "no"}, 400),
        RegistryFault.MODEL_UNKNOWN,
    ),
    "404 page": ((404, b"<html>not here</html>", {}), RegistryFault.NOT_MLFLOW),
    "500": ((500, b"<html>oops</html>", {}), ServerFault.FAILED),
    "503": ((503, b"", {}), ServerFault.FAILED),
    "HTML": (
        (200, b"<!doctype html><p>Welcome to the hospital's WLAN", {}),
        RegistryFault.NOT_MLFLOW,
    ),
    "a list": (as_json([1, 2]), RegistryFault.NOT_MLFLOW),
    "another object": (as_json({"model_version": "1"}), RegistryFault.NOT_MLFLOW),
    "no version": (as_json({"model_version": {"name": "x"}}), RegistryFault.NOT_MLFLOW),
    "deep": ((200, b"[" * 100_000, {}), RegistryFault.NOT_MLFLOW),
    "huge": ((200, b"[" * 9_000_000, {}), ServerFault.ANSWER_TOO_LARGE),
    "gzip": ((200, b"\x1f\x8b\x08\x00", {"Content-Encoding": "gzip"}), RegistryFault.NOT_MLFLOW),
    "not ready": (
        as_json({"model_version": {"name": "x", "version": "1", "status": "PENDING"}}),
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


def test_rights_on_the_model_but_not_on_its_files(registry: MlflowRegistry, script: Script) -> None:
    script.replies[FILES] = lambda _: (403, b"Permission denied", {})
    with scripted(script) as url:
        failed = failure(registry, url)
    assert isinstance(failed, RegistryFailed)
    assert failed.fault is RegistryFault.EXPERIMENT_RIGHTS


def test_a_download_that_is_cut(registry: MlflowRegistry, script: Script) -> None:
    content = script.files["model.onnx"]
    cut = (200, content[:700], {"Content-Length": str(len(content)), "Connection": "close"})
    script.replies[f"{FILES}/1/model/model.onnx"] = lambda _: cut
    with scripted(script) as url:
        failed = failure(registry, url)
    assert isinstance(failed, RegistryFailed)
    assert failed.fault is ServerFault.CUT


def test_a_file_shorter_than_it_was_announced(registry: MlflowRegistry, script: Script) -> None:
    script.sizes["model.onnx"] = 20_000
    with scripted(script) as url:
        failed = failure(registry, url)
    assert failed == RegistryFailed(
        RegistryFault.FILE_SIZE, url.removeprefix("http://"), "model.onnx"
    )


def test_a_flipped_bit(registry: MlflowRegistry, script: Script) -> None:
    """Security 11."""
    content = bytearray(script.files["model.onnx"])
    content[4000] ^= 1
    script.files["model.onnx"] = bytes(content)
    with scripted(script) as url:
        failed = failure(registry, url)
    assert failed == ModelRefused(ModelFault.FILE_CHANGED, "diabetes_model 1", "model.onnx")


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda files: files.pop("code/notes.txt"), ModelFault.FILE_MISSING),
        (lambda files: files.update({"extra.py": b"import os"}), ModelFault.FILE_UNEXPECTED),
        (lambda files: files.pop("MLmodel"), ModelFault.MISSING),
        (lambda files: files.update({"manifest.json": b"{}"}), ModelFault.UNREADABLE),
    ],
)
def test_a_wrong_set_of_files(
    registry: MlflowRegistry, script: Script, change: Callable[[Any], None], fault: ModelFault
) -> None:
    """Security 11."""
    change(script.files)
    with scripted(script) as url:
        failed = failure(registry, url)
    assert isinstance(failed, ModelRefused)
    assert failed.fault is fault


@pytest.mark.parametrize(
    "name",
    ["../evil.txt", "..", "/etc/passwd", "a\\..\\b", "C:evil", "con", "a\0b", "", "x" * 300, "a ."],
)
def test_a_name_that_leads_out(registry: MlflowRegistry, script: Script, name: str) -> None:
    """Security 11."""
    assert not is_plain_name(name)
    script.extra_entries = [{"path": name, "is_dir": False, "file_size": 3}]
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


def test_ten_gigabytes(registry: MlflowRegistry, script: Script) -> None:
    script.sizes["model.onnx"] = 10 * 1024**3
    with scripted(script) as url:
        failed = failure(registry, url)
    assert isinstance(failed, RegistryFailed)
    assert (failed.fault, failed.detail) == (RegistryFault.TOO_LARGE, "2048")


def test_a_body_without_an_end(registry: MlflowRegistry, script: Script) -> None:
    def endless(handler: BaseHTTPRequestHandler) -> None:
        bad_servers.endless(handler)

    script.replies[f"{FILES}/1/model/model.onnx"] = endless
    with scripted(script) as url:
        failed = failure(registry, url)
    assert isinstance(failed, RegistryFailed)
    assert failed.fault is ServerFault.ANSWER_TOO_LARGE


def test_a_download_shows_its_progress_and_can_be_stopped(
    registry: MlflowRegistry, script: Script
) -> None:
    script.files["model.onnx"] = b"\0" * 3_000_000
    cancel, seen = Event(), []

    def progress(fetched: int, total: int) -> None:
        seen.append((fetched, total))
        if fetched > 1_000_000:
            cancel.set()

    with scripted(script) as url:
        choice = choice_of(url)
        version = registry.resolve(choice, Event())
        with pytest.raises(FetchCancelled):
            registry.fetch(choice, version, progress, cancel)
    assert [fetched for fetched, _ in seen] == sorted(fetched for fetched, _ in seen)
    assert 1_000_000 < seen[-1][0] < seen[-1][1]


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
    left = tmp_path / "cache" / "models" / "fetching-x"
    left.mkdir(parents=True)
    (left / "model.onnx").write_bytes(b"half")
    with whole(script, registry):
        assert not left.exists()


def test_every_request_names_only_the_configured_host(
    registry: MlflowRegistry, script: Script
) -> None:
    with whole(script, registry) as (url, _):
        assert {host for _, host in script.asked} == {url.removeprefix("http://")}
    assert any(DOWNLOAD in path for path, _ in script.asked)
