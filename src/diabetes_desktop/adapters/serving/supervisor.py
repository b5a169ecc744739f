"""Keeps the tracking server and the scoring service running until it is told to stop."""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping
from contextlib import suppress
from importlib import metadata
from pathlib import Path
from threading import Event, Lock, Thread

from diabetes_desktop.adapters.log_file import LogFile
from diabetes_desktop.adapters.serving.kept_service import KeptService, ServiceProgram
from diabetes_desktop.adapters.serving.mlflow_programs import (
    AUTH_DATABASE,
    AUTH_FILE,
    auth_settings,
    scoring_program,
    tracking_program,
)
from diabetes_desktop.application.serving import (
    Happening,
    ReportService,
    ServeFault,
    ServeRefused,
    ServeRequest,
)
from diabetes_desktop.application.training_errors import ToolsMissing

NEEDED = ("mlflow", "Flask-WTF")  # what the data team's tools bring


class Supervisor:
    """See the module."""

    def __init__(
        self, request: ServeRequest, bundled: Path, environment: Mapping[str, str]
    ) -> None:
        """Check that it can start, and prepare the folder.

        Raises:
            ToolsMissing: MLflow's servers are not installed here.
            ServeRefused: PORT_TAKEN, FIRST_START or FOLDER.
        """
        _need_tools()
        _prepare(request)
        for port in (request.tracking_port, request.port):
            _need_port(request.host, port)
        self._tracking = tracking_program(request, environment)
        self._scoring = scoring_program(request, bundled, environment)
        self._log = LogFile(request.folder / "logs" / "supervisor.log")
        self._telling = Lock()

    def run(self, stop: Event, report: ReportService) -> None:
        """Until `stop` is set; then both services have ended."""
        tracking = self._kept(self._tracking, stop, report)
        scoring = self._kept(self._scoring, stop, report)
        threads = [
            Thread(target=tracking.keep),
            Thread(target=self._after, args=(tracking, scoring, stop)),
        ]
        for thread in threads:
            thread.start()
        try:
            while not stop.wait(1.0):  # a wait without an end would not notice signals on Windows
                pass
        finally:
            stop.set()
            for thread in threads:
                thread.join()

    def _kept(self, program: ServiceProgram, stop: Event, report: ReportService) -> KeptService:
        def tell(happening: Happening, number: int) -> None:
            service = program.service
            with self._telling:
                self._log.event(f"service_{happening.value}", source=service.value, count=number)
                report(service, happening, number)

        return KeptService(program, tell, stop)

    @staticmethod
    def _after(first: KeptService, then: KeptService, stop: Event) -> None:
        """The scoring service may fetch its model from the tracking server: it comes second."""
        while not stop.is_set() and not first.ready.wait(0.2):
            pass
        then.keep()


def _need_tools() -> None:
    for package in NEEDED:
        try:
            metadata.distribution(package)
        except metadata.PackageNotFoundError:
            raise ToolsMissing(package) from None


def _prepare(request: ServeRequest) -> None:
    folder = request.folder
    try:
        (folder / "logs").mkdir(parents=True, exist_ok=True)
        with suppress(NotImplementedError):
            folder.chmod(0o700)
        if not (folder / AUTH_DATABASE).exists() and not request.admin_password:
            raise ServeRefused(ServeFault.FIRST_START)
        settings = folder / f"{AUTH_FILE}.new"
        settings.write_text(auth_settings(folder), encoding="utf-8")
        settings.replace(folder / AUTH_FILE)
    except OSError:
        raise ServeRefused(ServeFault.FOLDER, str(folder)) from None


def _need_port(host: str, port: int) -> None:
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.socket(family, socket.SOCK_STREAM) as sock:
            if os.name != "nt":  # there the option would take a port that is in use
                sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            sock.bind((host, port))
    except OSError:
        raise ServeRefused(ServeFault.PORT_TAKEN, f"{host}:{port}") from None
