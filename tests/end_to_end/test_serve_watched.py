"""`diabetes-admin serve --watch` with MLflow's own servers, while somebody predicts all the time.

About 40 seconds when idle: the tracking server starts once, a scoring service four times.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread
from urllib.request import Request, urlopen

import psutil
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tests.adapters.model_directories import publish
from tests.adapters.registry.tracking_server import TrackingServer

from diabetes_desktop.adapters.model_signature import sign
from diabetes_desktop.adapters.resources import resource
from diabetes_desktop.adapters.scoring_server.messages import request as request_for
from diabetes_desktop.domain.model_signature import key_text
from diabetes_desktop.domain.model_source import ServerContract
from diabetes_desktop.domain.patient import Gender, Patient, Smoking

from .test_serve import PASSWORD, Served, all_gone, wait_until

pytestmark = pytest.mark.end_to_end
NAME, ALIAS = "diabetes_model", "champion"
USER, USER_PASSWORD = "workstation", "another long pass phrase"
UNSURE = Patient(Gender.FEMALE, 54.0, 0, 0, Smoking.NEVER, 27.3, 6.6, 140.0)
BODY = request_for([UNSURE.row()], ServerContract.EIGHT, with_probability=True)
KEY = Ed25519PrivateKey.generate()
CODE = "diabetes_served_model.py"


@dataclass
class Doctor:
    """Predicts all the time, each time on a connection of its own, as the program does."""

    port: int
    over: Event = field(default_factory=Event)
    chances: list[float] = field(default_factory=list)
    lost: list[BaseException] = field(default_factory=list)
    longest: float = 0.0

    def __post_init__(self) -> None:
        self._thread = Thread(target=self._predict)
        self._thread.start()

    def _predict(self) -> None:
        secret = base64.b64encode(f"{USER}:{USER_PASSWORD}".encode()).decode()
        headers = {"Content-Type": "application/json", "Authorization": f"Basic {secret}"}
        request = Request(f"http://127.0.0.1:{self.port}/invocations", BODY, headers)
        while not self.over.wait(0.02):
            start = time.monotonic()
            try:
                with urlopen(request, timeout=60) as reply:
                    (answer,) = json.loads(reply.read())["predictions"]
                self.chances.append(answer["probability"])
            except BaseException as error:
                self.lost.append(error)
            self.longest = max(self.longest, time.monotonic() - start)

    def stop(self) -> None:
        self.over.set()
        self._thread.join()


class Team:
    """The data team, over the registry's own interface."""

    def __init__(self, served: Served, folder: Path) -> None:
        url = f"http://127.0.0.1:{served.tracking_port}"
        store = served.folder / "artifacts"
        self._server = TrackingServer(url, served.folder / "log", store, ("admin", PASSWORD))
        self._folder = folder
        self._experiment = self._server.experiment(NAME)

    def publish(
        self, version: int, change: Callable[[Path], None] = lambda _: None, signed: bool = True
    ) -> None:
        """The bundled model as version `version`, with a `change`; the alias moves to it."""
        directory = self._folder / str(version)
        shutil.copytree(resource("model"), directory)
        change(directory)
        publish(directory, NAME, str(version))
        if signed:
            sign(directory, KEY, version)
        number = self._server.register(NAME, self._experiment, directory, ALIAS)
        assert number == str(version)

    def move(self, version: int) -> None:
        """The alias, to a version that was published before."""
        self._server.set_alias(NAME, ALIAS, str(version))


def recoded(old: str, new: str) -> Callable[[Path], None]:
    """A change of the code that is served."""

    def change(directory: Path) -> None:
        path = directory / "served_model.zip"
        with zipfile.ZipFile(path) as archive:
            code = archive.read(CODE).decode()
        assert old in code
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(CODE, code.replace(old, new))

    return change


ROUNDED = recoded("both[:, classes.tolist().index(1)]", "both[:, 1].round(6)")
OTHER_ANSWERS = recoded("both[:, classes.tolist().index(1)]", "both[:, 1] * 0.9")


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Served]:
    served = Served(
        tmp_path / "server",
        "--watch",
        "--watch-seconds",
        "1",
        "--trusted-key",
        key_text(KEY.public_key().public_bytes_raw().hex()),
        DIABETES_SCORING_USER=USER,
        DIABETES_SCORING_PASSWORD=USER_PASSWORD,
    )
    try:
        yield served
    finally:
        served.close()


def process_of(served: Served, kind: str) -> psutil.Process:
    """The youngest process that serves `kind`."""
    found = [each for each in served.family() if kind in command_of(each)]
    return max(found, key=lambda each: (each.create_time(), each.pid))


def command_of(process: psutil.Process) -> str:
    """Empty once it has ended."""
    try:
        return " ".join(process.cmdline())
    except psutil.Error:
        return ""


@pytest.mark.timeout(400)
def test_versions_take_over_and_not_a_request_is_lost(watched: Served, tmp_path: Path) -> None:
    watched.wait_for("no version answers yet. The registry has no model “diabetes_model” yet")
    team = Team(watched, tmp_path / "versions")
    team.publish(1)
    watched.wait_for("version 1 answers from now on")
    doctor = Doctor(watched.port)
    try:
        wait_until(lambda: len(doctor.chances) > 3)
        (first,) = set(doctor.chances)

        team.publish(2, ROUNDED)
        watched.wait_for("version 2 answers from now on")
        before = len(doctor.chances)
        wait_until(lambda: len(doctor.chances) > before + 3)
        assert set(doctor.chances[before + 1 :]) == {round(first, 6)} != {first}

        team.publish(3, OTHER_ANSWERS)
        watched.wait_for("version 3 does not take over")
        team.publish(4, ROUNDED, signed=False)
        watched.wait_for("version 4 does not take over")
        team.move(1)
        watched.wait_for("version 1 does not take over")  # its signature is older
        assert doctor.lost == []
        assert set(doctor.chances[before + 1 :]) == {round(first, 6)}
    finally:
        doctor.stop()
    print(f"{len(doctor.chances)} predictions, none lost, the longest {doctor.longest:.2f} s")

    log = (watched.folder / "logs" / "supervisor.log").read_text()
    refused = [line for line in log.splitlines() if "service_refused" in line]
    assert [line.rpartition("fault=")[2] for line in refused] == [
        "golden_cases",
        "unsigned",
        "older",
    ]
    assert USER_PASSWORD not in watched.logs()
    assert PASSWORD not in watched.logs()

    _dies_and_comes_back(watched)


def _dies_and_comes_back(watched: Served) -> None:
    process_of(watched, "mlflow.server").kill()
    process_of(watched, "scoring_server").kill()
    watched.wait_for(
        "Tracking server ended",
        "version 2 goes on answering. The tracking server",
        "Scoring service ready",  # with the same version: nobody was asked for it
    )
    doctor = Doctor(watched.port)
    wait_until(lambda: len(doctor.chances) > 3)
    doctor.stop()
    assert doctor.lost == []

    family = watched.family()
    if os.name == "posix":
        watched.process.kill()  # as `kill -9` does: it can't tidy up
        wait_until(lambda: all_gone(family))
