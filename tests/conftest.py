"""What every test gets, and what no test may leave behind."""

from __future__ import annotations

import logging
import os
import re
import threading
import time
from collections.abc import Iterator
from pathlib import Path

# Before any import of Qt or MLflow: windows are drawn in memory, on every machine alike, and
# nothing is reported to anybody.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["MLFLOW_DISABLE_TELEMETRY"] = "true"
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
os.environ.pop("MLFLOW_TRACKING_URI", None)

import psutil
import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent
DIABETES_CSV = ROOT.parent / "shared" / "data" / "diabetes.csv"
WIND_UP_SECONDS = 10.0  # for a thread or process that has been told to end
LEFT_BY_MLFLOW = ("mlruns", "mlartifacts", "mlflow.db")
# Threads that a library starts once and keeps, by design.
KEPT_THREADS = ("TMonitor",)

# A slow machine is no failure of a rule.
settings.register_profile("project", parent=settings(), deadline=None)
settings.load_profile("project")


@pytest.fixture(scope="session")
def diabetes_csv() -> Path:
    """The training data, which is not part of the project."""
    if not DIABETES_CSV.is_file():
        pytest.skip(f"the training data is not here: {DIABETES_CSV}")
    return DIABETES_CSV


@pytest.fixture
def profile_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty profile for the program under test and its children, with a name as people have."""
    profile = tmp_path / "perfil de la médica"
    profile.mkdir()
    monkeypatch.setenv("DIABETES_DESKTOP_PROFILE", str(profile))
    return profile


@pytest.fixture(scope="session", autouse=True)
def _the_developers_own_files_stay_untouched(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        profile = tmp_path_factory.mktemp("profile")
        patch.setenv("DIABETES_DESKTOP_PROFILE", str(profile))
        before = {name for name in LEFT_BY_MLFLOW if (ROOT / name).exists()}
        yield
        left = {name for name in LEFT_BY_MLFLOW if (ROOT / name).exists()} - before
        assert not left, f"written into the project's folder: {left}"


@pytest.fixture(autouse=True)
def _nothing_left_behind() -> Iterator[None]:
    """A test ends the threads and processes that it started, and takes its log handlers away."""
    threads, children = set(threading.enumerate()), _children()
    root = logging.getLogger()
    handlers, level = set(root.handlers), root.level
    yield
    deadline = time.monotonic() + WIND_UP_SECONDS
    left = [
        *(f"process {process}" for process in _still_running(_children() - children, deadline)),
        *(f"thread {thread}" for thread in _still_alive(threads, deadline)),
        *(f"log handler {handler}" for handler in set(root.handlers) - handlers),
    ]
    for handler in set(root.handlers) - handlers:
        root.removeHandler(handler)
    if root.level != level:
        left.append(f"log level {root.level}, which was {level}")
        root.setLevel(level)
    assert not left, "left behind: " + "; ".join(left)


def _children() -> set[psutil.Process]:
    return set(psutil.Process().children(recursive=True))


def _still_running(processes: set[psutil.Process], deadline: float) -> list[psutil.Process]:
    """Those that have not ended by `deadline`; they are ended, so that they harm one test only."""
    waited_for = [process for process in processes if not _is_resource_tracker(process)]
    _, alive = psutil.wait_procs(waited_for, timeout=max(0.0, deadline - time.monotonic()))
    for process in alive:
        process.kill()
    return alive


def _is_resource_tracker(process: psutil.Process) -> bool:
    """Whether it is the one tracker that multiprocessing keeps for a program's whole life."""
    try:
        return "resource_tracker" in " ".join(process.cmdline())
    except psutil.NoSuchProcess:
        return True


def _still_alive(before: set[threading.Thread], deadline: float) -> list[threading.Thread]:
    started = [thread for thread in threading.enumerate() if thread not in before]
    # A dummy stands for a thread of Qt's pool that once called Python: it can't be waited for.
    ours = [
        thread
        for thread in started
        if not isinstance(thread, threading._DummyThread)
        and type(thread).__name__ not in KEPT_THREADS
    ]
    for thread in ours:
        thread.join(max(0.0, deadline - time.monotonic()))
    return [thread for thread in ours if thread.is_alive()]


@pytest.fixture(autouse=True)
def _log_as_expected(
    request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> Iterator[None]:
    """A warning in the log is a failure, unless the test says `expects_log` and it does come."""
    yield
    patterns = [
        str(pattern) for mark in request.node.iter_markers("expects_log") for pattern in mark.args
    ]
    lines = [
        f"{record.levelname} {record.name}: {record.getMessage()}"
        for phase in ("setup", "call", "teardown")
        for record in caplog.get_records(phase)
        if record.levelno >= logging.WARNING
    ]
    surprises = [x for x in lines if not any(re.search(pattern, x) for pattern in patterns)]
    absent = [x for x in patterns if not any(re.search(x, line) for line in lines)]
    assert not surprises, "unexpected in the log: " + "; ".join(surprises)
    assert not absent, "expected in the log, but not there: " + "; ".join(absent)
