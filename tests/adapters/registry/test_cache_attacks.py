"""What somebody does to the copies of models, or two programs to each other's."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Barrier, Event, Thread
from typing import Any

import pytest
from tests.disks import small_disk

from diabetes_desktop.adapters.model_directory import ModelDirectory
from diabetes_desktop.adapters.model_host.client import ProcessModelHost
from diabetes_desktop.adapters.registry.mlflow_registry import MlflowRegistry
from diabetes_desktop.adapters.registry.model_cache import ModelCache
from diabetes_desktop.adapters.registry.registry_host import RegistryModelHost
from diabetes_desktop.adapters.registry.sequence_file import SequenceFile
from diabetes_desktop.adapters.resources import resource
from diabetes_desktop.application.errors import (
    ModelFault,
    ModelRefused,
    StorageFault,
    StorageUnavailable,
)
from diabetes_desktop.application.model_choice import ModelChoice
from diabetes_desktop.application.registry_errors import RegistryFailed
from diabetes_desktop.application.registry_ports import CachedModel, RegistryVersion

from ..model_directories import publish
from .bad_servers import Script, scripted
from .conftest import choice_of

HERE = choice_of("http://127.0.0.1:5000")
ONE = RegistryVersion("diabetes_model", "1", "mlflow-artifacts:/1/model")
Fill = Callable[[Path], None]


@pytest.fixture
def fill(small_model: Path) -> Fill:
    return lambda folder: shutil.copytree(small_model, folder, dirs_exist_ok=True) and None


def within(seconds: float, act: Callable[[], Any]) -> Any:
    """What `act` returns; a thread that waits for ever would be noticed."""
    found: list[Any] = []
    thread = Thread(target=lambda: found.append(act()), daemon=True)
    thread.start()
    thread.join(seconds)
    assert not thread.is_alive()
    return found[0]


def test_a_copy_of_another_server_is_not_the_model_of_that_name(
    cache: ModelCache, fill: Fill
) -> None:
    """Security 12."""
    made = cache.add(HERE, ONE, fill)
    cache.keep_as_good(HERE, made)
    other = replace(HERE, tracking_uri="https://models.hospital.example")
    assert cache.find(HERE, "1") == made
    assert cache.find(HERE, "1", made.digest) == made
    assert cache.find(other, "1") is None
    assert cache.find(other, "1", made.digest) is None
    assert cache.last_good(other) is None


def test_the_very_copy_is_found_where_a_version_was_made_anew(
    cache: ModelCache, fill: Fill, small_model: Path
) -> None:
    first = cache.add(HERE, ONE, fill)
    publish(small_model, "diabetes_model", "made anew")
    second = cache.add(HERE, ONE, fill)
    os.utime(first.directory, (time.time() + 60, time.time() + 60))
    assert cache.find(HERE, "1", second.digest) == second
    assert cache.find(HERE, "1") == first


def test_a_run_has_no_number_and_is_found_by_its_digest(cache: ModelCache, fill: Fill) -> None:
    run = "0123456789abcdef" * 2
    choice = replace(HERE, model_uri=f"runs:/{run}/model")
    made = cache.add(choice, RegistryVersion(run, "", "mlflow-artifacts:/1"), fill)
    assert cache.find(choice, "", made.digest) == made


@pytest.mark.parametrize("version", ["../../evil", "1/../../evil", "-1", "1.0", "x", "9" * 13, "¹"])
def test_a_version_is_never_a_way_out(
    cache: ModelCache, fill: Fill, version: str, tmp_path: Path
) -> None:
    """Security 11."""
    with pytest.raises(ValueError, match="version"):
        cache.add(HERE, replace(ONE, version=version), fill)
    assert cache.find(HERE, version) is None
    assert not (tmp_path / "cache").exists()


def test_two_programs_fetch_the_same_at_the_same_time(
    cache: ModelCache, fill: Fill, tmp_path: Path
) -> None:
    """Neither takes away what the other is at, and both have it in the end."""
    others = [ModelCache(tmp_path / "cache" / "models") for _ in range(4)]
    together = Barrier(len(others))
    made: list[CachedModel | BaseException] = []

    def slowly(folder: Path) -> None:
        fill(folder)
        together.wait(20)

    def fetch(one: ModelCache) -> None:
        try:
            made.append(one.add(HERE, ONE, slowly))
        except BaseException as error:
            made.append(error)

    threads = [Thread(target=fetch, args=(each,)) for each in others]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = cache.find(HERE, "1")
    assert found is not None
    assert made == [found] * len(others)
    assert ModelDirectory(found.directory).digest() == found.digest
    assert list(tmp_path.rglob("fetching-*")) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in the file system here")
def test_a_pipe_in_the_place_of_a_file_keeps_nobody_waiting(cache: ModelCache, fill: Fill) -> None:
    made = cache.add(HERE, ONE, fill)
    cache.keep_as_good(HERE, made)
    manifest = Path(made.directory) / "manifest.json"
    content = manifest.read_bytes()
    pointer = next(Path(made.directory).parents[1].glob("*.json"))
    for place in (manifest, pointer):
        place.unlink()
        os.mkfifo(place)
    assert within(5, lambda: cache.find_same(HERE, ONE, content, b"")) is None
    assert within(5, lambda: cache.last_good(HERE)) is None


@pytest.mark.skipif(os.name == "nt", reason="a link needs a right that users don't have here")
def test_a_link_in_the_place_of_a_copy_is_read_as_what_it_leads_to(
    cache: ModelCache, sequences: SequenceFile, registry: MlflowRegistry, tmp_path: Path
) -> None:
    """Security 11: another model, whole in itself, under the digest of the one that was kept."""
    good, other = tmp_path / "good", tmp_path / "other"
    for folder, version in ((good, "1"), (other, "2")):
        shutil.copytree(resource("model"), folder)
        publish(folder, "diabetes_model", version)
    made = cache.add(HERE, ONE, lambda f: shutil.copytree(good, f, dirs_exist_ok=True) and None)
    cache.keep_as_good(HERE, made)
    shutil.rmtree(made.directory)
    Path(made.directory).symlink_to(other, target_is_directory=True)

    def in_a_process(choice: ModelChoice) -> ProcessModelHost:
        return ProcessModelHost(choice, resource("model"))

    pinned = replace(HERE, version="1")
    host = RegistryModelHost(pinned, registry, cache, sequences, in_a_process)
    with pytest.raises(ModelRefused) as caught:
        host.start()
    assert caught.value.fault is ModelFault.FILE_CHANGED
    host.stop()
    again = cache.add(HERE, ONE, lambda f: shutil.copytree(good, f, dirs_exist_ok=True) and None)
    assert again == made
    assert not Path(made.directory).is_symlink()
    assert ModelDirectory(str(other)).digest(), "what the link led to is still there"


def test_a_disk_that_fills_up_in_the_middle_leaves_nothing(tmp_path: Path, script: Script) -> None:
    script.files["model.onnx"] = b"\0" * 600_000
    script.sizes["model.onnx"] = 600_000
    with small_disk(tmp_path / "disk") as disk, scripted(script) as url:
        registry = MlflowRegistry(ModelCache(disk / "models"), lambda _: "", tmp_path)
        choice = choice_of(url)
        version = registry.resolve(choice, Event())
        with pytest.raises(StorageUnavailable) as caught:
            registry.fetch(choice, version, lambda *_: None, Event())
        assert caught.value.fault is StorageFault.FULL
        assert [path for path in disk.rglob("*") if path.is_file()] == []


def test_a_clock_that_was_set_back_hides_no_copy(
    cache: ModelCache, registry: MlflowRegistry, script: Script
) -> None:
    with scripted(script) as url:
        choice = choice_of(url)
        version = registry.resolve(choice, Event())
        made = registry.fetch(choice, version, lambda *_: None, Event())
        tomorrow = time.time() + 10 * 24 * 3600
        os.utime(made.directory, (tomorrow, tomorrow))
        script.asked.clear()
        assert registry.fetch(choice, version, lambda *_: None, Event()) == made
        assert not any("model.onnx" in path for path, _ in script.asked)
        assert cache.find(choice, "1") == made


def test_a_file_that_changes_between_the_list_and_the_download(
    registry: MlflowRegistry, script: Script
) -> None:
    with scripted(script) as url:
        choice = choice_of(url)
        version = registry.resolve(choice, Event())

        def progress(fetched: int, total: int) -> None:
            script.files["model.onnx"] = b"other"

        with pytest.raises((RegistryFailed, ModelRefused)):
            registry.fetch(choice, version, progress, Event())
