"""A tracking server for all tests of this folder (it starts in ten to twenty seconds)."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from diabetes_desktop.adapters.registry.mlflow_registry import MlflowRegistry
from diabetes_desktop.adapters.registry.model_cache import ModelCache
from diabetes_desktop.adapters.registry.sequence_file import SequenceFile
from diabetes_desktop.adapters.resources import resource
from diabetes_desktop.application.model_choice import ModelChoice
from diabetes_desktop.domain.model_source import SourceKind

from ..model_directories import publish
from .bad_servers import Script
from .certificates import Authority
from .tracking_server import READER, TrackingServer, basic, tracking_server

MakeChoice = Callable[..., ModelChoice]
CHAMPION = "models:/diabetes_model@champion"


@pytest.fixture(scope="session")
def tracking(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TrackingServer]:
    with tracking_server(tmp_path_factory.mktemp("tracking")) as server:
        yield server


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def make_model(tmp_path: Path) -> Callable[[str], Path]:
    """A directory with the bundled model, published as another version."""

    def make(version: str) -> Path:
        directory = tmp_path / "published" / version
        shutil.copytree(resource("model"), directory)
        publish(directory, "diabetes_model", version)
        return directory

    return make


@pytest.fixture
def small_model(tmp_path: Path) -> Path:
    """Few files, with a manifest; it is never loaded."""
    from ..model_directories import ONNX_FLAVOURS, mlmodel, write_model

    files: dict[str, str | bytes] = {
        "MLmodel": mlmodel(ONNX_FLAVOURS),
        "model.onnx": b"\x08\x09" * 5000,
        "code/notes.txt": "nothing",
    }
    return write_model(tmp_path / "small", files)


@pytest.fixture
def script(small_model: Path) -> Script:
    return Script(small_model)


@pytest.fixture
def cache(tmp_path: Path) -> ModelCache:
    return ModelCache(tmp_path / "cache" / "models")


@pytest.fixture
def sequences(tmp_path: Path) -> SequenceFile:
    return SequenceFile(tmp_path / "cache" / "sequences.json")


@pytest.fixture
def registry(cache: ModelCache, tmp_path: Path) -> MlflowRegistry:
    return MlflowRegistry(cache, lambda _: basic(*READER), tmp_path)


def choice_of(url: str, uri: str = CHAMPION, **more: Any) -> ModelChoice:
    return ModelChoice(SourceKind.REGISTRY, tracking_uri=url, model_uri=uri, **more)
