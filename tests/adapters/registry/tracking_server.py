"""A real tracking server of MLflow with basic authentication, and what a data team does with it."""

from __future__ import annotations

import base64
import json
import os
import shutil
import socket
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import psutil

READY_SECONDS = 120.0
ADMIN = ("admin", "correct horse battery staple")
READER = ("workstation", "another long pass phrase")
STRANGER = ("stranger", "yet another long pass phrase")


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


def basic(user: str, password: str) -> str:
    return f"Basic {base64.b64encode(f'{user}:{password}'.encode()).decode()}"


@dataclass
class TrackingServer:
    """What the data team does, by the same interface that `diabetes-admin` uses."""

    url: str
    log: Path
    store: Path
    admin: tuple[str, str] = ADMIN

    def call(
        self, method: str, path: str, body: Any = None, user: tuple[str, str] | None = None
    ) -> Any:
        content = json.dumps(body).encode() if isinstance(body, dict) else body
        secret = basic(*(user or self.admin))
        headers = {"Authorization": secret, "Content-Type": "application/json"}
        request = Request(f"{self.url}{path}", content, headers, method=method)
        with urlopen(request, timeout=30) as reply:
            text = reply.read()
        return json.loads(text) if text else {}

    def api(self, method: str, call: str, **body: Any) -> Any:
        return self.call(method, f"/api/2.0/mlflow/{call}", body)

    def experiment(self, name: str) -> str:
        return str(self.api("POST", "experiments/create", name=name)["experiment_id"])

    def upload(self, experiment: str, directory: Path) -> tuple[str, str]:
        """Log `directory` as `model` of a new run: the run, and where the files are."""
        run = self.api("POST", "runs/create", experiment_id=experiment)["run"]["info"]
        folder = run["artifact_uri"].removeprefix("mlflow-artifacts:/") + "/model"
        self.put(folder, directory)
        return run["run_id"], f"{run['artifact_uri']}/model"

    def put(self, folder: str, directory: Path) -> None:
        """Straight into the server's store: by its interface it would take seconds."""
        shutil.copytree(directory, self.store / folder, dirs_exist_ok=True)

    def register(self, name: str, experiment: str, directory: Path, alias: str = "") -> str:
        """A new version of the model `name`; its number."""
        with suppress(HTTPError):  # there is one already
            self.api("POST", "registered-models/create", name=name)
        run, place = self.upload(experiment, directory)
        made = self.api("POST", "model-versions/create", name=name, source=place, run_id=run)
        version = str(made["model_version"]["version"])
        if alias:
            self.set_alias(name, alias, version)
        return version

    def deny(self, user: str, kind: str, which: str) -> None:
        """Take every right on an `experiment` or a `registered_model` from `user`."""
        rule = {"username": user, "resource_type": kind, "resource_id": which, "permission": "DENY"}
        self.call("POST", "/api/3.0/mlflow/users/permissions/grant", rule)

    def set_alias(self, name: str, alias: str, version: str) -> None:
        self.api("POST", "registered-models/alias", name=name, alias=alias, version=version)


@contextmanager
def tracking_server(folder: Path) -> Iterator[TrackingServer]:
    """Start one, ready to be asked (takes ten seconds)."""
    port = free_port()
    config = folder / "auth.ini"
    config.write_text(
        "[mlflow]\ndefault_permission = READ\n"
        f"database_uri = sqlite:///{(folder / 'auth.db').as_posix()}\n"
        f"admin_username = {ADMIN[0]}\nadmin_password = {ADMIN[1]}\n"
        "auth_cache_ttl_seconds = 600\n"  # or each call hashes the password anew
        "authorization_function = mlflow.server.auth:authenticate_request_basic_auth\n"
    )
    command = [sys.executable, "-m", "mlflow", "server", "--host", "127.0.0.1"]
    command += ["--port", str(port), "--workers", "1", "--app-name", "basic-auth"]
    command += ["--backend-store-uri", f"sqlite:///{(folder / 'mlflow.db').as_posix()}"]
    command += ["--artifacts-destination", str(folder / "artifacts")]
    environment = {
        **os.environ,
        "MLFLOW_AUTH_CONFIG_PATH": str(config),
        "MLFLOW_FLASK_SERVER_SECRET_KEY": "only for tests",
        "MLFLOW_SERVER_ENABLE_JOB_EXECUTION": "false",
        "PATH": os.pathsep.join([sysconfig.get_path("scripts"), os.environ.get("PATH", "")]),
    }
    log = folder / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, stdout=output, stderr=subprocess.STDOUT, env=environment, cwd=folder
        )
    try:
        server = TrackingServer(f"http://127.0.0.1:{port}", log, folder / "artifacts")
        _wait_until_ready(server, process)
        for user, password in (READER, STRANGER):
            account = {"username": user, "password": password}
            server.call("POST", "/api/2.0/mlflow/users/create", account)
        yield server
    finally:
        end_tree(process.pid)
        process.wait(10)


def _wait_until_ready(server: TrackingServer, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        assert process.poll() is None, server.log.read_text()
        try:
            with urlopen(f"{server.url}/health", timeout=1):
                return
        except (URLError, OSError):
            process_pause()
    raise TimeoutError(server.log.read_text())


def process_pause() -> None:
    """Until the machine has done something else; the deadline is the caller's."""
    time.sleep(0.05)


def end_tree(pid: int) -> None:
    """End the process `pid` and all that it started."""
    try:
        root = psutil.Process(pid)
        family = [*root.children(recursive=True), root]
    except psutil.NoSuchProcess:
        return
    for process in family:
        try:
            process.kill()
        except psutil.NoSuchProcess:
            continue
    psutil.wait_procs(family, timeout=10)
