"""Small models, published once by a program of their own, and hosts that are always stopped."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from tests.adapters.model_host.processes import NO_BUNDLED

from diabetes_desktop.adapters.model_host.client import ProcessModelHost
from diabetes_desktop.application.model_in_use import ModelChoice

MakeHost = Callable[..., ProcessModelHost]


@pytest.fixture
def own_copy(published: Path, tmp_path: Path) -> Callable[[str], Path]:
    """A published directory of the given format that the test may spoil."""
    return lambda name: Path(shutil.copytree(published / name, tmp_path / name))


@pytest.fixture
def make_host() -> Iterator[MakeHost]:
    hosts = []

    def make(choice: ModelChoice, bundled: Path = NO_BUNDLED, **limits: Any) -> ProcessModelHost:
        hosts.append(ProcessModelHost(choice, bundled, **limits))
        return hosts[-1]

    yield make
    for host in hosts:
        host.stop()


@pytest.fixture
def in_background() -> Iterator[Callable[..., Future]]:
    with ThreadPoolExecutor(8) as pool:
        yield pool.submit
