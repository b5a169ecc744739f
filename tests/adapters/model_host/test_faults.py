"""The model's process dies, hangs, is orphaned: the application goes on, and the patient too.

About 75 seconds, most of it for killed predictions and explanations.
"""

from __future__ import annotations

import contextlib
import gc
import os
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from pathlib import Path

import psutil
import pytest
from tests.adapters.model_directories import publish
from tests.adapters.model_host.processes import (
    DEADLINE,
    PATIENT,
    is_stopping,
    local,
    model_processes,
    the_process,
    wait_until,
    waits_for_answer,
)

from diabetes_desktop.adapters.model_host.client import ProcessModelHost
from diabetes_desktop.adapters.model_reading import look_at_model
from diabetes_desktop.adapters.resources import resource
from diabetes_desktop.application.errors import (
    ModelCrashed,
    ModelFault,
    ModelNotReady,
    ModelRefused,
    ModelTimedOut,
    TooSlowToExplain,
)

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="SIGSTOP and SIGKILL are how these tests make a fault"
)
LIMIT = 0.5  # seconds for a prediction that is made to hang
START_LIMIT = 5.0

MakeHost = Callable[..., ProcessModelHost]
InBackground = Callable[..., Future]


@pytest.fixture
def onnx(published: Path, make_host: MakeHost) -> ProcessModelHost:
    host = make_host(local(published / "onnx"))
    host.start()
    return host


@pytest.mark.timeout(300)
def test_a_hundred_predictions_survive_a_killed_process(
    onnx: ProcessModelHost, in_background: InBackground
) -> None:
    expected = onnx.predict([PATIENT])
    for _ in range(100):
        process = the_process()
        process.suspend()  # so that the kill comes surely in mid-prediction
        answer = in_background(onnx.predict, [PATIENT])
        wait_until(waits_for_answer)
        process.kill()

        assert answer.result(DEADLINE) == expected


@pytest.mark.timeout(300)
def test_explanations_survive_a_process_killed_at_any_moment(
    published: Path, make_host: MakeHost, in_background: InBackground
) -> None:
    """While it computes, while it answers, and between the pieces of its answer."""
    host = make_host(local(published / "onnx"), bundled=resource("model"))
    host.start()
    expected = host.explain(PATIENT)
    started = time.monotonic()
    host.explain(PATIENT)
    usual = time.monotonic() - started
    for turn in range(30):
        process = the_process()
        explained = in_background(host.explain, PATIENT)
        with contextlib.suppress(FutureTimeoutError):
            explained.result(usual * turn / 28)
        process.kill()

        assert explained.result(DEADLINE) == expected
        host.predict([PATIENT])  # so that there is a process to kill again


def test_a_process_that_hangs_while_it_explains_is_replaced_after_the_limit(
    published: Path, make_host: MakeHost
) -> None:
    host = make_host(local(published / "onnx"), bundled=resource("model"), explain_seconds=LIMIT)
    host.start()
    expected = host.predict([PATIENT])
    process = the_process()
    process.suspend()

    started = time.monotonic()
    with pytest.raises(TooSlowToExplain):
        host.explain(PATIENT)
    assert time.monotonic() - started > LIMIT
    assert not process.is_running()
    assert the_process().pid != process.pid, "ready before the next patient"
    assert host.predict([PATIENT]) == expected


@pytest.mark.parametrize(
    ("fault", "told"),
    [(signal.SIGKILL, ModelCrashed()), (signal.SIGSTOP, ModelTimedOut(START_LIMIT))],
)
def test_an_explanation_that_fails_twice_is_told_and_the_next_starts_afresh(
    published: Path,
    make_host: MakeHost,
    in_background: InBackground,
    fault: signal.Signals,
    told: Exception,
) -> None:
    host = make_host(
        local(published / "onnx"), bundled=resource("model"), start_seconds=START_LIMIT
    )
    host.start()
    expected = host.explain(PATIENT)
    first = the_process()
    first.kill()
    explained = in_background(host.explain, PATIENT)
    wait_until(lambda: any(process.pid != first.pid for process in model_processes()))
    os.kill(the_process().pid, fault)

    assert explained.exception(DEADLINE) == told
    assert not model_processes()
    assert host.explain(PATIENT) == expected


def test_stop_ends_an_explanation_that_hangs(
    published: Path, make_host: MakeHost, in_background: InBackground
) -> None:
    host = make_host(local(published / "onnx"), bundled=resource("model"), stop_seconds=LIMIT)
    host.start()
    process = the_process()
    process.suspend()
    explained = in_background(host.explain, PATIENT)
    wait_until(waits_for_answer)

    host.stop()

    assert explained.exception(DEADLINE) == ModelNotReady()
    assert not process.is_running()


def test_a_process_that_died_between_predictions_is_replaced(onnx: ProcessModelHost) -> None:
    expected = onnx.predict([PATIENT])
    process = the_process()
    process.kill()
    wait_until(lambda: not model_processes())

    assert onnx.predict([PATIENT]) == expected
    assert the_process().pid != process.pid


def test_a_large_request_survives_a_killed_process(
    onnx: ProcessModelHost, in_background: InBackground
) -> None:
    patients = [PATIENT] * 20_000
    expected = onnx.predict(patients)
    process = the_process()
    process.suspend()
    answers = in_background(onnx.predict, patients)
    wait_until(waits_for_answer)
    process.kill()

    assert answers.result(DEADLINE) == expected


def test_a_hanging_process_is_replaced_after_the_limit(
    published: Path, make_host: MakeHost
) -> None:
    host = make_host(local(published / "onnx"), predict_seconds=LIMIT)
    host.start()
    expected = host.predict([PATIENT])
    process = the_process()
    process.suspend()

    started = time.monotonic()
    assert host.predict([PATIENT]) == expected
    assert time.monotonic() - started > LIMIT
    assert not process.is_running()


@pytest.mark.parametrize(
    ("fault", "told"),
    [(signal.SIGKILL, ModelCrashed()), (signal.SIGSTOP, ModelTimedOut(START_LIMIT))],
)
def test_a_replacement_that_fails_too_is_told_and_the_next_prediction_starts_afresh(
    published: Path,
    make_host: MakeHost,
    in_background: InBackground,
    fault: signal.Signals,
    told: Exception,
) -> None:
    host = make_host(local(published / "onnx"), start_seconds=START_LIMIT)
    host.start()
    expected = host.predict([PATIENT])
    first = the_process()
    first.kill()
    answer = in_background(host.predict, [PATIENT])
    wait_until(lambda: any(process.pid != first.pid for process in model_processes()))
    os.kill(the_process().pid, fault)

    assert answer.exception(DEADLINE) == told
    assert not model_processes()
    assert host.predict([PATIENT]) == expected


def test_a_start_that_hangs_is_told(published: Path, make_host: MakeHost) -> None:
    limit = 0.001  # less than any process needs
    with pytest.raises(ModelTimedOut) as caught:
        make_host(local(published / "onnx"), start_seconds=limit).start()

    assert caught.value == ModelTimedOut(limit)
    assert not model_processes()


def test_a_start_that_dies_is_told(
    published: Path, make_host: MakeHost, in_background: InBackground
) -> None:
    started = in_background(make_host(local(published / "onnx")).start)
    wait_until(model_processes)
    the_process().kill()

    assert started.exception(DEADLINE) == ModelCrashed()


def test_a_restart_never_brings_another_model(
    own_copy: Callable[[str], Path], make_host: MakeHost
) -> None:
    directory = own_copy("onnx")
    host = make_host(local(directory))
    host.start()
    publish(directory, version="8")
    the_process().kill()

    with pytest.raises(ModelRefused) as caught:
        host.predict([PATIENT])

    assert caught.value.fault is ModelFault.FILE_CHANGED
    assert not model_processes()
    publish(directory)  # the version that the user was told about is back
    host.predict([PATIENT])


def test_a_directory_that_went_away_is_told_when_the_process_must_be_replaced(
    own_copy: Callable[[str], Path], make_host: MakeHost
) -> None:
    directory = own_copy("onnx")
    host = make_host(local(directory))
    host.start()
    shutil.rmtree(directory)
    host.predict([PATIENT])  # the running process needs it no more
    the_process().kill()

    with pytest.raises(ModelRefused) as caught:
        host.predict([PATIENT])

    assert caught.value == ModelRefused(ModelFault.MISSING, str(directory))


def test_stop_lets_a_prediction_under_way_finish(
    onnx: ProcessModelHost, in_background: InBackground
) -> None:
    expected = onnx.predict([PATIENT])
    process = the_process()
    process.suspend()
    answer = in_background(onnx.predict, [PATIENT])
    wait_until(waits_for_answer)
    stopped = in_background(onnx.stop)
    wait_until(is_stopping)
    process.resume()

    assert answer.result(DEADLINE) == expected
    stopped.result(DEADLINE)
    assert not process.is_running()


def test_stop_waits_a_bounded_time_only(
    published: Path, make_host: MakeHost, in_background: InBackground
) -> None:
    host = make_host(local(published / "onnx"), stop_seconds=LIMIT)
    host.start()
    process = the_process()
    process.suspend()
    answer = in_background(host.predict, [PATIENT])
    wait_until(waits_for_answer)

    started = time.monotonic()
    host.stop()

    assert LIMIT <= time.monotonic() - started < LIMIT + 2
    assert answer.exception(DEADLINE) == ModelNotReady()
    assert not process.is_running()


def test_stop_does_not_wait_for_a_model_that_is_loading(
    published: Path, make_host: MakeHost, in_background: InBackground
) -> None:
    host = make_host(local(published / "skops"), stop_seconds=DEADLINE)
    starting = in_background(host.start)
    wait_until(waits_for_answer)

    started = time.monotonic()
    host.stop()

    assert time.monotonic() - started < 2
    assert starting.exception(DEADLINE) == ModelNotReady()


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="counts descriptors in /proc")
def test_restarts_leave_no_descriptor_behind(published: Path, make_host: MakeHost) -> None:
    def run_once() -> int:
        host = make_host(local(published / "onnx"))
        host.start()
        the_process().kill()
        host.predict([PATIENT])
        host.stop()
        gc.collect()  # the pools of concurrent.futures hold themselves in circles
        return len(list(Path("/proc/self/fd").iterdir()))

    run_once()  # starts the resource tracker of multiprocessing, which stays
    before = run_once()
    assert [run_once() for _ in range(3)] == [before] * 3


PARENT = """
    import sys, time
    from pathlib import Path
    from tests.adapters.model_host.processes import NO_BUNDLED, PATIENT, local
    from diabetes_desktop.adapters.model_host.client import ProcessModelHost

    if __name__ == "__main__":
        location, digest = sys.argv[1:]
        host = ProcessModelHost(local(Path(location), digest, allow_pickle=True), NO_BUNDLED)
        host.start()
        print("ready", flush=True)
        {then}
"""


@pytest.mark.parametrize(
    ("kind", "then"),
    [
        ("onnx", "time.sleep(600)"),
        ("onnx", "while True: host.predict([PATIENT])"),
        ("code", "time.sleep(600)"),
    ],
)
def test_nothing_outlives_a_killed_application(
    published: Path, tmp_path: Path, kind: str, then: str
) -> None:
    program = tmp_path / "application.py"
    program.write_text(textwrap.dedent(PARENT.format(then=then)))
    directory = published / kind
    scratch_root = tmp_path / "scratch"
    scratch_root.mkdir()
    with subprocess.Popen(
        [sys.executable, program, directory, look_at_model(str(directory)).digest],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # the resource tracker tells of the semaphores it frees
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join(sys.path),
            "TMPDIR": str(scratch_root),
        },
    ) as application:
        assert application.stdout is not None
        try:
            assert application.stdout.readline() == b"ready\n"
            family = psutil.Process(application.pid).children(recursive=True)
            assert len(model_processes(application.pid)) == 1
            assert len(list(scratch_root.iterdir())) == 1
        finally:
            application.kill()

    wait_until(lambda: not any(process.is_running() for process in family))
    assert not list(scratch_root.iterdir())
