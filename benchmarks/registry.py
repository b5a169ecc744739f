"""A registry's model: asked for, fetched, started from this computer, and swapped a hundred times.

The tracking server is MLflow's own, on this computer, without authentication: what is measured is
the workstation's part. Each figure stands beside MLflow's own client in the same run, before the
same server: its alias look-up, its download, and its download and loading in a new process (which
is how a program would start with it). `--swaps N` sets how many swaps there are.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import socket
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
STARTS = 5
THEIRS = """
import sys, mlflow
mlflow.set_tracking_uri(sys.argv[1])
mlflow.pyfunc.load_model(sys.argv[2])
"""
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
def tracking_server(folder: Path) -> Iterator[Server]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mlflow", "server", "--port", str(port), "--workers", "1"]
    command += ["--backend-store-uri", f"sqlite:///{(folder / 'mlflow.db').as_posix()}"]
    command += ["--artifacts-destination", str(folder / "artifacts")]
    path = os.pathsep.join([sysconfig.get_path("scripts"), os.environ.get("PATH", "")])
    environment = {
        **os.environ,
        "PATH": path,
        "MLFLOW_DISABLE_TELEMETRY": "true",
        "MLFLOW_SERVER_ENABLE_JOB_EXECUTION": "false",  # eight processes that serve no registry
    }
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


def swaps(
    count: int, folder: Path, server: Server, source: RegistrySource, choice: ModelChoice
) -> None:
    """Swap `count` times while two doctors predict all the time."""

    def make_host(chosen: ModelChoice) -> ModelHost:
        if chosen.source is SourceKind.REGISTRY:
            return source.host(chosen, make_host)
        return ProcessModelHost(chosen, resource("model"))

    model = ModelInUse(make_host, lambda: datetime.now(UTC))
    station = RegistryStation(
        source, model, lambda: choice, allow, lambda: datetime.now(UTC), Lock(), print
    )
    model.use(choice)
    doctors = Doctors(model)
    took = []
    directory = folder / "next"
    shutil.copytree(resource("model"), directory)
    for number in range(count):
        (directory / model_manifest.FILE_NAME).unlink()
        manifest = model_manifest.build(directory, NAME, str(100 + number))
        model_manifest.write(directory, manifest)
        version = server.publish(directory)
        took.append(seconds(lambda: station.check_now("benchmark", Event())))
        assert model.current().identity.version == version
    doctors.stop()
    station.stop()
    model.stop()
    calls = sorted(doctors.took)
    worst = calls[-1] * 1000
    print(f"swap, from the look to the answer: {statistics.median(took):.2f} s (median)")
    print(f"predictions during {count} swaps: {len(calls)}, lost: {len(doctors.lost)}")
    print(f"a prediction meanwhile: {statistics.median(calls) * 1000:.1f} ms, worst {worst:.0f} ms")
    if doctors.lost:
        raise SystemExit(f"lost: {doctors.lost[:3]!r}")


class Doctors:
    """Two of them, predicting all the time; what each call took, in seconds, and what was lost."""

    def __init__(self, model: ModelInUse) -> None:
        self.took: list[float] = []
        self.lost: list[Exception] = []
        self._model = model
        self._ended = Event()
        self._threads = [Thread(target=self._predict) for _ in range(2)]
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Let them finish."""
        self._ended.set()
        for thread in self._threads:
            thread.join()

    def _predict(self) -> None:
        while not self._ended.is_set():
            try:
                self.took.append(seconds(lambda: self._model.predict([PATIENT])))
            except Exception as error:
                self.lost.append(error)


def compare(what: str, ours: list[float], theirs: list[float], reference: str) -> None:
    """Medians, and their ratio."""
    mine, other = statistics.median(ours), statistics.median(theirs)
    ratio = mine / other
    print(f"{what}: {mine:.3f} s; {reference}: {other:.3f} s; ratio {ratio:.2f}", flush=True)


def alias_checks(server: Server, source: RegistrySource, choice: ModelChoice) -> None:
    """Ours and MLflow's in turn, so that both meet the same server in the same state."""
    os.environ["MLFLOW_DISABLE_TELEMETRY"] = "true"
    from mlflow import MlflowClient

    client = MlflowClient(tracking_uri=server.url)
    ours, theirs = [], []

    def their_check() -> None:
        found = client.get_model_version_by_alias(NAME, ALIAS)
        client.get_model_version_download_uri(NAME, found.version)

    their_check()
    for _ in range(CHECKS):
        ours.append(seconds(lambda: source.registry.resolve(choice, Event())))
        theirs.append(seconds(their_check))
    compare("alias check", ours, theirs, "MlflowClient, the same two calls")


def starts(folder: Path, server: Server, choice: ModelChoice) -> None:
    """From nothing to a model that answers: with an empty cache, then from this computer."""
    cold, warm, theirs = [], [], []
    command = [sys.executable, "-c", THEIRS, server.url, choice.model_uri]
    for number in range(STARTS):
        profile = folder / f"profile {number}"
        profile.mkdir()
        source = RegistrySource(profile, {})

        def start(source: RegistrySource = source) -> None:
            host = source.host(choice, lambda here: ProcessModelHost(here, resource("model")))
            host.start()
            host.stop()

        cold.append(seconds(start))
        warm.append(seconds(start))
        theirs.append(seconds(lambda: subprocess.run(command, check=True, capture_output=True)))
    reference = "mlflow.pyfunc.load_model in a new process"
    compare("cold: fetched, verified, started, proved", cold, theirs, reference)
    compare("warm: started from this computer, proved", warm, theirs, reference)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--swaps", type=int, default=100)
    count = parser.parse_args().swaps
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
            alias_checks(server, source, choice)
            starts(folder, server, choice)
            swaps(count, folder, server, source, choice)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
