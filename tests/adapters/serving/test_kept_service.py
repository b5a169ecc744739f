"""A small service that is kept: a web server of the standard library. About 10 seconds."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Queue
from threading import Event, Thread
from urllib.request import urlopen

import psutil
import pytest
from tests.adapters.scoring_server.serving import free_port

from diabetes_desktop.adapters.serving import guard, kept_service
from diabetes_desktop.adapters.serving.kept_service import KeptService, ServiceProgram
from diabetes_desktop.application.serving import Happening, Service

SECONDS = 30.0
# Has a child, as MLflow's servers do, and tells its number.
SERVER = """
import http.server, pathlib, subprocess, sys
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
pathlib.Path(sys.argv[2]).write_text(str(child.pid))
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        well = not pathlib.Path(sys.argv[2] + ".ill").exists()
        self.send_response(200 if well else 500)
        self.end_headers()
    def do_POST(self):
        import os; os._exit(3)
http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
"""


class Kept:
    """The service under test, and what was told of it."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.child_file = folder / "child"
        self.told: Queue[tuple[Happening, int]] = Queue()
        self.stop = Event()
        program = ServiceProgram(
            Service.SCORING,
            [sys.executable, "-c", SERVER, str(self.port), str(self.child_file)],
            dict(os.environ),
            self.port,
            f"http://127.0.0.1:{self.port}/",
            folder / "service.log",
        )
        kept = KeptService(program, lambda happening, n: self.told.put((happening, n)), self.stop)
        self.thread = Thread(target=kept.keep)
        self.thread.start()

    def expect(self, happening: Happening) -> int:
        found, number = self.told.get(timeout=SECONDS)
        assert found is happening
        return number

    def child(self) -> psutil.Process:
        return psutil.Process(int(self.child_file.read_text()))


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Kept]:
    monkeypatch.setattr(kept_service, "LOOK_SECONDS", 0.05)
    monkeypatch.setattr(kept_service, "LOOKS_PER_QUESTION", 2)
    monkeypatch.setattr(kept_service, "FIRST_PAUSE", 0.1)
    monkeypatch.setattr(kept_service, "LARGEST_LOG", 2_000)
    kept = Kept(tmp_path)
    yield kept
    kept.stop.set()
    kept.thread.join(SECONDS)


def gone(process: psutil.Process) -> bool:
    return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE


def wait_until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_it_is_told_when_it_is_ready_and_stops_with_all_its_children(kept: Kept) -> None:
    assert kept.expect(Happening.STARTING) == kept.port
    assert kept.expect(Happening.READY) == kept.port
    child = kept.child()

    kept.stop.set()

    kept.expect(Happening.STOPPED)
    wait_until(lambda: gone(child))


def test_a_service_that_ends_is_started_again(kept: Kept) -> None:
    kept.expect(Happening.STARTING)
    kept.expect(Happening.READY)
    child = kept.child()

    with pytest.raises(OSError, match=r".*"):
        urlopen(f"http://127.0.0.1:{kept.port}/", data=b"end", timeout=SECONDS)

    kept.expect(Happening.ENDED)
    kept.expect(Happening.STARTING)
    kept.expect(Happening.READY)
    wait_until(lambda: gone(child))


def test_a_service_that_answers_no_more_is_started_again(kept: Kept) -> None:
    kept.expect(Happening.STARTING)
    kept.expect(Happening.READY)

    ill = kept.child_file.with_name("child.ill")
    ill.touch()

    kept.expect(Happening.UNHEALTHY)
    kept.expect(Happening.STARTING)
    ill.unlink()
    kept.expect(Happening.READY)


def test_a_log_never_grows_without_end(kept: Kept) -> None:
    kept.expect(Happening.STARTING)
    kept.expect(Happening.READY)
    log = kept.child_file.with_name("service.log")

    old = log.with_name("service.log.1")
    wait_until(old.exists)  # each question is a line

    wait_until(lambda: 0 < log.stat().st_size <= 2_000)
    assert "GET /" in old.read_text()


def test_the_pause_grows_while_it_keeps_failing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_service, "LOOK_SECONDS", 0.02)
    monkeypatch.setattr(kept_service, "FIRST_PAUSE", 0.6)
    stop, pauses = Event(), []

    def tell(happening: Happening, number: int) -> None:
        if happening is Happening.ENDED:
            pauses.append(number)
        if len(pauses) == 3:
            stop.set()

    failing = [sys.executable, "-c", "raise SystemExit(3)"]
    program = ServiceProgram(
        Service.TRACKING, failing, dict(os.environ), 1, "http://127.0.0.1:1/", tmp_path / "log"
    )
    KeptService(program, tell, stop).keep()

    assert pauses == [1, 1, 2]  # 0.6, 1.2 and 2.4


def test_nothing_is_left_when_the_one_who_held_it_is_killed(tmp_path: Path) -> None:
    """The holder is a process of its own, which is ended as `kill -9` ends it."""
    child_file = tmp_path / "child"
    command = [sys.executable, guard.__file__, sys.executable, "-c", SERVER]
    command += [str(free_port()), str(child_file)]
    holder_code = (
        "import subprocess, sys, time\n"
        "held = subprocess.Popen(sys.argv[1:], stdin=subprocess.PIPE, start_new_session=True)\n"
        "time.sleep(600)\n"
    )
    holder = subprocess.Popen([sys.executable, "-c", holder_code, *command])
    try:
        wait_until(lambda: child_file.exists() and bool(child_file.read_text()))
        family = psutil.Process(holder.pid).children(recursive=True)
        assert len(family) == 3  # guard, service, its child
    finally:
        holder.kill()
        holder.wait()

    wait_until(lambda: all(gone(process) for process in family))


def test_a_service_that_can_not_be_started_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_service, "FIRST_PAUSE", 0.01)
    stop, told = Event(), []

    def tell(happening: Happening, number: int) -> None:
        told.append(happening)
        if told.count(Happening.ENDED) == 2:
            stop.set()

    in_the_way = tmp_path / "log"
    in_the_way.mkdir()  # as a disk that is full
    program = ServiceProgram(
        Service.TRACKING, ["true"], dict(os.environ), 1, "http://127.0.0.1:1/", in_the_way
    )
    KeptService(program, tell, stop).keep()

    assert told[-1] is Happening.STOPPED
