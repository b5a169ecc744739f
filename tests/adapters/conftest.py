"""Small models and real scoring servers, made once for all tests that ask them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.adapters.scoring_server.serving import publish_served_models, serving


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the directories `onnx`, `skops` and `code` (takes ten seconds)."""
    folder = tmp_path_factory.mktemp("published")
    program = Path(__file__).parent / "model_host" / "publish_models.py"
    done = subprocess.run(
        [sys.executable, str(program), str(folder)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="session")
def served_models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the directories `proba` and `legacy` (takes five seconds)."""
    folder = tmp_path_factory.mktemp("served")
    publish_served_models(folder)
    return folder


@pytest.fixture(scope="session")
def served(
    published: Path, served_models: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, str]]:
    """The addresses of three servers, of class alone, with probability, and the legacy columns.

    Takes fifteen seconds.
    """
    models = {
        "class": published / "skops",
        "proba": served_models / "proba",
        "legacy": served_models / "legacy",
    }
    with serving(models, tmp_path_factory.mktemp("logs")) as addresses:
        yield addresses
