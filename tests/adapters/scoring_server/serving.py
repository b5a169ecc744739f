"""Real scoring servers: `mlflow models serve`, each in a process of its own until it is ended."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import psutil

READY_SECONDS = 120.0  # MLflow and scikit-learn are imported twice by each server
END_SECONDS = 10.0
PUBLISH = Path(__file__).with_name("publish_served_models.py")


def free_port() -> int:
    """A port of this computer at which nothing listens."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


def publish_served_models(folder: Path) -> None:
    """Write the directories `proba` and `legacy` (takes five seconds)."""
    done = subprocess.run(
        [sys.executable, str(PUBLISH), str(folder)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@contextmanager
def serving(models: dict[str, Path], logs: Path) -> Iterator[dict[str, str]]:
    """The address of a server for each of `models`, all started at once."""
    with ExitStack() as stack:
        started = {
            name: stack.enter_context(_server(model, logs / f"{name}.log"))
            for name, model in models.items()
        }
        for name, (port, process) in started.items():
            _wait_until_ready(port, process, logs / f"{name}.log")
        yield {name: f"http://127.0.0.1:{port}" for name, (port, _) in started.items()}


@contextmanager
def _server(model: Path, log: Path) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    port = free_port()
    command = [sys.executable, "-m", "mlflow", "models", "serve", "--model-uri", str(model)]
    command += ["--env-manager", "local", "--host", "127.0.0.1", "--port", str(port)]
    # MLflow starts `uvicorn` by that name, from wherever the environment's programs are.
    path = os.pathsep.join([sysconfig.get_path("scripts"), os.environ.get("PATH", "")])
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, stdout=output, stderr=subprocess.STDOUT, env={**os.environ, "PATH": path}
        )
    try:
        yield port, process
    finally:
        end_tree(process.pid)
        process.wait(END_SECONDS)


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
    psutil.wait_procs(family, timeout=END_SECONDS)


def _wait_until_ready(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + READY_SECONDS
    while not is_ready(port):
        assert process.poll() is None, log.read_text(errors="replace")
        assert time.monotonic() < end, log.read_text(errors="replace")
        time.sleep(0.05)


def is_ready(port: int) -> bool:
    """Whether a server answers at `port`."""
    try:
        with urlopen(f"http://127.0.0.1:{port}/ping", timeout=2) as reply:
            return bool(reply.status == 200)
    except (URLError, OSError):
        return False
