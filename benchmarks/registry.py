"""A registry's model: asked for, fetched, started from this computer, and swapped a hundred times.

The tracking server is MLflow's own, on this computer, without authentication: what is measured is
the workstation's part.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

from diabetes_desktop.adapters import model_manifest
from diabetes_desktop.adapters.model_host.client import ProcessModelHost
from diabetes_desktop.adapters.registry.station import RegistrySource, RegistryStation
from diabetes_desktop.adapters.resources import resource
from diabetes_desktop.application.model_choice import ModelChoice
from diabetes_desktop.application.model_in_use import ModelInUse
from diabetes_desktop.application.ports import ModelHost
from diabetes_desktop.domain.account import Account
from diabetes_desktop.domain.model_source import SourceKind
from diabetes_desktop.domain.patient import Gender, Patient, Smoking

NAME, ALIAS = "diabetes_model", "champion"
CHECKS = 50
SWAPS = int(sys.argv[1]) if len(sys.argv) > 1 else 100
PATIENT = Patient(Gender.FEMALE, 54.0, 0, 0, Smoking.NEVER, 27.3, 6.6, 155.0)


class Server:
    """The tracking server, and the data team's part of it."""

    def __init__(self, url: str, store: Path) -> None:
        self.url = url
        self._store = store
        self._experiment = self._post("experiments/create", name=NAME)["experiment_id"]
        self._post("registered-models/create", name=NAME)

    def publish(self, directory: Path) -> str:
        """Register `directory` as the next version, and let the alias name it."""
        run = self._post("runs/create", experiment_id=self._experiment)["run"]["info"]
        folder = run["artifact_uri"].removeprefix("mlflow-artifacts:/")
        shutil.copytree(directory, self._store / folder / "model")
        place = f"{run['artifact_uri']}/model"
        made = self._post("model-versions/create", name=NAME, source=place, run_id=run["run_id"])
        version = str(made["model_version"]["version"])
        self._post("registered-models/alias", name=NAME, alias=ALIAS, version=version)
        return version

    def _post(self, call: str, **body: Any) -> Any:
        headers = {"Content-Type": "application/json"}
        content = json.dumps(body).encode()
        with urlopen(Request(f"{self.url}/api/2.0/mlflow/{call}", content, headers)) as reply:
            return json.loads(reply.read() or b"{}")


@contextmanager
def tracking_server(folder: Path, port: int = 5077) -> Iterator[Server]:
    command = [sys.executable, "-m", "mlflow", "server", "--port", str(port), "--workers", "1"]
    command += ["--backend-store-uri", f"sqlite:///{(folder / 'mlflow.db').as_posix()}"]
    command += ["--artifacts-destination", str(folder / "artifacts")]
    path = os.pathsep.join([sysconfig.get_path("scripts"), os.environ.get("PATH", "")])
    environment = {**os.environ, "PATH": path, "MLFLOW_DISABLE_TELEMETRY": "true"}
    quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, cwd=folder, env=environment, **quiet)
    try:
        url = f"http://127.0.0.1:{port}"
        while True:
            try:
                urlopen(f"{url}/health", timeout=1).close()
                break
            except (URLError, OSError):
                time.sleep(0.1)
        yield Server(url, folder / "artifacts")
    finally:
        process.terminate()
        process.wait()


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def allow(user: str, role: object) -> Account:
    return Account(user, user, frozenset())


def swaps(folder: Path, server: Server, source: RegistrySource, choice: ModelChoice) -> None:
    def make_host(chosen: ModelChoice) -> ModelHost:
        if chosen.source is SourceKind.REGISTRY:
            return source.host(chosen, make_host)
        return ProcessModelHost(chosen, resource("model"))

    model = ModelInUse(make_host, lambda: datetime.now(UTC))
    station = RegistryStation(
        source, model, lambda: choice, allow, lambda: datetime.now(UTC), Lock(), print
    )
    model.use(choice)
    ended, answered, lost = Event(), [], []

    def predict() -> None:
        while not ended.is_set():
            try:
                answered.append(seconds(lambda: model.predict([PATIENT])))
            except Exception as error:
                lost.append(error)

    doctor = Thread(target=predict)
    doctor.start()
    took = []
    directory = folder / "next"
    shutil.copytree(resource("model"), directory)
    for number in range(SWAPS):
        (directory / model_manifest.FILE_NAME).unlink()
        manifest = model_manifest.build(directory, NAME, str(100 + number))
        model_manifest.write(directory, manifest)
        version = server.publish(directory)
        took.append(seconds(lambda: station.check_now("benchmark", Event())))
        assert model.current().identity.version == version
    ended.set()
    doctor.join()
    model.stop()
    print(f"swap, from the look to the answer: {statistics.median(took):.2f} s (median)")
    print(f"predictions during {SWAPS} swaps: {len(answered)}, lost: {len(lost)}")
    print(f"slowest prediction among them: {max(answered) * 1000:.0f} ms")


def main() -> None:
    folder = Path(tempfile.mkdtemp())
    try:
        with tracking_server(folder) as server:
            server.publish(resource("model"))
            # The server imports the rest of itself at the first question, and may take seconds.
            query = f"name={NAME}&alias={ALIAS}"
            first = f"{server.url}/api/2.0/mlflow/registered-models/alias?{query}"
            print(f"the server's first answer: {seconds(lambda: urlopen(first).close()):.2f} s")
            source = RegistrySource(folder, {})
            choice = ModelChoice(
                SourceKind.REGISTRY, tracking_uri=server.url, model_uri=f"models:/{NAME}@{ALIAS}"
            )

            def start() -> None:
                host = source.host(choice, lambda here: ProcessModelHost(here, resource("model")))
                host.start()
                host.stop()

            look = [
                seconds(lambda: source.registry.resolve(choice, Event())) for _ in range(CHECKS)
            ]
            print(f"alias check: {statistics.median(look) * 1000:.0f} ms (median of {CHECKS})")
            print(f"cold: fetched, verified, started: {seconds(start):.2f} s")
            print(f"warm: started from this computer: {seconds(start):.2f} s")
            swaps(folder, server, source, choice)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
