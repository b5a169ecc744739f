"""What every test gets, and what no test may leave behind."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

# Before any Qt import: screens are drawn in memory, on every machine alike.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["MLFLOW_DISABLE_TELEMETRY"] = "true"

import psutil
import pytest

ROOT = Path(__file__).resolve().parent.parent
DIABETES_CSV = ROOT.parent / "shared" / "data" / "diabetes.csv"


@pytest.fixture(scope="session")
def diabetes_csv() -> Path:
    """The training data, which is not part of the project."""
    if not DIABETES_CSV.is_file():
        pytest.skip(f"the training data is not here: {DIABETES_CSV}")
    return DIABETES_CSV


@pytest.fixture(autouse=True)
def nothing_left_behind() -> Iterator[None]:
    """A test ends the threads and processes that it started."""
    threads = set(threading.enumerate())
    me = psutil.Process()
    children = set(me.children(recursive=True))
    yield
    left_children = [p for p in me.children(recursive=True) if p not in children]
    # multiprocessing keeps one tracker of its own per process, by design.
    left_children = [p for p in left_children if not _is_resource_tracker(p)]
    _, alive = psutil.wait_procs(left_children, timeout=10)
    assert not alive, f"processes left behind: {alive}"
    left = [t for t in threading.enumerate() if t not in threads and not t.daemon]
    for thread in left:
        thread.join(10)
    assert not any(t.is_alive() for t in left), f"threads left behind: {left}"


def _is_resource_tracker(process: psutil.Process) -> bool:
    try:
        return "resource_tracker" in " ".join(process.cmdline())
    except psutil.NoSuchProcess:
        return True
