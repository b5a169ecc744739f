"""Looking at the model's processes from outside, and waiting without sleeping for luck."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

import psutil

from diabetes_desktop.adapters.model_host import child_process, client
from diabetes_desktop.application.model_in_use import ModelChoice
from diabetes_desktop.domain.patient import Gender, Patient, Smoking
from diabetes_desktop.domain.prediction import SourceKind

DEADLINE = 30.0
UNHURRIED = 60.0  # seconds for an explanation of which the figures count, not the time
NO_BUNDLED = Path("no-bundled-model")
PATIENT = Patient(Gender.FEMALE, 54.0, 1, 0, Smoking.NEVER, 27.3, 7.2, 160.0)


def local(directory: Path, *trusted: str, allow_pickle: bool = False) -> ModelChoice:
    return ModelChoice(
        SourceKind.DIRECTORY, str(directory), frozenset(trusted), allow_pickle=allow_pickle
    )


def model_processes(of: int | None = None) -> list[psutil.Process]:
    """The living model processes that the process `of` (this one by default) started."""
    return [process for process in psutil.Process(of).children() if _is_living_model(process)]


def _is_living_model(process: psutil.Process) -> bool:
    try:
        return (
            process.status() != psutil.STATUS_ZOMBIE
            and "--multiprocessing-fork" in process.cmdline()
        )
    except psutil.NoSuchProcess:  # it ended while it was looked at
        return False


def the_process() -> psutil.Process:
    (process,) = model_processes()
    return process


def wait_until(condition: Callable[[], object], seconds: float = DEADLINE) -> None:
    """Poll until `condition` holds; fails after `seconds`."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"not within {seconds} s"
        time.sleep(0.002)


def waits_for_answer() -> bool:
    """Whether a thread of this process has asked the child and waits."""
    return any(
        inner == "wait" and (child_process.__file__, "call") in calls for inner, calls in _stacks()
    )


def is_stopping() -> bool:
    """Whether a thread of this process is in the `stop` of a host."""
    return any((client.__file__, "stop") in calls for _, calls in _stacks())


def _stacks() -> Iterator[tuple[str, set[tuple[str, str]]]]:
    """For each thread the innermost function, and all (file, function) that lead to it."""
    for innermost in list(sys._current_frames().values()):
        calls = set()
        frame: FrameType | None = innermost
        while frame is not None:
            calls.add((frame.f_code.co_filename, frame.f_code.co_name))
            frame = frame.f_back
        yield innermost.f_code.co_name, calls
