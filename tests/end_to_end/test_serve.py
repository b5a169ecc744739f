"""`diabetes-admin serve` as a hospital starts it, with MLflow's own servers. About 25 seconds."""

from __future__ import annotations

import base64
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import psutil
import pytest
from tests.adapters.scoring_server.serving import end_tree, free_port

from diabetes_desktop.adapters.resources import resource
from diabetes_desktop.adapters.scoring_server.host import ScoringServerHost
from diabetes_desktop.application.model_choice import ModelChoice
from diabetes_desktop.domain.model_source import SourceKind
from diabetes_desktop.domain.patient import Gender, Patient, Smoking

READY_SECONDS = 150.0
END_SECONDS = 20.0
PASSWORD = "four words in no order"
HIGH = Patient(Gender.FEMALE, 54.0, 1, 0, Smoking.NEVER, 27.31875, 8.2, 260.0)
LOW = Patient(Gender.FEMALE, 34.0, 0, 0, Smoking.NEVER, 22.3, 4.9, 90.0)
pytestmark = pytest.mark.end_to_end


class Served:
    """The running command and the lines that it says."""

    def __init__(self, folder: Path, *options: str, **variables: str) -> None:
        self.port, self.tracking_port = free_port(), free_port()
        self.folder = folder
        code = "from diabetes_desktop.bootstrap_admin import main; main()"
        command = [sys.executable, "-u", "-c", code, "serve", "--folder", str(folder)]
        command += ["--port", str(self.port), "--tracking-port", str(self.tracking_port)]
        command += options
        environment = {**os.environ, "MLFLOW_AUTH_ADMIN_PASSWORD": PASSWORD, **variables}
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment
        )
        self.lines: Queue[str] = Queue()
        self._said: list[str] = []
        self._reader = Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as lines:
            for line in lines:
                self.lines.put(line.strip())

    def wait_for(self, *texts: str) -> None:
        """Until each of `texts` was said since the last wait, in whatever order."""
        end = time.monotonic() + READY_SECONDS
        while not all(any(text in line for line in self._said) for text in texts):
            try:
                self._said.append(self.lines.get(timeout=max(0.01, end - time.monotonic())))
            except Empty:
                raise AssertionError(f"{texts}: {self._said} {self.logs()}") from None
        self._said.clear()

    def logs(self) -> str:
        return "\n".join(
            file.read_text(errors="replace") for file in (self.folder / "logs").glob("*.log")
        )

    def family(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=True)

    def status(self, password: str = "", host: str = "") -> int:
        url = f"http://127.0.0.1:{self.tracking_port}/api/2.0/mlflow/registered-models/search"
        request = Request(url)
        if password:
            token = base64.b64encode(f"admin:{password}".encode()).decode()
            request.add_header("Authorization", f"Basic {token}")
        if host:
            request.add_header("Host", host)
        try:
            with urlopen(request, timeout=READY_SECONDS) as reply:
                return int(reply.status)
        except HTTPError as error:
            with error:
                return error.code

    def close(self) -> None:
        end_tree(self.process.pid)
        self.process.wait(END_SECONDS)
        self._reader.join(END_SECONDS)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    served = Served(tmp_path / "server of the hospital")
    try:
        yield served
    finally:
        served.close()


def wait_until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + END_SECONDS
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


def all_gone(family: list[psutil.Process]) -> bool:
    return all(
        not process.is_running() or process.status() == psutil.STATUS_ZOMBIE for process in family
    )


@pytest.mark.timeout(400)
def test_both_services_run_answer_and_leave_nothing(served: Served) -> None:
    served.wait_for("Tracking server ready", "Scoring service ready")

    assert served.status() == 401
    assert served.status(PASSWORD) == 200
    assert served.status(PASSWORD, host="evil.example") == 403
    address = f"http://localhost:{served.port}"
    host = ScoringServerHost(ModelChoice(SourceKind.SERVER, server_url=address), resource("model"))
    host.start()
    assert [answer.outcome for answer in host.predict([HIGH, LOW])] == [1, 0]
    assert PASSWORD not in served.logs()
    assert "27.31875" not in served.logs()
    commands = [" ".join(process.cmdline()) for process in served.family()]
    assert not any(PASSWORD in command for command in commands)

    family = served.family()
    if os.name == "posix":
        served.process.terminate()
        assert served.process.wait(END_SECONDS) == 0
    else:
        served.process.send_signal(signal.CTRL_BREAK_EVENT)
    wait_until(lambda: all_gone(family))


@pytest.mark.timeout(400)
@pytest.mark.skipif(os.name != "posix", reason="a Windows service is stopped by CTRL_BREAK")
def test_a_stop_is_clean_even_while_it_starts(served: Served) -> None:
    served.wait_for("Tracking server starting")
    family = served.family()

    served.process.terminate()

    assert served.process.wait(END_SECONDS) == 0
    assert all_gone(family)
